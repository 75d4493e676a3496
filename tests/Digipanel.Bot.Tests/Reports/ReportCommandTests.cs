using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Reports;

public sealed class ReportCommandTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";
    private const string C = "https://elements.envato.com/modern-logo-reveal-DEF4567";
    private const string Boss = "999";

    [Fact]
    public async Task A_day_of_orders_is_told_with_money_orders_costs_and_customers_that_add_up()
    {
        await using var world = await SoldAsync();
        var report = Assert.Single(await world.PasteAsync(Boss, "/laporan"));
        Says(
            report, "<b>Laporan hari ini</b>", "22 Nov 2026 14:00 WIB", "<b>Penjualan: Rp 500</b>", "✅ 1 terkirim · ❌ 1 gagal · ↩️ 0 dibatalkan · ⏳ 1 berjalan",
            "Kembali ke saldo: Rp 500 (1)", "<b>Topup: Rp 10.000</b> (1)", "• Lainnya: Rp 10.000 (1)", "🏭 Digipanel: Rp 200 (1 download)", "<b>Margin: Rp 300</b> (60%)",
            "1 pelanggan belanja, 2 pelanggan baru", "Paling ramai jam 14–15: 3 pesanan",
            "Saldo pelanggan: Rp 0 + masuk Rp 10.000 − keluar Rp 500 = <b>Rp 9.500</b> (Rp 500 ditahan untuk pesanan)");
    }

    [Fact]
    public async Task A_report_and_its_files_that_were_not_sent_yet_never_are_once_their_reader_is_no_admin()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.DispatchAsync(Support.TestStore.Update(Boss, "1", "/laporan"));
        await world.DispatchAsync(Support.TestStore.Update(Boss, "2", "") with { CallbackData = "report:csv:20261122:20261122", CallbackId = "2" });
        Assert.Equal(3, world.Value<long>("SELECT count(*) FROM outbox WHERE payload LIKE '%Late%' AND state = 'pending'"));
        await world.RestartAsync(k => k["Admins:0"] = "telegram:998");
        Assert.DoesNotContain((await world.SendAllAsync()).Log(Boss), s => s.Reply.Document is not null || s.Text.Contains("Laporan", StringComparison.Ordinal));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM outbox WHERE state = 'pending'"));
    }

    [Fact]
    public async Task What_was_open_at_midnight_is_the_next_days_sale_and_both_days_join()
    {
        await using var world = await SoldAsync();
        world.Time.Advance(TimeSpan.FromHours(12));
        await world.CompleteAsync("modern-logo-reveal");
        Says(Assert.Single(await world.PasteAsync(Boss, "/laporan kemarin")), "✅ 1 terkirim · ❌ 1 gagal · ↩️ 0 dibatalkan · ⏳ 1 berjalan", "= <b>Rp 9.500</b> (Rp 500 ditahan untuk pesanan)");
        Says(
            Assert.Single(await world.PasteAsync(Boss, "/laporan")), "<b>Penjualan: Rp 500</b>", "✅ 1 terkirim · ❌ 0 gagal · ↩️ 0 dibatalkan · ⏳ 0 berjalan",
            "penjualan ▲", "Rp 9.500 + masuk Rp 0 − keluar Rp 500 = <b>Rp 9.000</b> (Rp 0 ditahan untuk pesanan)");
        Says(Assert.Single(await world.PasteAsync(Boss, "/laporan 22/11/2026 s/d 23/11/2026")), "<b>Penjualan: Rp 1.000</b>", "Per hari <code>██</code>", "Rp 0 + masuk Rp 10.000 − keluar Rp 1.000");
    }

    [Fact]
    public async Task Refunds_of_delivered_orders_and_losses_lessen_the_margin_and_a_refund_stands_beside_its_order()
    {
        await using var world = await SoldAsync();
        await world.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.Refund, tx.Scalar<long>("SELECT customer_id FROM orders WHERE number = 1"), new Rupiah(500), "order:1:refund");
            tx.Execute("UPDATE orders SET refunded_at = @NowMs WHERE number = 1", new { tx.NowMs });
            tx.Execute("INSERT INTO upstream_losses (order_number, attempt, amount, certain, why, at) VALUES (2, 1, 200, 1, 'never_finished', @NowMs)", new { tx.NowMs });
        });
        var report = Assert.Single(await world.PasteAsync(Boss, "/laporan"));
        Says(
            report, "<b>Penjualan: Rp 500</b>", "Refund setelah terkirim: Rp 500 (1)", "Kerugian: pasti Rp 200 (1), mungkin Rp 0 (0)", "<b>Margin: -Rp 400</b> (-80%)",
            "Rp 0 + masuk Rp 10.500 − keluar Rp 500 = <b>Rp 10.000</b> (Rp 500 ditahan untuk pesanan)");
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(report, "report:csv"));
        Assert.Contains(world.Messages(Boss), m => m.Document?.Text.Contains(",delivered,,500,2026-11-22T14:00:00+07:00,", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Buttons_show_other_days_in_the_place_of_these_and_english_is_spoken_to_who_chose_it()
    {
        await using var world = await SoldAsync();
        await world.PasteAsync(Boss, "/bahasa en");
        var report = Assert.Single(await world.PasteAsync(Boss, "/stats yesterday"));
        Says(report, "<b>Report: yesterday</b>", "21 Nov 2026", "<b>Sales: Rp 0</b>", "Rp 0 + in Rp 0 − out Rp 0");
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(report, "report:show:Month"), new MessageRef("7", false));
        var month = world.LastMessage(Boss);
        Says(month, "<b>Report: this month</b>", "1 Nov 2026 – 22 Nov 2026 14:00 WIB", "By day <code>▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁");
        Assert.Equal(new MessageRef("7", false), month.Edits);
    }

    [Fact]
    public async Task Files_hold_each_order_and_each_movement_and_their_making_is_logged()
    {
        await using var world = await SoldAsync();
        var report = Assert.Single(await world.PasteAsync(Boss, "/laporan bulan"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(report, "report:csv"));
        var files = world.Messages(Boss).Where(m => m.Document is not null).Select(m => m.Document!).ToList();
        Assert.Equal(["orders-20261101-20261130.csv", "ledger-20261101-20261130.csv"], files.Select(f => f.Name), StringComparer.Ordinal);
        var orders = files[0].Text.Split("\r\n");
        Assert.Equal(5, orders.Length);
        Assert.Contains(orders, o => o.StartsWith("1,2026-11-22T14:00:00+07:00,2026-11-22T14:00:00+07:00,delivered,,500,,2,Budi,telegram,", StringComparison.Ordinal));
        Assert.Contains(orders, o => o.Contains(",failed,upstream,500,", StringComparison.Ordinal));
        Assert.Contains(orders, o => o.StartsWith("3,2026-11-22T14:00:00+07:00,,submitted,", StringComparison.Ordinal));
        var ledger = files[1].Text.Split("\r\n");
        Assert.Equal(world.Value<int>("SELECT count(*) FROM transfers") + 2, ledger.Length);
        Assert.Contains(ledger, l => l.EndsWith(",Hold,500,customer 2,held,2,Budi,9500,order:1:hold,", StringComparison.Ordinal));
        Assert.True(world.Value<int>("SELECT max(length(payload)) FROM outbox WHERE payload LIKE '%Late%'") < 200, "the content stands in the database");
        Assert.Equal("report.csv 2026-11-01 – 2026-11-30", world.Value<string>("SELECT action || ' ' || subject FROM admin_log"));
    }

    [Fact]
    public async Task What_is_no_days_is_answered_with_examples()
    {
        await using var world = await DownloadsWorld.StartAsync();
        foreach (var words in new[] { "/laporan besok", "/laporan 2026-11-23", "/laporan 2025-01-01 2026-11-22" })
        {
            var answer = Assert.Single(await world.PasteAsync(Boss, words));
            Says(answer, "/laporan kemarin", "366 hari");
            Assert.NotEmpty(answer.Buttons);
        }
    }

    [Fact]
    public async Task To_anyone_else_its_buttons_are_old_ones_and_so_are_made_up_ones_to_an_admin()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync("1", "/start");
        var old = TextsOf.Language("id").ToastOldButton.Markup;
        var before = world.Messages("1").Count;
        foreach (var action in new[] { "report:show:Today", "report:csv:20261101:20261122" })
        {
            Assert.Equal(old, await world.PressAsync("1", action));
        }

        Assert.Equal(before, world.Messages("1").Count);
        foreach (var made in new[] { "report", "report:show:Days", "report:show:99", "report:csv:20261122:20261101", "report:csv:20200101:20261101", "report:csv:x:y" })
        {
            Assert.Equal(old, await world.PressAsync(Boss, made));
        }

        Assert.Empty(world.Messages(Boss));
    }

    private static void Says(Reply reply, params string[] words) => Assert.All(words, w => Assert.Contains(w, reply.Text.Markup, StringComparison.Ordinal));

    // One order was delivered, one failed, one runs.
    private static async Task<DownloadsWorld> SoldAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync(Boss, "/start");
        await world.FundAsync("1", 10_000);
        await world.OrderAsync("1", $"{A} {B} {C}");
        await world.CompleteAsync("neon-city-opener");
        await world.FailIdAsync(world.Download("soft-piano-loops").Id);
        return world;
    }
}
