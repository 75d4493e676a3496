using Digipanel.Bot.Ops;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>One pump's loop as the real one runs it, on the virtual clock: a turn, then sleep until it is due or woken; after a fault, longer.</summary>
internal sealed class PumpLoop(Pump pump, VirtualTime time)
{
    private Task<TimeSpan>? _turn;
    private TimeSpan _due;
    private int _faults;

    /// <summary>When it turns again by itself; never while a turn waits for an answer.</summary>
    public TimeSpan Due => _turn is null ? _due : TimeSpan.MaxValue;

    /// <summary>Turns if it may.</summary>
    /// <param name="tick">It sleeps no shorter than this: a slow machine, or a quiet night that need not be lived second by second.</param>
    /// <returns>True where something moved.</returns>
    public bool TryTurn(TimeSpan tick)
    {
        if (_turn is null)
        {
            if (time.Elapsed < _due && !pump.TakeWake())
            {
                return false;
            }

            _turn = pump.OneTurnAsync(CancellationToken.None);
        }

        if (!_turn.IsCompleted)
        {
            return false;
        }

        var turn = _turn;
        _turn = null;
        _due = time.Elapsed + Sleep(turn, tick);
        return true;
    }

    public override string ToString() => pump.GetType().Name;

    private TimeSpan Sleep(Task<TimeSpan> turn, TimeSpan tick)
    {
        if (turn.IsCompletedSuccessfully)
        {
            _faults = 0;
            return turn.Result == TimeSpan.Zero ? TimeSpan.Zero : turn.Result < tick ? tick : turn.Result;
        }

        if (turn.Exception?.GetBaseException() is NotRepeatableException fault)
        {
            throw fault;
        }

        return Pump.FaultDelay(_faults++);
    }
}
