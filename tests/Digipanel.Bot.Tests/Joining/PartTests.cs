using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Tests.Downloads;
using static Digipanel.Bot.Tests.Joining.Joined;

namespace Digipanel.Bot.Tests.Joining;

/// <summary>/putuskan: two customers again, and the money stays where it is.</summary>
public sealed class PartTests
{
    private const string Alpha = "https://elements.envato.com/alpha-one-ABCDE11";
    private const string Beta = "https://elements.envato.com/beta-two-ABCDE22";

    [Theory]
    [InlineData(Telegram, "tetap di sini")]
    [InlineData(WhatsApp, "tetap di akun Telegram")]
    public async Task Either_parts_after_a_question_that_says_with_whom_the_money_stays(string who, string words)
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        var question = Assert.Single(await world.PasteAsync(who, "/putuskan"));
        Assert.Contains(words, question.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Rp 12.500", question.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(who, DownloadsWorld.ActionOf(question, "putus:ya"));
        Assert.Equal((12_500, 0), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.All([Telegram, WhatsApp], chat => Assert.Contains("diputuskan", world.LastMessage(chat).Text.Markup, StringComparison.Ordinal));
        world.AssertAudits();
    }

    [Fact]
    public async Task No_parts_nothing()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(WhatsApp, "/putuskan")), "putus:batal"));
        Assert.Equal(12_500, world.Sees(WhatsApp));
    }

    [Fact]
    public async Task Who_is_not_joined_is_told_how_to()
    {
        await using var world = await ShopAsync();
        Assert.Contains("/hubungkan", Assert.Single(await world.PasteAsync(WhatsApp, "/putuskan")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_an_earlier_question_does_not_part_the_next_joining()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        var old = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(WhatsApp, "/putuskan")), "putus:ya");
        await world.PressAsync(WhatsApp, old);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.JoinAsync();
        Assert.Contains("tidak berlaku", await world.PressAsync(WhatsApp, old), StringComparison.Ordinal);
        Assert.Equal(12_500, world.Sees(WhatsApp));
        world.AssertAudits();
    }

    [Fact]
    public async Task Each_has_its_own_earlier_orders_again_and_what_was_bought_together_stays_with_the_owner()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        await world.OrderAsync(WhatsApp, Beta);
        await world.PartAsync(WhatsApp);
        Assert.Contains("alpha", Assert.Single(await world.PasteAsync(WhatsApp, "/status 1")).Text.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("tidak ketemu", Assert.Single(await world.PasteAsync(WhatsApp, "/status 2")).Text.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("beta", Assert.Single(await world.PasteAsync(Telegram, "/status 2")).Text.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("tidak ketemu", Assert.Single(await world.PasteAsync(Telegram, "/status 1")).Text.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_order_of_together_is_delivered_to_its_chat_after_the_parting()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.PartAsync(Telegram);
        await world.CompleteAsync("alpha");
        Assert.Contains(world.Download("alpha").DriveLink!, world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task An_order_of_together_that_fails_gives_the_money_to_who_paid_and_tells_both_without_telling_the_leaver_the_balance()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.PartAsync(WhatsApp);
        await world.FailIdAsync(world.Download("alpha").Id);
        Assert.Equal((12_500, 0), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Contains("Rp 12.500", world.LastMessage(Telegram).Text.Markup, StringComparison.Ordinal);
        var told = world.LastMessage(WhatsApp).Text.Markup;
        Assert.Contains("Pesanan #1 gagal", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Rp", told, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task An_order_of_before_the_joining_that_fails_after_the_parting_is_the_leavers_own_money()
    {
        await using var world = await ShopAsync();
        await world.OrderAsync(WhatsApp, Alpha);
        await world.JoinAsync();
        await world.PartAsync(WhatsApp);
        await world.FailIdAsync(world.Download("alpha").Id);
        Assert.Equal((12_000, 500), (world.Sees(Telegram), world.Sees(WhatsApp)));
        world.AssertAudits();
    }

    [Fact]
    public async Task Links_that_wait_in_the_leaving_chat_wait_for_its_own_saldo()
    {
        await using var world = await ShopAsync(telegram: 100, whatsapp: 100);
        await world.JoinAsync();
        await world.PasteAsync(WhatsApp, Alpha);
        await world.PasteAsync(Telegram, Beta);
        await world.PartAsync(Telegram);
        await world.FundAsync(WhatsApp, 600);
        await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut:"));
        Assert.Equal((200, 100), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM kept_links WHERE customer_id = 1"));
        world.AssertAudits();
    }

    [Fact]
    public async Task Who_shares_the_wallet_of_an_account_that_is_nobodys_any_more_keeps_it_as_long_as_something_is_in_it()
    {
        await using var world = await ShopAsync(telegram: 0, whatsapp: 1_000);
        await world.EnterAsync(Telegram, await world.CodeAsync(WhatsApp));
        var asked = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(Telegram, "/putuskan")), "putus:ya");

        // WhatsApp's number is somebody else's now, and its owner was known by nothing but the number.
        await world.Store.InTransaction(tx => Contacts.ChatOf(tx, new WhatsAppPerson(WhatsApp, null), tx.Now));
        await world.Store.InTransaction(tx => Addresses.Abandon(tx, Contact.ByPhone(tx, WhatsApp)!));
        await world.PressAsync(Telegram, asked);
        Assert.Contains("Rp 1.000", world.LastMessage(Telegram).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("belum bisa diputuskan", Assert.Single(await world.PasteAsync(Telegram, "/putuskan")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1_000, world.Sees(Telegram));

        await world.OrderAsync(Telegram, $"{Alpha} {Beta}");
        Assert.Contains("belum bisa diputuskan", Assert.Single(await world.PasteAsync(Telegram, "/putuskan")).Text.Markup, StringComparison.Ordinal);
        await world.CompleteAsync("alpha");
        await world.CompleteAsync("beta");
        await world.PartAsync(Telegram);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM customers WHERE joined_to IS NOT NULL"));
        world.AssertAudits();
    }
}
