using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups;

/// <summary>Brings top-ups to their invoices' messages.</summary>
internal static class Invoices
{
    public const string Prefix = "topup";

    /// <summary>The card that shows it: its own, or that of the one it stands for now.</summary>
    public static string CardOf(Topup topup) => $"{Prefix}:{topup.Card ?? topup.Id}";

    /// <summary>Brings its message up to date at once. One from before there were invoices as cards gets its message now.</summary>
    public static void Show(Tx tx, Topup topup)
    {
        if (Customers.Find(tx.Connection, topup.AskerId) is { } customer)
        {
            Cards.Show(tx, customer.Address, CardOf(topup));
        }
    }

    /// <summary>Shows it at the bottom of the chat; the old message says so and cannot be paid by mistake.</summary>
    /// <param name="tx">The transaction that it was asked for in.</param>
    /// <param name="topup">As the old message may show it.</param>
    public static void ShowAgain(Tx tx, Topup topup)
    {
        if (Customers.Find(tx.Connection, topup.AskerId) is { } customer)
        {
            var replaced = TopupTable.OfCard(tx.Connection, topup.Card ?? topup.Id).Where(t => t.Id != topup.Id);
            Cards.ShowAgain(tx, customer.Address, CardOf(topup), InvoiceCard.Moved(TextsOf.Language(customer.Language), topup, replaced));
        }
    }
}
