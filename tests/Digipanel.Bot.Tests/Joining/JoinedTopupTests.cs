using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Cases;
using static Digipanel.Bot.Tests.Joining.Joined;

namespace Digipanel.Bot.Tests.Joining;

/// <summary>Top-ups of two chats with one wallet: the money is the owner's, and word of it goes where it was asked for.</summary>
public sealed class JoinedTopupTests
{
    [Fact]
    public async Task A_top_up_of_before_the_joining_fills_the_owners_wallet_and_is_told_in_its_own_chat()
    {
        await using var world = await ShopAsync();
        await AskAsync(world, WhatsApp);
        await world.JoinAsync();
        await PayAsync(world);
        Assert.Equal((62_500, 0), (world.Saldo(Telegram), world.Saldo(WhatsApp)));
        Assert.Contains("Rp 62.500", Receipt(world, WhatsApp), StringComparison.Ordinal);
        Assert.Empty(Receipts(world, Telegram));
        world.AssertAudits();
    }

    [Theory]
    [InlineData(Telegram, WhatsApp)]
    [InlineData(WhatsApp, Telegram)]
    public async Task A_top_up_of_either_chat_is_shown_and_told_there(string asker, string other)
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        var before = world.Messages(other).Count;
        await AskAsync(world, asker);
        await PayAsync(world);
        Assert.Equal(62_500, world.Saldo(Telegram));
        Assert.Contains("Rp 62.500", Receipt(world, asker), StringComparison.Ordinal);
        Assert.Equal(before, world.Messages(other).Count);
        Assert.Equal(asker, world.Value<string>("SELECT chat_id FROM cards WHERE card LIKE 'topup:%'"));
        world.AssertAudits();
    }

    [Fact]
    public async Task The_same_amount_asked_for_in_the_other_chat_is_an_invoice_of_its_own_there()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await AskAsync(world, Telegram);
        await world.PasteAsync(WhatsApp, "/topup 50000");
        Assert.Equal([Telegram, WhatsApp], world.Store.Read(c => c.Query<string>("SELECT chat_id FROM cards WHERE card LIKE 'topup:%' ORDER BY created_at, chat_id").ToArray()));
        Assert.Contains("50.000", Assert.Single(await world.PasteAsync(Telegram, "/status")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_on_an_invoice_of_before_the_joining_still_works()
    {
        await using var world = await ShopAsync();
        var id = await AskAsync(world, WhatsApp);
        await world.JoinAsync();
        await world.PressAsync(WhatsApp, $"bayar:batal:{id}");
        Assert.Equal("cancelled", world.Value<string>("SELECT state FROM topups"));
    }

    [Fact]
    public async Task At_the_parting_the_leaving_chats_open_invoices_are_closed_and_a_payment_all_the_same_is_the_owners()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await AskAsync(world, WhatsApp);
        await AskAsync(world, Telegram);
        await world.PartAsync(WhatsApp);
        Assert.Equal(["cancelled", "issued"], world.Store.Read(c => c.Query<string>("SELECT state FROM topups ORDER BY rowid").ToArray()));
        Assert.Contains("jangan dibayar", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        var before = world.Messages(WhatsApp).Count;
        await PayAsync(world);
        Assert.Equal((62_500, 0), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Contains("Rp 62.500", Receipt(world, Telegram), StringComparison.Ordinal);
        Assert.Equal(before, world.Messages(WhatsApp).Count); // nothing of another's balance
        world.AssertAudits();
    }

    [Fact]
    public async Task A_top_up_of_before_the_joining_that_is_paid_after_the_parting_is_the_leavers_own()
    {
        await using var world = await ShopAsync();
        await AskAsync(world, WhatsApp);
        await world.JoinAsync();
        await world.PartAsync(Telegram);
        await PayAsync(world);
        Assert.Equal((12_500, 50_000), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Contains("Rp 50.000", Receipt(world, WhatsApp), StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task A_payment_of_before_the_joining_that_was_given_back_is_taken_from_the_owners_wallet()
    {
        await using var world = await ShopAsync(telegram: 0, whatsapp: 0);
        await AskAsync(world, WhatsApp);
        await PayAsync(world);
        await world.JoinAsync();
        Assert.Equal(50_000, world.Saldo(Telegram));
        await world.Store.InTransaction(tx =>
        {
            var topup = TopupTable.Find(tx.Connection, tx.Scalar<string>("SELECT id FROM topups"))!;
            PaymentCases.Raise(tx, new AdminAlerts(new AdminOptions()), CaseKind.Refund, topup.Reference, topup, topup.Amount, "given back");
        });
        await world.PressAsync("999", "kasus:1:ya:50000");
        Assert.Equal((0, 0), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Equal("debited", world.Value<string>("SELECT state FROM payment_cases"));
        world.AssertAudits();
    }

    [Fact]
    public async Task An_amount_that_was_asked_for_in_one_chat_is_no_answer_in_the_other()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.PasteAsync(Telegram, "/topup");
        await world.PasteAsync(WhatsApp, "5 juta kali");
        Assert.Contains("belum paham", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(DownloadsWorld world, string user)
    {
        await world.PasteAsync(user, "/topup 50000");
        return await world.Store.InTransaction(tx =>
        {
            var topup = TopupTable.LeaseRequested(tx, 1, TimeSpan.FromMinutes(1), _ => TimeSpan.FromHours(1)).Single();
            TopupChanges.Issue(tx, topup, null, "qr", tx.Now + TimeSpan.FromMinutes(1));
            Invoices.Show(tx, topup);
            return topup.Id;
        });
    }

    /// <summary>The first one is paid.</summary>
    private static Task PayAsync(DownloadsWorld world) => world.Store.InTransaction(tx =>
        TopupCredit.Pay(tx, TopupTable.Find(tx.Connection, tx.Scalar<string>("SELECT id FROM topups ORDER BY rowid LIMIT 1"))!, new AdminAlerts(new AdminOptions())));

    private static string Receipt(DownloadsWorld world, string user) => Assert.Single(Receipts(world, user));

    private static string[] Receipts(DownloadsWorld world, string user) =>
        [.. world.Messages(user).Select(m => m.Text.Markup).Where(m => m.Contains("Saldo sekarang", StringComparison.Ordinal))];
}
