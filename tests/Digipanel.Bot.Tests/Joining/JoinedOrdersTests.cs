using System.Globalization;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;
using static Digipanel.Bot.Tests.Joining.Joined;

namespace Digipanel.Bot.Tests.Joining;

/// <summary>Two chats, one customer: what is under way at the joining, and what is bought afterwards.</summary>
public sealed partial class JoinedOrdersTests
{
    private const string Alpha = "https://elements.envato.com/alpha-one-ABCDE11";
    private const string Beta = "https://elements.envato.com/beta-two-ABCDE22";

    [Fact]
    public async Task An_order_of_before_the_joining_is_seen_from_both_chats_and_its_refund_is_the_owners()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        Assert.Equal(12_000, world.Sees(Telegram));
        foreach (var chat in new[] { Telegram, WhatsApp })
        {
            Assert.Contains("#1", Assert.Single(await world.PasteAsync(chat, "/riwayat")).Text.Markup, StringComparison.Ordinal);
            Assert.Contains("alpha", Assert.Single(await world.PasteAsync(chat, "/status 1")).Text.Markup, StringComparison.OrdinalIgnoreCase);
        }

        await world.FailIdAsync(world.Download("alpha").Id);
        Assert.Equal((12_500, 12_500, 0), (world.Sees(Telegram), world.Sees(WhatsApp), world.Saldo(WhatsApp)));
        var told = world.LastMessage(WhatsApp).Text.Markup;
        Assert.Contains("Pesanan #1 gagal", told, StringComparison.Ordinal);
        Assert.Contains("Rp 12.500", told, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task A_link_is_paid_from_the_one_wallet_and_delivered_where_it_was_pasted_in_that_chats_language()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.SayInAsync(WhatsApp, "en", "/bahasa en");
        await world.OrderAsync(WhatsApp, Alpha);
        Assert.Equal(12_000, world.Saldo(Telegram));
        var before = world.Messages(Telegram).Count;
        await world.CompleteAsync("alpha");
        Assert.Contains("Order #1", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(before, world.Messages(Telegram).Count);
        Assert.Contains("Saldo kamu", Assert.Single(await world.PasteAsync(Telegram, "/saldo")).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task What_one_chat_has_in_progress_the_other_does_not_buy_again_whenever_it_was_ordered()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        await world.PasteAsync(Telegram, Alpha);
        await world.PasteAsync(Telegram, Beta);
        await world.PasteAsync(WhatsApp, Beta);
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task What_both_chats_had_in_progress_before_they_were_joined_is_answered_and_not_bought_again()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(Telegram, Alpha);
        await world.PasteAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        foreach (var chat in new[] { Telegram, WhatsApp })
        {
            Assert.Contains("#2", Assert.Single(await world.PasteAsync(chat, Alpha)).Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_link_that_waited_for_saldo_in_one_chat_while_it_ran_in_the_other_is_not_bought_by_its_button()
    {
        await using var world = await ShopAsync(telegram: 0, whatsapp: 2_500);
        await world.PasteAsync(Telegram, Alpha); // waits for saldo
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        var card = world.Card("purchase:1");
        await world.PressAsync(Telegram, DownloadsWorld.ActionOf(card, "lanjut:"));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM orders"));
        Assert.Equal(2_000, world.Sees(Telegram));
    }

    [Fact]
    public async Task A_file_of_today_is_sent_again_free_in_whichever_chat_its_link_is_pasted()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.CompleteAsync("alpha");
        await world.JoinAsync();
        await world.PasteAsync(Telegram, Alpha);
        Assert.Contains(world.Download("alpha").DriveLink!, world.LastMessage(Telegram).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("#1", await world.PressAsync(Telegram, "kirim:1"), StringComparison.Ordinal);
        Assert.Equal(12_000, world.Sees(Telegram));
    }

    [Fact]
    public async Task Orders_that_wait_are_cancelled_from_either_chat_and_by_a_button_of_before_the_joining()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(WhatsApp, Alpha);
        var button = DownloadsWorld.ActionOf(world.Card("purchase:1"), "batal:p1");
        await world.PasteAsync(Telegram, Beta);
        await world.JoinAsync();
        await world.PressAsync(WhatsApp, button);
        Assert.Equal(("failed", "accepted"), (world.State(1), world.State(2)));
        await world.PasteAsync(WhatsApp, "/batal 2");
        Assert.Equal(("failed", 12_500), (world.State(2), world.Sees(Telegram)));
        world.AssertAudits();
    }

    [Fact]
    public async Task Links_that_wait_for_saldo_go_on_with_the_joined_wallet_in_their_own_chat()
    {
        await using var world = await ShopAsync(whatsapp: 0);
        await world.PasteAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        var card = world.Card("purchase:1");
        await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(card, "lanjut:"));
        Assert.Equal(9_500, world.Sees(Telegram));
        Assert.Equal(WhatsApp, world.Value<string>("SELECT chat_id FROM orders"));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_question_of_before_the_joining_is_answered_after_it()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(WhatsApp, string.Join('\n', Enumerable.Range(10, 11).Select(i => $"https://elements.envato.com/many-ABCDE{i}")));
        var yes = DownloadsWorld.ActionOf(world.Card("purchase:1"), "beli:ya");
        await world.JoinAsync();
        await world.PressAsync(Telegram, yes); // seen in the other chat only, and yet the same customer's
        Assert.Equal(5, world.Value<long>("SELECT count(*) FROM orders")); // as many as the button said
        Assert.Equal(10_000, world.Sees(WhatsApp));
        world.AssertAudits();
    }

    [Fact]
    public async Task The_chats_own_question_is_what_its_batal_takes_back()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.PasteAsync(Telegram, string.Join('\n', Enumerable.Range(10, 11).Select(i => $"https://elements.envato.com/many-ABCDE{i}")));
        await world.PasteAsync(WhatsApp, "/batal");
        Assert.Equal("asking", world.Value<string>("SELECT state FROM purchases"));
        await world.PasteAsync(Telegram, "/batal");
        Assert.Equal("dropped", world.Value<string>("SELECT state FROM purchases"));
    }

    [Fact]
    public async Task The_same_link_waiting_in_both_chats_waits_once()
    {
        await using var world = await ShopAsync(telegram: 100, whatsapp: 450);
        await world.PasteAsync(Telegram, Alpha);
        await world.PasteAsync(WhatsApp, $"{Alpha} {Beta}");
        await world.JoinAsync();
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM kept_links WHERE customer_id = 1"));
        await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(world.Card("purchase:2"), "lanjut:"));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM orders WHERE item_key LIKE '%ABCDE22'"));
        Assert.Equal(50, world.Sees(Telegram));
        world.AssertAudits();
    }

    [Fact]
    public async Task The_wallets_history_shows_both_pasts_and_what_passes_through_once()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        await world.FailIdAsync(world.Download("alpha").Id);
        foreach (var chat in new[] { Telegram, WhatsApp })
        {
            var lines = Movements(Assert.Single(await world.PasteAsync(chat, "/riwayat saldo")));
            Assert.Equal(
                ["Dana kembali #1 +Rp 500 → Rp 12.500", "Saldo dari akun yang dihubungkan +Rp 2.000 → Rp 12.000", "Download #1 -Rp 500 → Rp 2.000", "Topup +Rp 2.500 → Rp 2.500", "Topup +Rp 10.000 → Rp 10.000"],
                lines);
        }

        await world.PartAsync(WhatsApp);
        Assert.Equal("Saldo pindah ke akun yang dihubungkan -Rp 500 → Rp 0", Movements(Assert.Single(await world.PasteAsync(WhatsApp, "/riwayat saldo")))[0]);
        Assert.Equal(3, Movements(Assert.Single(await world.PasteAsync(Telegram, "/riwayat saldo"))).Length);
    }

    [Fact]
    public async Task Pages_of_the_history_merge_both_chats_orders_newest_first()
    {
        await using var world = await ShopAsync();
        for (var i = 0; i < 12; i++)
        {
            await world.PasteAsync(i % 2 == 0 ? Telegram : WhatsApp, $"https://elements.envato.com/item-AAAAA{i:00}");
            if (i == 7)
            {
                await world.JoinAsync();
            }
        }

        Assert.Equal<long[]>([12, 11, 10, 9, 8, 7, 6, 5, 4, 3], Numbers(Assert.Single(await world.PasteAsync(WhatsApp, "/riwayat"))));
        Assert.Equal<long[]>([2, 1], Numbers(Assert.Single(await world.PasteAsync(Telegram, "/riwayat semua 2"))));
        await world.PressAsync(Telegram, "riwayat:file");
        Assert.Contains("#12 ", world.LastMessage(Telegram).Document!.Text, StringComparison.Ordinal);
    }

    private static long[] Numbers(Reply page) => [.. Heading().Matches(page.Text.Markup).Select(m => long.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("<b>#(?<number>[0-9]+)</b>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Heading();

    private static string[] Movements(Reply page) =>
        [.. page.Text.Markup.Split('\n').Where(l => l.Contains('→')).Select(l => l.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal))];
}
