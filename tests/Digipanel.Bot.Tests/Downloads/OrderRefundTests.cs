using Digipanel.Bot.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Bot.Wallets;
using Digipanel.Sandbox.DigipanelApi;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>Money given back for delivered orders.</summary>
public sealed class OrderRefundTests
{
    private const string Link = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Other = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task A_delivered_order_is_paid_back_once_and_told()
    {
        await using var world = await DeliveredAsync();
        Assert.Equal(10_000, (await GiveAsync(world, 1, "link <rusak>"))?.Value);
        Assert.Equal((10_000, 0), (world.Saldo("1"), world.Sum("sales")));
        var told = world.LastMessage("1").Text.Markup;
        Assert.StartsWith("💸 <b>Pesanan #1 direfund</b>", told, StringComparison.Ordinal);
        Assert.Contains("Alasan: link &lt;rusak&gt;", told, StringComparison.Ordinal);
        Assert.Null(await GiveAsync(world, 1, "lagi"));
        Assert.Equal((10_000, 1L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM transfers WHERE kind = 'Refund'")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Status_history_and_movements_know_it()
    {
        await using var world = await DeliveredAsync();
        await GiveAsync(world, 1, "");
        await world.PasteAsync("1", "/status 1");
        var status = world.LastMessage("1");
        Assert.Contains("Sudah direfund", status.Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(status.Buttons.SelectMany(r => r), b => b.Url is not null || b.Action?.StartsWith("kirim", StringComparison.Ordinal) == true);
        await world.PasteAsync("1", "/riwayat dikembalikan");
        Assert.Contains("#1", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync("1", "/riwayat selesai");
        Assert.DoesNotContain("#1", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync("1", "/riwayat saldo");
        Assert.Contains("Refund #1 <b>+Rp 500</b> → Rp 10.000", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refunded_link_is_not_sent_again_for_free_but_bought_anew()
    {
        await using var world = await DeliveredAsync();
        await GiveAsync(world, 1, "");
        var before = world.Messages("1").Count;
        await world.PressAsync("1", "kirim:1");
        await world.PressAsync("1", "lagi:1:500");
        Assert.Equal(before, world.Messages("1").Count);
        await world.OrderAsync("1", Link);
        await world.CompleteAsync("neon-city-opener");
        Assert.Equal(("delivered", 9_500, 500), (world.State(2), world.Saldo("1"), world.Sum("sales")));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_webhook_that_comes_again_after_the_refund_moves_nothing()
    {
        await using var world = await DeliveredAsync();
        var download = world.Download("neon-city-opener").Id;
        await GiveAsync(world, 1, "");
        var messages = world.Messages("1").Count;
        Assert.Equal(200, await world.Server.SendWebhookAsync(download));
        Assert.Equal(200, await world.Server.SendWebhookAsync(download, new DigipanelForgery { Status = "gagal" }));
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((10_000, 0, messages), (world.Saldo("1"), world.Sum("sales"), world.Messages("1").Count));
        world.AssertAudits();
    }

    [Fact]
    public async Task What_was_not_delivered_cannot_be_refunded_and_the_schema_agrees()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 10_000);
        await world.OrderAsync("1", $"{Link} {Other}");
        Assert.Equal(RefundRefusal.Running, Find(world, 1).Refusal);
        await world.FailIdAsync(world.Download("neon-city-opener").Id);
        await world.CompleteAsync("soft-piano-loops");
        Assert.Equal((RefundRefusal.Failed, null), (Find(world, 1).Refusal, Find(world, 2).Refusal));
        await Assert.ThrowsAsync<SqliteException>(() => GiveAsync(world, 1, ""));
        await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Refund, 1, new Rupiah(400), "order:2:refund")));
        await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Refund, 1, new Rupiah(500), "order:2:refund:again")));
        await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => tx.Execute("UPDATE orders SET refunded_at = 1 WHERE number = 2")));
        await GiveAsync(world, 2, "");
        await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => tx.Execute("UPDATE orders SET refunded_at = NULL WHERE number = 2")));
        Assert.Equal((RefundRefusal.Refunded, 10_000), (Find(world, 2).Refusal, world.Saldo("1")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Of_joined_accounts_it_passes_to_the_owner_and_after_parting_it_goes_to_who_paid()
    {
        await using var world = await Joined.ShopAsync();
        foreach (var (user, link) in new[] { (Joined.WhatsApp, Link), (Joined.WhatsApp, Other) })
        {
            await world.OrderAsync(user, link);
        }

        await world.CompleteAsync("neon-city-opener");
        await world.CompleteAsync("soft-piano-loops");
        await world.JoinAsync();
        Assert.Equal(11_500, world.Sees(Joined.Telegram));
        Assert.Equal(12_000, (await GiveAsync(world, 1, ""))?.Value);
        Assert.Equal((12_000, 12_000), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        Assert.Contains("direfund", world.Messages(Joined.Telegram).Concat(world.Messages(Joined.WhatsApp)).Last(m => m.Text.Markup.Contains("💸", StringComparison.Ordinal)).Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync(Joined.Telegram, "/riwayat saldo");
        Assert.Contains("Refund #1 <b>+Rp 500</b> → Rp 12.000", world.LastMessage(Joined.Telegram).Text.Markup, StringComparison.Ordinal);
        await world.PartAsync(Joined.WhatsApp);
        await GiveAsync(world, 2, "");
        Assert.Equal((12_000, 500), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        Assert.StartsWith("💸", world.LastMessage(Joined.WhatsApp).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    private static async Task<DownloadsWorld> DeliveredAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 10_000);
        await world.OrderAsync("1", Link);
        await world.CompleteAsync("neon-city-opener");
        Assert.Equal(9_500, world.Saldo("1"));
        return world;
    }

    private static SoldOrder Find(DownloadsWorld world, long number) => world.Store.Read(c => OrderRefunds.Find(c, number))!;

    private static Task<Rupiah?> GiveAsync(DownloadsWorld world, long number, string reason) =>
        world.Store.InTransaction(tx => OrderRefunds.Give(tx, OrderRefunds.Find(tx.Connection, number)!, reason));
}
