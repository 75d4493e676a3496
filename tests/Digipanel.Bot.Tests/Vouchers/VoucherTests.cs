using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using static Digipanel.Bot.Tests.Pricing.PriceSteps;

namespace Digipanel.Bot.Tests.Vouchers;

/// <summary>/voucher KODE: saldo, once a customer and no more often than it was made for.</summary>
public sealed class VoucherTests
{
    [Theory]
    [InlineData("LEBARAN10")]
    [InlineData("lebaran-1o")]
    [InlineData(" Iebaran 10 ")]
    public async Task A_code_brings_its_money_however_it_is_written(string written)
    {
        await using var world = await ShopAsync("10rb x3 LEBARAN10");
        Assert.Contains("Rp 10.000 sudah masuk", await SayAsync(world, $"/voucher {written}"), StringComparison.Ordinal);
        Assert.Equal((10_000, -10_000), (world.Saldo("1"), world.Sum("promo")));
        Assert.Contains("Voucher LEBARAN10 <b>+Rp 10.000</b>", await SayAsync(world, "/riwayat saldo"), StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task A_customer_uses_it_once_and_it_is_used_up_after_so_many()
    {
        await using var world = await ShopAsync("5000 x2 HEMAT");
        await SayAsync(world, "/voucher HEMAT");
        Assert.Contains("sudah pernah kamu pakai", await SayAsync(world, "/voucher HEMAT"), StringComparison.Ordinal);
        await SayAsync(world, "/voucher HEMAT", "2");
        Assert.Contains("sudah habis", await SayAsync(world, "/voucher HEMAT", "3"), StringComparison.Ordinal);
        Assert.Equal((5_000, 5_000, 0), (world.Saldo("1"), world.Saldo("2"), world.Saldo("3")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Joined_accounts_are_one_customer_and_stay_so_for_it_when_they_part()
    {
        await using var world = await Joined.ShopAsync(telegram: 100, whatsapp: 100);
        await MakeAsync(world, "1000 x9 SATU");
        await MakeAsync(world, "1000 x9 DUAA");
        await SayAsync(world, "/voucher SATU", Joined.WhatsApp);
        await world.JoinAsync();
        Assert.Contains("sudah pernah kamu pakai", await SayAsync(world, "/voucher SATU", Joined.Telegram), StringComparison.Ordinal);
        await SayAsync(world, "/voucher DUAA", Joined.WhatsApp);
        Assert.Equal(2_200, world.Sees(Joined.Telegram));
        await world.PartAsync(Joined.Telegram);
        Assert.Contains("sudah pernah kamu pakai", await SayAsync(world, "/voucher DUAA", Joined.WhatsApp), StringComparison.Ordinal);
        Assert.Contains("sudah pernah kamu pakai", await SayAsync(world, "/voucher DUAA", Joined.Telegram), StringComparison.Ordinal);
        Assert.Equal(2_000, -world.Sum("promo"));
        world.AssertAudits();
    }

    [Fact]
    public async Task Its_last_day_ends_at_midnight_in_Jakarta()
    {
        await using var world = await ShopAsync("5000 x9 HEMAT sampai 2026-11-30");
        world.Time.Advance(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.FromHours(7)) - world.Time.GetUtcNow());
        Assert.Contains("sudah masuk", await SayAsync(world, "/voucher HEMAT"), StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("tidak berlaku lagi", await SayAsync(world, "/voucher HEMAT", "2"), StringComparison.Ordinal);
        Assert.Equal(0, world.Saldo("2"));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_has_to_wait_an_hour_and_nobody_else_has()
    {
        await using var world = await ShopAsync("5000 x9 HEMAT");
        for (var i = 0; i < 5; i++)
        {
            Assert.Contains("tidak ada", await SayAsync(world, $"/voucher SALAH{i}"), StringComparison.Ordinal);
        }

        Assert.Contains("terlalu banyak", await SayAsync(world, "/voucher HEMAT"), StringComparison.Ordinal);
        Assert.Contains("sudah masuk", await SayAsync(world, "/voucher HEMAT", "2"), StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Contains("sudah masuk", await SayAsync(world, "/voucher HEMAT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deep_link_enters_the_code()
    {
        await using var world = await ShopAsync("5000 x9 HEMAT");
        Assert.Contains("sudah masuk", await SayAsync(world, "/start voucher_HEMAT"), StringComparison.Ordinal);
        Assert.Equal(5_000, world.Saldo("1"));
    }

    [Fact]
    public async Task A_code_that_was_asked_for_may_stand_alone_and_other_words_are_none()
    {
        await using var world = await ShopAsync("5000 x9 HEMAT");
        Assert.Contains("aku belum paham", await SayAsync(world, "HEMAT"), StringComparison.Ordinal);
        Assert.Contains("Kirim kodenya", await SayAsync(world, "/voucher"), StringComparison.Ordinal);
        Assert.Contains("aku belum paham", await SayAsync(world, "bentar ya kak"), StringComparison.Ordinal);
        Assert.Contains("sudah masuk", await SayAsync(world, "hemat"), StringComparison.Ordinal);
        Assert.Contains("aku belum paham", await SayAsync(world, "hemat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_waited_for_saldo_can_be_continued_from_its_message()
    {
        await using var world = await ShopAsync("1000 x9 HEMAT");
        await world.PasteAsync("1", "", Links(3));
        await world.PasteAsync("1", "/voucher HEMAT");
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.LastMessage("1"), "lanjut:"));
        Assert.Equal((0, "500×2"), (world.Saldo("1"), world.Paid()));
    }

    [Theory]
    [InlineData("UPDATE vouchers SET amount = 1", "never changes")]
    [InlineData("UPDATE vouchers SET state = 'draft'", "does not move so")]
    [InlineData("DELETE FROM vouchers", "not deleted")]
    [InlineData("DELETE FROM voucher_uses", "only ever inserted")]
    [InlineData("INSERT INTO voucher_uses (voucher_id, customer_id, at) SELECT 1, id, 0 FROM customers WHERE user_id = '2'", "used with its money")]
    public async Task The_schema_itself_refuses_what_must_not_be(string sql, string words)
    {
        await using var world = await ShopAsync("1000 x1 HEMAT");
        await world.FundAsync("2", 100);
        await SayAsync(world, "/voucher HEMAT");
        var e = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => world.Store.InTransaction(tx => tx.Execute(sql)));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_use_too_many_is_refused_with_its_money_even_where_the_program_believes_in_it()
    {
        await using var world = await ShopAsync("1000 x1 HEMAT");
        await world.FundAsync("2", 100);
        await SayAsync(world, "/voucher HEMAT");
        var e = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => world.Store.InTransaction(tx => tx.Execute(
            """
            INSERT INTO transfers (kind, key, from_account, to_account, amount, at)
            SELECT 'Bonus', 'voucher:1:' || c.id, 5, a.id, 1000, 0 FROM customers c JOIN accounts a ON a.customer_id = c.id WHERE c.user_id = '2';
            INSERT INTO voucher_uses (voucher_id, customer_id, at) SELECT 1, id, 0 FROM customers WHERE user_id = '2';
            """)));
        Assert.Contains("voucher_not_used_up", e.Message, StringComparison.Ordinal);
        Assert.Equal(-1_000, world.Sum("promo"));
        world.AssertAudits();
    }

    private static async Task<DownloadsWorld> ShopAsync(string voucher)
    {
        var world = await DownloadsWorld.StartAsync();
        await MakeAsync(world, voucher);
        return world;
    }

    private static async Task MakeAsync(DownloadsWorld world, string voucher) =>
        Assert.Contains("sudah bisa dipakai", Assert.Single(await world.PasteAsync(Boss, $"/voucher buat {voucher}")).Text.Markup, StringComparison.Ordinal);

    private static async Task<string> SayAsync(DownloadsWorld world, string text, string user = "1") => Assert.Single(await world.PasteAsync(user, text)).Text.Markup;
}
