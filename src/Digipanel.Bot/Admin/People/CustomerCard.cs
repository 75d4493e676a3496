using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>
/// An admin's card of a customer, "plg:17-telegram-999": each admin has one of each customer, and it follows the wallet, notes and blocks while
/// they are one.
/// </summary>
internal sealed class CustomerCard(AdminOptions admins) : ICard
{
    public string Prefix => CustomerButton.Prefix;

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now)
    {
        if (id.Split('-', 3) is not [var number, var channel, var chat] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var customerId)
            || !admins.Addresses.Contains(new ChatAddress(channel, chat)) || CustomerProfile.Read(database, customerId, now) is not { } profile)
        {
            return null;
        }

        var language = database.QuerySingleOrDefault<string>("SELECT language FROM customers WHERE channel = @channel AND chat_id = @chat", new { channel, chat });
        var texts = TextsOf.Language(language ?? "id");

        // On WhatsApp it is sent when it is asked for; a wallet that moves is no news there.
        return new Reply(CustomerForm.Of(texts, profile)) { Buttons = Buttons(texts, profile), Stage = "card;" };
    }

    private static List<IReadOnlyList<Button>> Buttons(ITexts texts, CustomerProfile profile)
    {
        var one = profile.Owner;
        List<IReadOnlyList<Button>> rows =
        [
            [CustomerButton.Of(one, CustomerButton.Credit, texts.CreditButton), CustomerButton.Of(one, CustomerButton.Debit, texts.DebitButton)],
            [CustomerButton.Of(one, CustomerButton.Refund, texts.RefundButton), CustomerButton.Of(one, CustomerButton.Message, texts.MessageButton)],
            [
                CustomerButton.Of(one, CustomerButton.Note, texts.NoteButton),
                profile.Block is null ? CustomerButton.Of(one, CustomerButton.Block, texts.BlockButton) : CustomerButton.Of(one, CustomerButton.Unblock, texts.UnblockButton),
            ],
            [CustomerButton.Of(one, CustomerButton.Look, texts.ButtonRefresh), CustomerButton.Of(one, CustomerButton.Log, texts.LogButton)],
        ];
        if (profile.IsLeftBehind && profile.Balance.Value > 0)
        {
            rows.Insert(0, [CustomerButton.Of(one, CustomerButton.Move, texts.MoveButton(profile.Balance))]);
        }

        rows.AddRange(profile.Cases.Select(c => (IReadOnlyList<Button>)[CasesCommand.Button(c.Id, texts.CaseButton(c.Reference))]));
        return rows;
    }
}

/// <summary>The cards' rows.</summary>
internal static class CustomerCards
{
    /// <summary>Shows a customer's card to an admin at the bottom of the chat; the old one says where it has gone.</summary>
    public static void Show(Tx tx, Customer admin, Customer customer) => Cards.ShowAgain(
        tx, admin.Address, KeyOf(customer, admin.Address), new Reply(TextsOf.Language(admin.Language).CustomerCardMoved(Wording.NameOf(customer))));

    /// <summary>Brings an admin's card up to date.</summary>
    public static void Refresh(Tx tx, Customer admin, Customer customer) => Cards.Refresh(tx, KeyOf(customer, admin.Address));

    /// <summary>All admins' cards of a customer show what is true now.</summary>
    public static void Refresh(Tx tx, Customer customer)
    {
        // Of an account that was joined since, the card may have the one name or the other.
        foreach (var id in new[] { customer.Id, customer.JoinedId }.Where(id => id != 0))
        {
            foreach (var card in tx.Query<string>("SELECT card FROM cards WHERE card >= @from AND card < @to", new { from = $"{CustomerButton.Prefix}:{id}-", to = $"{CustomerButton.Prefix}:{id}." }))
            {
                Cards.Refresh(tx, card);
            }
        }
    }

    /// <summary>The card's key.</summary>
    public static string KeyOf(Customer customer, ChatAddress admin) => string.Create(CultureInfo.InvariantCulture, $"{CustomerButton.Prefix}:{customer.Id}-{admin.Channel}-{admin.ChatId}");
}
