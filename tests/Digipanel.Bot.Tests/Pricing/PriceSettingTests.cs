using Digipanel.Bot.Tests.Downloads;
using static Digipanel.Bot.Tests.Pricing.PriceSteps;

namespace Digipanel.Bot.Tests.Pricing;

/// <summary>/harga and /grup for admins: asked first, in force at the yes and not before, once, and written down.</summary>
public sealed class PriceSettingTests
{
    [Theory]
    [InlineData("id", "Sekarang:", "Menjadi:")]
    [InlineData("en", "Now:", "Then:")]
    public async Task The_question_shows_before_and_after_and_changes_nothing(string language, params string[] words)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync(Boss, "/bahasa " + language);
        var question = Assert.Single(await world.PasteAsync(Boss, "/harga 450 100=430 500=400")).Text.Markup;
        Assert.All([.. words, "Rp 500", "Rp 450", "Rp 430", "Rp 400"], word => Assert.Contains(word, question, StringComparison.Ordinal));
        Assert.Contains("Rp 500", Assert.Single(await world.PasteAsync("1", "/harga")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM price_changes"));
    }

    [Fact]
    public async Task A_yes_pressed_twice_changes_the_price_once_and_is_in_the_log()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var yes = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(Boss, "/harga 450 100=430")), "ubahharga:ya");
        await world.PressAsync(Boss, yes);
        Assert.Contains("sudah berlaku", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM price_changes"));
        Assert.Equal("telegram:999 price Rp 500 Rp 450; 100=Rp 430", world.Value<string>("SELECT admin || ' ' || action || ' ' || before || ' ' || after FROM admin_log"));
    }

    [Fact]
    public async Task A_no_changes_nothing_and_ends_the_question()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var question = Assert.Single(await world.PasteAsync(Boss, "/harga 450"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(question, "ubahharga:batal"));
        Assert.Contains("tidak diubah", world.LastMessage(Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak berlaku", await world.PressAsync(Boss, DownloadsWorld.ActionOf(question, "ubahharga:ya")), StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM price_changes"));
    }

    [Fact]
    public async Task A_question_is_over_after_an_hour()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var question = Assert.Single(await world.PasteAsync(Boss, "/harga 450"));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("tidak berlaku", await world.PressAsync(Boss, DownloadsWorld.ActionOf(question, "ubahharga:ya")), StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM price_changes"));
    }

    [Fact]
    public async Task A_question_whose_before_is_no_longer_in_force_changes_nothing()
    {
        await using var world = await DownloadsWorld.StartAsync(configure: s => s["Admins:1"] = "telegram:998");
        var slow = Assert.Single(await world.PasteAsync("998", "/harga 100=430"));
        await world.SetPriceAsync("300");
        await world.PressAsync("998", DownloadsWorld.ActionOf(slow, "ubahharga:ya"));
        Assert.Contains("sudah diubah admin lain", world.LastMessage("998").Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM price_changes"));
    }

    [Fact]
    public async Task The_way_back_to_the_configuration_asks_too_and_keeps_the_history()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.SetPriceAsync("450");
        var shown = Assert.Single(await world.PasteAsync(Boss, "/harga"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(shown, "ubahharga:awal"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(world.LastMessage(Boss), "ubahharga:ya"));
        await world.RestartAsync(s => s["Shop:PricePerDownload"] = "600");
        Assert.Contains("Rp 600", Assert.Single(await world.PasteAsync("1", "/harga")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM price_changes"));
        Assert.DoesNotContain(Assert.Single(await world.PasteAsync(Boss, "/harga")).Buttons.SelectMany(r => r), b => b.Action == "ubahharga:awal");
    }

    [Fact]
    public async Task What_an_admin_has_set_outlives_another_configuration()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.SetPriceAsync("450");
        await world.RestartAsync(s => s["Shop:PricePerDownload"] = "600");
        Assert.Contains("Rp 450", Assert.Single(await world.PasteAsync("1", "/harga")).Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/harga murah banget", "belum aku paham")]
    [InlineData("/harga 0", "harganya harus")]
    [InlineData("/harga 100000001", "harganya harus")]
    [InlineData("/harga 450 100=450", "tidak lebih murah")]
    [InlineData("/harga 100=500", "tidak lebih murah")]
    [InlineData("/harga 100=1,500", "tidak lebih murah")]
    [InlineData("/harga 100=450 200=460", "tidak lebih murah")]
    [InlineData("/harga 100=450 100=440", "dua kali")]
    [InlineData("/harga 0=450", "harganya harus")]
    [InlineData("/harga 1=9 2=8 3=7 4=6 5=5 6=4 7=3 8=2 9=1", "Paling banyak 8 tingkat")]
    [InlineData("/harga 500 tingkat", "belum aku paham")]
    [InlineData("/harga reseller", "belum punya harga")]
    [InlineData("/harga 500", null)]
    [InlineData("/harga reseller hapus", "memang sudah begitu")]
    public async Task What_cannot_be_is_said_with_the_reason(string text, string? words)
    {
        await using var world = await DownloadsWorld.StartAsync();
        var answer = Assert.Single(await world.PasteAsync(Boss, text));
        Assert.Contains(words ?? "Menjadi:", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Equal(words is null, answer.Buttons.Count > 0);
    }

    [Fact]
    public async Task Customers_see_their_price_whatever_they_write_after_it_and_their_presses_change_none()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var yes = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(Boss, "/harga 1")), "ubahharga:ya");
        Assert.Contains("Harga: <b>Rp 500</b>", Assert.Single(await world.PasteAsync("1", "/harga 1")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak berlaku", await world.PressAsync("1", yes), StringComparison.Ordinal);
        var unknown = Assert.Single(await world.PasteAsync("1", "/gibtesnicht"));
        Assert.Equal(unknown.Text, Assert.Single(await world.PasteAsync("1", "/grup 1 reseller")).Text);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM price_changes"));
    }

    [Fact]
    public async Task All_prices_and_groups_are_shown_with_how_many_have_them()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 100);
        await world.SetPriceAsync("450 100=430");
        await world.SetPriceAsync("reseller 400");
        await world.PasteAsync(Boss, "/grup 1 reseller");
        var shown = Assert.Single(await world.PasteAsync(Boss, "/harga")).Text.Markup;
        Assert.All(["<b>Rp 450</b>", "setelah 100 pesanan sebulan: Rp 430", "<b>reseller</b> · 1 pelanggan", "<b>Rp 400</b>"], word => Assert.Contains(word, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0812 3456 7890")]
    [InlineData("0812-3456-7890")]
    public async Task A_customer_may_be_named_by_a_number_with_gaps_into_a_group_and_out_of_it(string phone)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("6281234567890", 100);
        await world.SetPriceAsync("reseller 400");
        Assert.Contains("masuk grup", Assert.Single(await world.PasteAsync(Boss, $"/grup {phone} reseller")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Grup: <b>reseller</b>", Assert.Single(await world.PasteAsync(Boss, $"/grup {phone}")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("keluar dari grup", Assert.Single(await world.PasteAsync(Boss, $"/grup {phone} -")).Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/grup 812 3456 7890 -", "tidak ketemu")]
    [InlineData("/grup 812 34567890 grosir", "tidak ketemu")]
    [InlineData("/grup 812 reseller -", "belum punya harga")]
    public async Task Who_is_not_surely_meant_stays_in_their_group(string text, string answer)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("812", 100);
        await world.SetPriceAsync("reseller 400");
        await world.SetPriceAsync("grosir 300");
        await world.PasteAsync(Boss, "/grup 812 reseller");
        Assert.Contains(answer, Assert.Single(await world.PasteAsync(Boss, text)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal("812", world.Value<string>("SELECT group_concat(user_id) FROM customers WHERE price_group = 'reseller'"));
    }

    [Fact]
    public async Task Of_several_who_may_be_meant_the_one_is_pressed()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("2", 100);
        await world.FundAsync("1", 100);
        await world.SetPriceAsync("reseller 400");
        var which = Assert.Single(await world.PasteAsync(Boss, "/grup 1 reseller")); // row 1 is user 2
        Assert.Contains("Yang mana?", which.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(which, "pilihgrup:2:"));
        Assert.Equal("1", world.Value<string>("SELECT group_concat(user_id) FROM customers WHERE price_group = 'reseller'"));
    }

    [Fact]
    public async Task Many_groups_fit_in_a_message_and_each_can_be_asked_for()
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 10; i < 20; i++)
        {
            await world.SetPriceAsync($"grup{i} 400 100=390 200=380 300=370 400=360 500=350 600=340 700=330 800=320");
        }

        var shown = Assert.Single(await world.PasteAsync(Boss, "/harga")).Text.Markup;
        Assert.Contains("dan 2 lagi", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 1_000, 4_096);
        Assert.Contains("<b>grup19</b>", Assert.Single(await world.PasteAsync(Boss, "/harga grup19")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_comes_into_a_group_once_and_is_told_the_price()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 100);
        Assert.Contains("belum punya harga", Assert.Single(await world.PasteAsync(Boss, "/grup 1 reseller")).Text.Markup, StringComparison.Ordinal);
        await world.SetPriceAsync("reseller 400");
        Assert.Contains("tidak ketemu", Assert.Single(await world.PasteAsync(Boss, "/grup 777 reseller")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("masuk grup", Assert.Single(await world.PasteAsync(Boss, "/grup 1 Reseller")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("memang sudah di grup", Assert.Single(await world.PasteAsync(Boss, "/grup 1 reseller")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Kabar baik", Assert.Single(world.Messages("1")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(Boss, "/grup 1")), "pilihgrup:1:-"));
        Assert.Contains("<b>Rp 500</b>", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM admin_log WHERE action = 'group' AND customer_id = 1"));
    }
}
