namespace Digipanel.Bot.Downloads;

/// <summary>
/// Answers of Digipanel's that the database did not take: locked by a backup, or the disk is full for a while. An answer that is thrown away costs
/// half an hour of doubt and perhaps a refund; therefore it is kept in memory and recorded again. Its order stays under way meanwhile.
/// </summary>
internal sealed class UnrecordedAnswers
{
    /// <summary>After that its order counts as one whose answer was lost.</summary>
    private const long KeptMaxMs = 300_000;
    private const long PauseMaxMs = 30_000;
    private const int DoublingsMax = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Kept> _kept = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    public long[] Numbers()
    {
        lock (_gate)
        {
            return [.. _kept.Keys];
        }
    }

    public void Keep(Order order, SubmitOutcome outcome, long now)
    {
        lock (_gate)
        {
            _kept[order.Number] = new Kept(order, outcome, Since: now, Tries: 0, NextAt: now + 1_000);
        }
    }

    /// <summary>Records what is due: after 1, 2, 4, 8, 16, 30, 30 … seconds.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="all">The program stops: there will be no other time.</param>
    /// <param name="record">The transaction.</param>
    /// <returns>How many were recorded, and those that were given up.</returns>
    public async Task<(int Recorded, IReadOnlyList<(Order Order, Exception Why)> GivenUp)> RecordAsync(
        long now, bool all, Func<Order, SubmitOutcome, Task> record)
    {
        var recorded = 0;
        var givenUp = new List<(Order, Exception)>();
        foreach (var kept in Due(now, all))
        {
            try
            {
                await record(kept.Order, kept.Outcome);
                recorded++;
                Forget(kept);
            }
            catch (Exception e) when (e is not ObjectDisposedException)
            {
                if (now - kept.Since >= KeptMaxMs)
                {
                    givenUp.Add((kept.Order, e));
                    Forget(kept);
                }
                else
                {
                    PutOff(kept, now);
                }
            }
        }

        return (recorded, givenUp);
    }

    /// <summary>Due, or put off further than any is: then the clock was set back since.</summary>
    private List<Kept> Due(long now, bool all)
    {
        lock (_gate)
        {
            return [.. _kept.Values.Where(k => all || k.NextAt <= now || k.NextAt > now + PauseMaxMs)];
        }
    }

    private void PutOff(Kept kept, long now)
    {
        var pause = Math.Min(PauseMaxMs, 2_000L << Math.Min(kept.Tries, DoublingsMax));
        lock (_gate)
        {
            _kept[kept.Order.Number] = kept with { Since = Math.Min(kept.Since, now), Tries = kept.Tries + 1, NextAt = now + pause };
        }
    }

    private void Forget(Kept kept)
    {
        lock (_gate)
        {
            _kept.Remove(kept.Order.Number);
        }
    }

    private sealed record Kept(Order Order, SubmitOutcome Outcome, long Since, int Tries, long NextAt);
}
