using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;

namespace Digipanel.Bot.Tests.Storefront;

/// <summary>/riwayat lists orders by where they are, sends files again, and all of it as a file.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData("/riwayat", "#1 #2 #3 #4")]
    [InlineData("/riwayat semua", "#1 #2 #3 #4")]
    [InlineData("/riwayat berjalan", "#3 #4")]
    [InlineData("/riwayat selesai", "#1")]
    [InlineData("/riwayat dikembalikan", "#2")]
    [InlineData("/history refunded", "#2")]
    public async Task Orders_are_filtered_by_where_they_are(string words, string numbers)
    {
        await using var world = await ShopAsync();
        var page = Assert.Single(await world.PasteAsync("1", words));
        Assert.Equal<string>(numbers.Split(' '), [.. Enumerable.Range(1, 4).Select(n => $"#{n}").Where(n => page.Text.Markup.Contains($"<b>{n}</b>", StringComparison.Ordinal))]);
    }

    [Fact]
    public async Task A_received_file_is_sent_again_by_its_button()
    {
        await using var world = await ShopAsync();
        var page = Assert.Single(await world.PasteAsync("1", "/riwayat"));
        Assert.Equal("kirim:1", page.Buttons[0][0].Action);
        await world.PressAsync("1", "kirim:1");
        Assert.Contains(world.Download("-AAAAAA1").DriveLink!, world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal(48_500, world.Saldo("1"));
    }

    [Fact]
    public async Task All_orders_come_as_a_file()
    {
        await using var world = await ShopAsync();
        await world.PressAsync("1", "riwayat:file");
        var file = world.LastMessage("1").Document!;
        foreach (var part in new[] { "#1 ", "#4 ", "dikembalikan", world.Download("-AAAAAA1").DriveLink! })
        {
            Assert.Contains(part, file.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_asks_for_the_file_without_any_order_gets_an_answer()
    {
        await using var world = await DownloadsWorld.StartAsync();
        Assert.Contains("Belum ada pesanan", Assert.Single(await world.PasteAsync("1", "/riwayat file")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menus_button_leaves_the_menu_where_it_is()
    {
        await using var world = await ShopAsync();
        await world.PressAsync("1", "riwayat", message: new MessageRef("77", false));
        Assert.Null(world.LastMessage("1").Edits);
    }

    [Fact]
    public async Task A_page_is_turned_in_the_message_whose_button_was_pressed()
    {
        await using var world = await ShopAsync();
        await world.PressAsync("1", "riwayat:saldo:1", message: new MessageRef("77", false));
        Assert.Equal(new MessageRef("77", false), world.LastMessage("1").Edits);
    }

    [Theory]
    [InlineData("riwayat:lain:0")]
    [InlineData("riwayat:selesai:99999999999")]
    [InlineData("riwayat:saldo:9999")]
    public async Task A_button_that_makes_no_sense_is_answered_all_the_same(string action)
    {
        await using var world = await ShopAsync();
        await world.PressAsync("1", action);
        Assert.Contains("<b>", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    /// <summary>One delivered, one refunded, two running.</summary>
    private static async Task<DownloadsWorld> ShopAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", string.Join(' ', Enumerable.Range(1, 4).Select(i => $"https://elements.envato.com/some-item-AAAAAA{i}")));
        await world.CompleteAsync("-AAAAAA1");
        await world.FailIdAsync(world.Download("-AAAAAA2").Id);
        return world;
    }
}
