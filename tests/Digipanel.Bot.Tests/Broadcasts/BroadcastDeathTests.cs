using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>Deaths in the midst of thousands: nobody gets it twice, nobody is lost in silence.</summary>
public sealed class BroadcastDeathTests
{
    private const int People = 2_000;

    [Fact]
    public async Task Killed_again_and_again_a_broadcast_to_thousands_reaches_each_once_or_says_of_whom_it_does_not_know()
    {
        using var bench = new BroadcastBench(new RecordingChannel(perSecond: 1_000_000));
        await bench.PeopleAsync(People);
        var id = await bench.StartAsync();
        var random = new Random(7);
        var (floods, lives) = (4, 0);
        bench.Telegram.Answers = m => int.Parse(m.ChatId) % 97 == 0
            ? new SendOutcome.Unreachable("Forbidden: bot was blocked by the user")
            : m.ChatId == "500" && floods-- > 0 ? new SendOutcome.RetryLater(TimeSpan.FromSeconds(3), WholeChannel: true, "Too Many Requests") : null;

        while (bench.Find(id).State is BroadcastState.Running)
        {
            Assert.True(++lives < 200, bench.Counts(id));
            await LiveAsync(bench, id, new DiesAfter(random.Next(1, 8)));
        }

        await bench.DieAsync();
        Assert.True(lives > 10, $"only {lives} lives");
        var blocked = Enumerable.Range(1, People).Count(i => i % 97 == 0);
        var doubtful = bench.Doubtful(id);
        Assert.NotEmpty(doubtful);
        Assert.Equal(bench.Telegram.Sent.Count, bench.Telegram.To("Promo!").Distinct(StringComparer.Ordinal).Count());
        var got = bench.Telegram.Sent.Select(s => s.ChatId).Concat(doubtful).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(People + 1 - blocked, got.Count(c => int.Parse(c) % 97 != 0));
        Assert.Equal(People + 1, bench.Total(id));

        // The admin says so: those in doubt, and nobody else.
        var before = bench.Telegram.Sent.Count;
        await bench.PressAgainAsync(id);
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal(
            doubtful.Where(c => int.Parse(c) % 97 != 0).Order(StringComparer.Ordinal),
            bench.Telegram.Sent.Skip(before).Select(s => s.ChatId).Order(StringComparer.Ordinal));
        Assert.Empty(bench.Doubtful(id));
    }

    private static async Task LiveAsync(BroadcastBench bench, long id, DiesAfter death)
    {
        try
        {
            await bench.DieAsync(death);

            // A dead one commits nothing any more; what it still holds in memory goes with it.
            while (bench.Find(id).State is BroadcastState.Running)
            {
                await bench.TurnAsync();
                if (!bench.IsAlive)
                {
                    return;
                }

                bench.Time.Advance(TimeSpan.FromSeconds(1));
            }
        }
        catch (IOException)
        {
            // It died at a claim, or as it began.
        }
    }

    private sealed class DiesAfter(int commits) : IStoreObserver
    {
        private int _count;

        public void BeforeCommit()
        {
            if (++_count > commits)
            {
                throw new IOException("killed before the commit");
            }
        }

        public void AfterCommit()
        {
            if (_count == commits)
            {
                throw new IOException("killed after the commit");
            }
        }
    }
}
