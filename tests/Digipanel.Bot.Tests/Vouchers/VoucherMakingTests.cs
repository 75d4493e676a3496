using Digipanel.Bot.Tests.Downloads;
using static Digipanel.Bot.Tests.Pricing.PriceSteps;

namespace Digipanel.Bot.Tests.Vouchers;

/// <summary>How admins make vouchers, look at them and end them; to everybody else none of it exists.</summary>
public sealed class VoucherMakingTests
{
    [Fact]
    public async Task One_that_may_cost_much_is_asked_about_and_made_once()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var question = Assert.Single(await world.PasteAsync(Boss, "/voucher buat 10rb x100 LEBARAN sampai 2026-12-31"));
        Assert.All(["LEBARAN", "Rp 10.000 untuk 100 pelanggan", "31 Des 2026 23:59 WIB", "Rp 1.000.000"], part => Assert.Contains(part, question.Text.Markup, StringComparison.Ordinal));
        Assert.Contains("tidak ada", Assert.Single(await world.PasteAsync("1", "/voucher LEBARAN")).Text.Markup, StringComparison.Ordinal);
        var yes = DownloadsWorld.ActionOf(question, "vcr:ya");
        await world.PressAsync(Boss, yes);
        Assert.Contains("sudah bisa dipakai", world.LastMessage(Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("sudah dibuat", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Equal("telegram:999 LEBARAN Rp 10.000 × 100, – 2026-12-31", world.Value<string>("SELECT admin || ' ' || subject || ' ' || after FROM admin_log"));
        Assert.Contains("sudah masuk", Assert.Single(await world.PasteAsync("1", "/voucher LEBARAN")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_and_an_hour_make_none_and_the_code_is_free_again()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var refused = Assert.Single(await world.PasteAsync(Boss, "/voucher buat 10rb x100 LEBARAN"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(refused, "vcr:batal"));
        Assert.Contains("tidak berlaku", await world.PressAsync(Boss, DownloadsWorld.ActionOf(refused, "vcr:ya")), StringComparison.Ordinal);
        var late = Assert.Single(await world.PasteAsync(Boss, "/voucher buat 10rb x100 LEBARAN"));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("tidak berlaku", await world.PressAsync(Boss, DownloadsWorld.ActionOf(late, "vcr:ya")), StringComparison.Ordinal);
        Assert.Contains("sudah bisa dipakai", Assert.Single(await world.PasteAsync(Boss, "/voucher buat 10rb LEBARAN")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM vouchers"));
    }

    [Fact]
    public async Task A_code_of_its_own_making_has_no_letter_that_is_taken_for_another()
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await world.PasteAsync(Boss, "/voucher buat 500");
        }

        Assert.Equal(20, world.Value<long>("SELECT count(DISTINCT code) FROM vouchers WHERE length(code) = 8 AND code NOT GLOB '*[01OIL]*' AND uses = 1 AND state = 'open'"));
    }

    [Theory]
    [InlineData("", "Contoh:")]
    [InlineData("murah", "Contoh:")]
    [InlineData("0", "Nilai voucher")]
    [InlineData("10000001", "Nilai voucher")]
    [InlineData("500 x0", "kuotanya")]
    [InlineData("500 x100001", "kuotanya")]
    [InlineData("500 1000", "paling sedikit satu huruf")]
    [InlineData("500 ABC", "4–24 huruf")]
    [InlineData("500 daftar", "4–24 huruf")]
    [InlineData("500 HEMAT sampai besok", "tanggalnya")]
    [InlineData("500 HEMAT sampai 2026-11-21", "tanggalnya")]
    [InlineData("500 HEMAT LAGI", "Contoh:")]
    [InlineData("500 HEMAT sampai", "Contoh:")]
    [InlineData("500 1EBARAN", "sudah pernah dipakai")]
    public async Task What_cannot_be_is_said_with_the_reason(string words, string reason)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync(Boss, "/voucher buat 500 LEBARAN");
        Assert.Contains(reason, Assert.Single(await world.PasteAsync(Boss, $"/voucher buat {words}")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM vouchers"));
    }

    [Theory]
    [InlineData("id", "terpakai 1 dari 3")]
    [InlineData("en", "1 of 3 used")]
    public async Task The_list_shows_what_is_in_force_page_by_page_and_ends_it_after_a_question(string language, string used)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync(Boss, "/bahasa " + language);
        for (var i = 0; i < 6; i++)
        {
            await world.PasteAsync(Boss, $"/voucher buat 500 x3 KODE{i}");
        }

        await world.PasteAsync("1", "/voucher KODE0");
        var first = Assert.Single(await world.PasteAsync(Boss, "/voucher daftar"));
        Assert.DoesNotContain("KODE0", first.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(first, "vcr:daftar:2"));
        var second = world.LastMessage(Boss);
        Assert.Contains(used, second.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(second, "vcr:akhiri:1"));
        Assert.Equal("open", world.Value<string>("SELECT state FROM vouchers WHERE id = 1"));
        var end = DownloadsWorld.ActionOf(world.LastMessage(Boss), "vcr:tamat:1");
        await world.PressAsync(Boss, end);
        Assert.Contains("KODE0", await world.PressAsync(Boss, end), StringComparison.Ordinal);
        Assert.Contains("tidak berlaku lagi", Assert.Single(await world.PasteAsync("2", "/voucher KODE0")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal("KODE0 1/3", world.Value<string>("SELECT group_concat(subject || ' ' || before) FROM admin_log WHERE action = 'voucher.end'"));
    }

    [Fact]
    public async Task Customers_can_neither_make_nor_list_nor_end_one()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var question = Assert.Single(await world.PasteAsync(Boss, "/voucher buat 10rb x100 LEBARAN"));
        var wrong = Assert.Single(await world.PasteAsync("1", "/voucher NGAWUR")).Text;
        foreach (var words in new[] { "daftar", "hapus LEBARAN", "buat 5000" })
        {
            Assert.Equal(wrong, Assert.Single(await world.PasteAsync("1", $"/voucher {words}")).Text);
        }

        Assert.Contains("tidak berlaku", await world.PressAsync("1", DownloadsWorld.ActionOf(question, "vcr:ya")), StringComparison.Ordinal);
        Assert.Equal("draft", world.Value<string>("SELECT group_concat(state) FROM vouchers"));
    }

    [Fact]
    public async Task An_admins_word_without_a_slash_is_theirs_and_a_chatty_one_is_nobodys()
    {
        await using var world = await DownloadsWorld.StartAsync();
        Assert.Contains("sudah bisa dipakai", Assert.Single(await world.SayWordsAsync(Boss, "voucher buat 500 x2 HEMAT")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("aku belum paham", Assert.Single(await world.SayWordsAsync("1", "voucher ada nggak kak")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("sudah masuk", Assert.Single(await world.SayWordsAsync("1", "Voucher hemat")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_admin_would_make_list_or_end_is_a_customers_chat_and_no_wrong_code()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync(Boss, "/voucher buat 500 x2 HEMAT");
        foreach (var words in new[] { "voucher buat siapa kak", "voucher buat 5rb HEMAT2", "voucher list dong", "voucher hapus HEMAT", "voucher make 500", "voucher daftar ada?" })
        {
            Assert.Contains("aku belum paham", Assert.Single(await world.SayWordsAsync("1", words)).Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM voucher_guesses"));
        Assert.Contains("sudah masuk", Assert.Single(await world.SayWordsAsync("1", "voucher hemat")).Text.Markup, StringComparison.Ordinal);
    }
}
