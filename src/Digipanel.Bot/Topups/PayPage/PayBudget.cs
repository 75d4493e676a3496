using Digipanel.Bot.Messaging;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>
/// How often one page may be asked for. Counted by page and not by address: behind one address of a mobile network stand thousands of customers, and
/// behind the proxy all of them. A name that is no page's costs one look into an index and needs no budget.
/// </summary>
internal sealed class PayBudget(TimeProvider time)
{
    private const double RequestsPerSecond = 2;
    private const double RequestsBurst = 30;
    private const int PagesMax = 10_000;

    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Takes one request of a page that exists.</summary>
    /// <returns>Zero, or how long to wait.</returns>
    public TimeSpan Take(Topup topup)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_buckets.TryGetValue(topup.Id, out var bucket))
            {
                MakeRoom(now);
                _buckets[topup.Id] = bucket = new TokenBucket(RequestsPerSecond, RequestsBurst);
            }

            var wait = bucket.Wait(now);
            if (wait == TimeSpan.Zero)
            {
                bucket.Take();
            }

            return wait;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_buckets.Count < PagesMax)
        {
            return;
        }

        foreach (var (id, _) in _buckets.Where(b => b.Value.IsFull(now)).ToList())
        {
            _buckets.Remove(id);
        }

        // All of them busy at once: better a free burst than memory without a bound.
        if (_buckets.Count >= PagesMax)
        {
            _buckets.Clear();
        }
    }
}
