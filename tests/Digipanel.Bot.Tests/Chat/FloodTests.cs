using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>A chat that writes faster than a person does is asked once to slow down; its links are bought all the same, and nobody is banned.</summary>
public sealed class FloodTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private readonly FakeTime _time = new();
    private int _updates;

    [Fact]
    public async Task Messages_beyond_twenty_in_ten_seconds_are_answered_once_and_the_inbox_keeps_them_all()
    {
        await using var world = await DownloadsWorld.StartAsync(floods: true);
        for (var i = 0; i < 60; i++)
        {
            await world.PasteAsync("1", "/saldo");
        }

        Assert.Equal(21, world.Messages("1").Count);
        Assert.Single(world.Messages("1"), m => m.Text.Markup.Contains("Pelan-pelan", StringComparison.Ordinal));
        Assert.Equal(60, world.Value<long>("SELECT count(*) FROM inbox WHERE source = 'telegram'"));

        // Others are not concerned, and when it has calmed down neither is this one.
        Assert.Single(await world.PasteAsync("2", "/saldo"));
        world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await world.PasteAsync("1", "/saldo"));
    }

    [Fact]
    public async Task Links_are_bought_and_presses_that_buy_or_pay_are_taken_in_a_flood_too()
    {
        await using var world = await DownloadsWorld.StartAsync(floods: true);
        await world.FundAsync("1", 50_000);
        for (var i = 0; i < 30; i++)
        {
            await world.PasteAsync("1", "halo");
        }

        var answers = await world.PasteAsync("1", $"halo {A}");
        Assert.Contains("Pesanan #1", Assert.Single(answers).Text.Markup, StringComparison.Ordinal);
        Assert.Equal("accepted", world.State(1));
        var before = world.Messages("1").Count;
        Assert.Contains("Pelan-pelan", await world.PressAsync("1", "saldo"), StringComparison.Ordinal);
        Assert.Equal(before, world.Messages("1").Count);
        Assert.DoesNotContain("Pelan-pelan", await world.PressAsync("1", "beli:batal:1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_cannot_be_bought_are_part_of_the_flood()
    {
        await using var world = await DownloadsWorld.StartAsync(floods: true);
        for (var i = 0; i < 40; i++)
        {
            await world.PasteAsync("1", "https://example.com/" + i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(21, world.Messages("1").Count);
    }

    [Fact]
    public void What_piled_up_while_the_bot_was_down_is_no_flood()
    {
        var guard = Guard();
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(guard.Count(Update() with { SentAt = _time.GetUtcNow() - TimeSpan.FromSeconds(3 * (100 - i)) }));
        }
    }

    [Fact]
    public void Whoever_writes_just_at_the_limit_is_told_once_until_it_is_calm()
    {
        var guard = Guard();
        var told = 0;
        for (var i = 0; i < 400; i++)
        {
            var update = Update();
            told += guard.Count(update) is { } flood && flood.Tells(update.ExternalId) ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(i < 300 ? 450 : 2_000));
        }

        Assert.Equal(1, told);
        Assert.Null(guard.Count(Update()));
    }

    [Fact]
    public void Twenty_messages_at_once_are_none_and_the_transaction_that_tells_may_run_twice()
    {
        var guard = Guard();
        Assert.All(Enumerable.Range(0, FloodGuard.MessagesMax), _ => Assert.Null(guard.Count(Update())));
        var flood = guard.Count(Update() with { ExternalId = "one" });
        Assert.NotNull(flood);
        Assert.True(flood.Tells("one"));
        Assert.True(flood.Tells("one"));
        Assert.False(guard.Count(Update() with { ExternalId = "two" })!.Tells("two"));
    }

    [Fact]
    public void Messages_whose_transactions_are_run_anew_together_are_counted_once()
    {
        var guard = Guard();
        List<ChatUpdate> updates = [.. Enumerable.Range(0, FloodGuard.MessagesMax).Select(_ => Update())];
        Assert.All(updates, u => Assert.Null(guard.Count(u)));
        Assert.All(updates, u => Assert.Null(guard.Count(u)));
        Assert.NotNull(guard.Count(Update()));
    }

    [Fact]
    public void Admins_and_people_who_leave_are_not_counted_and_a_clock_that_is_set_back_keeps_nobody_silent()
    {
        var guard = Guard();
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Null(guard.Count(Update("999"))));
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Null(guard.Count(Update() with { Reachable = false })));
        for (var i = 0; i < 50; i++)
        {
            guard.Count(Update());
        }

        _time.Jump(_time.GetUtcNow() - TimeSpan.FromHours(3));
        Assert.Null(guard.Count(Update()));
    }

    [Fact]
    public void It_remembers_a_bounded_number_of_chats_and_forgets_those_that_are_calm()
    {
        var guard = Guard();
        for (var i = 0; i < 3 * FloodGuard.ChatsMax; i++)
        {
            Assert.Null(guard.Count(Update(i.ToString(CultureInfo.InvariantCulture))));
        }

        Assert.Equal(FloodGuard.ChatsMax, guard.Remembered);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(guard.Count(Update("new")));
        Assert.Equal(1, guard.Remembered);
    }

    private FloodGuard Guard() => new(new AdminOptions { Admins = ["telegram:999"] }, _time);

    private ChatUpdate Update(string user = "1") => TestStore.Update(user, (++_updates).ToString(CultureInfo.InvariantCulture), "x");
}
