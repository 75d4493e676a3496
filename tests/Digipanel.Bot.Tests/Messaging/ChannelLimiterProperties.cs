using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>Who shares a channel's pace, in virtual time: customers' own messages and a broadcast that would take all it gets.</summary>
public sealed class ChannelLimiterProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void While_thousands_wait_for_a_broadcast_customers_hardly_wait_and_what_they_leave_over_is_used()
    {
        var worlds =
            from pace in Gen.Choose(10, 100)
            from rate in Gen.Choose(0, pace * 6 / 10)
            from seed in Gen.Choose(1, 1_000_000)
            select (pace, rate, seed);
        Prop.ForAll(worlds.ToArbitrary(), w => Shares(w.pace, w.rate, w.seed)).QuickCheckThrowOnFailure();
    }

    private static Property Shares(int pace, int rate, int seed)
    {
        var limiter = new ChannelLimiter(new ChannelPace(pace, 1, 4));
        var random = new Random(seed);
        var (own, broadcast) = (0, 0);
        var waiting = new Queue<DateTimeOffset>();
        var waits = new List<double>();
        var times = new List<double>();
        for (var now = Start; now < Start + TimeSpan.FromSeconds(60); now += Tick)
        {
            if (random.NextDouble() < rate * Tick.TotalSeconds)
            {
                waiting.Enqueue(now);
            }

            while (waiting.TryPeek(out var asked) && limiter.TryTake($"own {own}", isAnswer: false, now) == TimeSpan.Zero)
            {
                own++;
                waits.Add((now - asked).TotalSeconds);
                waiting.Dequeue();
            }

            while (limiter.TryTakeSpare($"broadcast {broadcast}", now, out _) == TimeSpan.Zero)
            {
                broadcast++;
                times.Add((now - Start).TotalSeconds);
            }
        }

        var (mean, longest) = (waits.DefaultIfEmpty().Average(), waits.DefaultIfEmpty().Max());
        var busiest = times.Select((t, i) => times.Skip(i).TakeWhile(u => u < t + 1).Count()).DefaultIfEmpty().Max();
        var fair = Math.Min(0.9 * pace, pace - rate) * 60;
        return (mean < 0.02 && longest < 1).Label($"customers wait {mean:0.000} s, {longest:0.00} s at the most, at {rate} of {pace} a second")
            .And((busiest <= (1.1 * pace) + 2).Label($"{busiest} of a broadcast in one second at {pace}"))
            .And((broadcast >= (fair * 0.9) - pace).Label($"only {broadcast} of the broadcast's {fair:0} at {pace} beside {rate}"));
    }

    [Fact]
    public void A_flood_wait_holds_both()
    {
        var limiter = new ChannelLimiter(new ChannelPace(25, 1, 4));
        limiter.Pause(Start, TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), limiter.TryTakeSpare("1", Start, out _));
        Assert.Equal(TimeSpan.FromSeconds(30), limiter.TryTake("2", isAnswer: false, Start));
    }

    [Fact]
    public void A_chat_that_must_wait_is_told_from_a_channel_that_must()
    {
        var limiter = new ChannelLimiter(new ChannelPace(1_000, 1, 1));
        Assert.Equal(TimeSpan.Zero, limiter.TryTakeSpare("1", Start, out _));
        Assert.True(limiter.TryTakeSpare("1", Start, out var isOnlyThisChat) > TimeSpan.Zero && isOnlyThisChat);
        Assert.Equal(TimeSpan.Zero, limiter.TryTakeSpare("2", Start, out _));
    }
}
