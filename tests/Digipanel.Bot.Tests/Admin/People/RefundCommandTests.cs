using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Admin.People;

public sealed class RefundCommandTests
{
    private const string Link = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Fact]
    public async Task It_asks_first_and_gives_the_price_back_once_however_often_yes_is_pressed()
    {
        await using var world = await DeliveredAsync();
        var question = await world.AdminAsync("/refund #1 file rusak");
        Assert.Contains("Seluruh harganya <b>Rp 500</b>", question.Text.Markup, StringComparison.Ordinal);
        Assert.Equal(9_500, world.Saldo(Desk.Ayu));
        var yes = DownloadsWorld.ActionOf(question, "ubah:ya");
        var again = DownloadsWorld.ActionOf(await world.AdminAsync("/refund 1"), "ubah:ya");
        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { world.PressAsync(Desk.Boss, yes), world.PressAsync(Desk.Boss, again) }));
        Assert.Equal((10_000, 1L, 0), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Refund), world.Sum("sales")));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM admin_log WHERE action = 'refund'"));
        Assert.Single(world.Messages(Desk.Ayu), m => m.Text.Markup.StartsWith("💸", StringComparison.Ordinal));
        Assert.Contains(world.AdminMessages, m => m.Text.Markup.Contains("sudah pernah direfund", StringComparison.Ordinal));
        Assert.Contains("sudah pernah direfund", (await world.AdminAsync("/refund 1")).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Theory]
    [InlineData("/refund", "Tulis: <code>/refund")]
    [InlineData("/refund abc", "Tulis: <code>/refund")]
    [InlineData("/refund 99", "Pesanan #99 tidak ada")]
    [InlineData("/refund 2", "masih berjalan")]
    [InlineData("/refund 3", "gagal atau dibatalkan")]
    [InlineData("/refund 4", "gratis")]
    public async Task What_was_not_paid_for_says_why(string text, string answer)
    {
        await using var world = await DeliveredAsync();
        await world.OrderAsync(Desk.Ayu, "https://elements.envato.com/two-XYZ0002 https://elements.envato.com/three-XYZ0003 https://elements.envato.com/four-XYZ0004");
        await world.FailIdAsync(world.Download("three").Id);
        await world.FailIdAsync(world.Download("four").Id);
        await world.Store.InTransaction(tx => tx.Execute("UPDATE orders SET gift = 1, drive_link = 'https://drive.google.com/4' WHERE number = 4"));
        Assert.Contains(answer, (await world.AdminAsync(text)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Transfers(TransferKind.Refund));
    }

    [Fact]
    public async Task The_card_offers_the_last_orders_that_can_be_refunded()
    {
        await using var world = await DeliveredAsync();
        await world.PressAsync(Desk.Boss, "plg:2:refund");
        await world.AdminPressAsync("rfd:1");
        await world.AdminPressAsync("ubah:ya");
        Assert.Equal(10_000, world.Saldo(Desk.Ayu));
        Assert.Equal("refund|#1 Rp 500|2|Rp 9.500|Rp 10.000|", world.LastLog());
        await world.PressAsync(Desk.Boss, "plg:2:refund");
        Assert.Contains("tidak punya pesanan selesai", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "rfd:1");
        Assert.Contains("sudah pernah direfund", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task After_parting_it_goes_to_the_wallet_that_paid()
    {
        await using var world = await Joined.ShopAsync();
        await world.JoinAsync();
        await world.OrderAsync(Joined.WhatsApp, Link);
        await world.CompleteAsync("neon-city-opener");
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/refund 1"), "ubah:ya");
        await world.PartAsync(Joined.WhatsApp);
        await world.PressAsync(Desk.Boss, yes);
        Assert.Equal((12_500, 0), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        Assert.StartsWith("💸", world.LastMessage(Joined.Telegram).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    private static async Task<DownloadsWorld> DeliveredAsync()
    {
        var world = await Desk.ShopAsync();
        await world.OrderAsync(Desk.Ayu, Link);
        await world.CompleteAsync("neon-city-opener");
        return world;
    }
}
