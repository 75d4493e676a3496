namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// The world's clock. It stands still until it is moved to its next timer, fires that one on the caller's thread, and so decides the order of
/// everything. Hours cost nothing. The wall clock can be set; the order of timers does not depend on it.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Armed, (long Due, long Order)> _queue = new();
    private long _ticks;
    private long _order;
    private TimeSpan _stepped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the beginning of the world; nobody can set it.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_ticks);

    /// <summary>When the next timer fires; null where none is armed.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            while (_queue.TryPeek(out var armed, out var at))
            {
                if (armed.IsCurrent)
                {
                    return TimeSpan.FromTicks(at.Due);
                }

                _queue.Dequeue();
            }

            return null;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(_ticks) + _stepped;

    public override long GetTimestamp() => _ticks;

    /// <summary>Moves to a moment not before now and not after the next timer; fires at most one timer.</summary>
    public void MoveTo(TimeSpan moment)
    {
        _ticks = Math.Max(_ticks, moment.Ticks);
        if (NextTimer is { } next && next.Ticks <= _ticks)
        {
            _queue.Dequeue().Fire();
        }
    }

    /// <summary>An operator or NTP sets the wall clock.</summary>
    public void Step(TimeSpan by) => _stepped += by;

    /// <summary>Something of the world happens later.</summary>
    public void After(TimeSpan delay, Action happen) => CreateTimer(_ => happen(), null, delay, Timeout.InfiniteTimeSpan);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(VirtualTimer timer, long generation, TimeSpan dueIn)
    {
        var due = _ticks + Math.Max(0, dueIn.Ticks);
        _queue.Enqueue(new Armed(timer, generation), (due, ++_order));
    }

    /// <summary>A timer as it was armed; changed or disposed of since, it is passed over.</summary>
    private readonly record struct Armed(VirtualTimer Timer, long Generation)
    {
        public bool IsCurrent => Timer.Generation == Generation;

        public void Fire() => Timer.Fire();
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long Generation { get; private set; }

        public void Fire()
        {
            Generation++;
            if (_period > TimeSpan.Zero)
            {
                time.Arm(this, Generation, _period);
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Generation++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.Arm(this, Generation, dueTime);
            }

            return true;
        }

        public void Dispose() => Generation++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
