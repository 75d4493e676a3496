namespace Digipanel.Bot.Tests.Downloads;

/// <summary>One customer's waiting orders are bounded: nobody is banned, what does not fit is kept and goes on when there is room.</summary>
public sealed class FullQueueTests
{
    [Fact]
    public async Task What_does_not_fit_is_kept_and_costs_nothing_and_the_message_says_so()
    {
        await using var world = await StartAsync(max: 4);
        await world.FundAsync("1", 50_000);
        var card = Assert.Single(await world.PasteAsync("1", Links(0, 6)));
        Assert.Contains("4 pesanan", card.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("<b>2 link</b> aku simpan", card.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("4 pesananmu masih antre, itu batasnya. Perkiraan ada tempat lagi", card.Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(card.Buttons.SelectMany(r => r), b => b.Action?.StartsWith("lanjut", StringComparison.Ordinal) == true);
        Assert.Equal((48_000, 2_000), (world.Saldo("1"), world.Sum("held")));
    }

    [Fact]
    public async Task With_room_again_the_card_offers_to_go_on_and_the_rest_is_bought()
    {
        await using var world = await StartAsync(max: 4);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", Links(0, 6));
        var full = world.Card("purchase:1").Stage!;
        await world.RunLaneAsync();
        var card = world.Card("purchase:1");
        Assert.False(full.StartsWith(card.Stage!, StringComparison.Ordinal)); // a message of its own where none is edited
        Assert.Equal("2 pesanan masuk 👍", await world.PressAsync("1", DownloadsWorld.ActionOf(card, "lanjut")));
        Assert.Equal((47_000, 6), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM kept_links"));
    }

    [Fact]
    public async Task A_lane_that_takes_an_order_makes_the_card_of_what_waits_look_again()
    {
        await using var world = await StartAsync(max: 2);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", Links(0, 2));
        await world.PasteAsync("1", Links(2, 3));
        await world.Store.InTransaction(tx => tx.Execute("UPDATE outbox SET state = 'sent', settled_at = 1"));
        await world.RunLaneAsync();
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM outbox WHERE card = 'purchase:2' AND state = 'pending'"));
    }

    [Fact]
    public async Task Nothing_is_bought_by_a_press_either_where_there_is_no_room()
    {
        await using var world = await StartAsync(max: 4);
        await world.FundAsync("1", 1_000);
        await world.PasteAsync("1", Links(0, 4)); // two of them, and two wait for saldo
        await world.FundAsync("1", 50_000);
        var offer = DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut");
        await world.PasteAsync("1", Links(4, 2));
        Assert.Contains("itu batasnya", await world.PressAsync("1", offer), StringComparison.Ordinal);
        Assert.Equal((49_000, 4), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM kept_links"));
    }

    [Fact]
    public async Task Another_customer_has_room_of_their_own()
    {
        await using var world = await StartAsync(max: 2);
        await world.FundAsync("1", 50_000);
        await world.FundAsync("2", 50_000);
        await world.PasteAsync("1", Links(0, 3));
        await world.PasteAsync("2", Links(0, 2));
        Assert.Equal(4, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_question_that_is_answered_yes_buys_what_fits()
    {
        await using var world = await StartAsync(max: 8);
        await world.FundAsync("1", 50_000);
        Assert.Single(await world.PasteManyAsync("1", [.. Enumerable.Range(0, 12).Select(Link)]));
        Assert.Equal((8, 4), (world.Value<long>("SELECT count(*) FROM orders"), world.Value<long>("SELECT count(*) FROM kept_links")));
        Assert.Contains("itu batasnya", world.Card("purchase:1").Text.Markup, StringComparison.Ordinal);
    }

    private static Task<DownloadsWorld> StartAsync(int max) =>
        DownloadsWorld.StartAsync(configure: s => s["Shop:QueuedPerCustomerMax"] = max.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string Link(int i) => $"https://elements.envato.com/item-number-{i:D3}-FULL{i:D4}";

    private static string Links(int from, int count) => string.Join(' ', Enumerable.Range(from, count).Select(Link));
}
