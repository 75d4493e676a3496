using Digipanel.Bot.Messaging;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// Status calls a minute, shared by everything that asks after a payment (Doitpay:StatusCallsPerMinute). A few may go at once; a repeated attempt is
/// paid for afterwards, so that a Doitpay that answers nothing is asked less, not more.
/// </summary>
internal sealed class StatusBudget(int callsPerMinute, TimeProvider time)
{
    /// <summary>What a tenth of a minute allows may go at once.</summary>
    private const int BurstShare = 10;

    private readonly Lock _gate = new();
    private readonly TokenBucket _bucket = new(callsPerMinute / 60.0, Math.Max(1, callsPerMinute / BurstShare));

    /// <summary>How many of up to <paramref name="callsMax"/> calls may begin now; they are paid for.</summary>
    public int Take(int callsMax)
    {
        lock (_gate)
        {
            var taken = 0;
            for (; taken < callsMax && _bucket.Wait(time.GetUtcNow()) == TimeSpan.Zero; taken++)
            {
                _bucket.Take();
            }

            return taken;
        }
    }

    /// <summary>One more attempt of a call that was paid for once.</summary>
    public void Charge()
    {
        lock (_gate)
        {
            _bucket.Take();
        }
    }

    /// <summary>Calls that were paid for and not made.</summary>
    public void Return(int calls)
    {
        lock (_gate)
        {
            _bucket.Give(calls);
        }
    }
}
