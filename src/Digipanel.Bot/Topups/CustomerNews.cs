using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups;

/// <summary>What a top-up's customer is told besides its invoice, in their language.</summary>
internal static class CustomerNews
{
    /// <summary>Owes the customer a message.</summary>
    public static void Tell(Tx tx, Topup topup, Func<ITexts, Html> words) => Tell(tx, topup, (texts, _) => new Reply(words(texts)));

    /// <summary>Owes the customer word of money that has moved; the cards of their kept links follow the wallet.</summary>
    /// <param name="tx">The transaction that moved it.</param>
    /// <param name="topup">Whose customer.</param>
    /// <param name="words">What is said.</param>
    /// <param name="offersToGoOn">With the button that goes on with kept links, where there are some.</param>
    public static void TellOfMoney(Tx tx, Topup topup, Func<ITexts, Html> words, bool offersToGoOn) => Tell(
        tx,
        topup,
        (texts, customer) =>
        {
            KeptLinks.WalletMoved(tx, topup.CustomerId);
            var goOn = offersToGoOn ? KeptLinks.ContinueButton(tx.Connection, customer.Id, texts) : null;
            return new Reply(words(texts)) { Buttons = goOn is null ? [] : [[goOn]] };
        });

    private static void Tell(Tx tx, Topup topup, Func<ITexts, Customer, Reply> reply)
    {
        if (ReaderOf(tx, topup) is { } customer)
        {
            Outbox.Enqueue(tx, customer.Address, reply(TextsOf.Language(customer.Language), customer));
        }
    }

    // Where it was asked for. An account that has left the wallet since is not told what comes into it.
    private static Customer? ReaderOf(Tx tx, Topup topup) =>
        Customers.Find(tx.Connection, topup.AskerId) is { } asker && asker.Has(topup.CustomerId) ? asker : Customers.Find(tx.Connection, topup.CustomerId);
}
