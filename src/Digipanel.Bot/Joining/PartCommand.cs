using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Joining;

/// <summary>/putuskan, from either account: asks first, and says with whom the money stays.</summary>
/// <param name="isOffered">The shop joins accounts; where it does not (any more), the command is there for those that are joined.</param>
internal sealed class PartCommand(bool isOffered) : IChatCommand
{
    public IReadOnlyList<string> Names => ["putuskan", "unlink"];

    public bool IsFor(Customer customer) => isOffered || customer.JoinedId != 0;

    public void Handle(CommandContext context)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (JoinedPair.Of(tx, context.Customer) is not { } pair)
        {
            context.Reply(texts.PartNothing(JoinSide.OtherThan(context.Customer.Channel)));
            return;
        }

        var balance = Ledger.BalanceOf(tx.Connection, pair.Owner.AccountId);
        if (pair.WouldStrandMoney(tx))
        {
            context.Reply(texts.PartOwnerGone(JoinSide.NameOf(pair.Owner.Channel), balance));
            return;
        }

        var other = JoinSide.Of(tx.Connection, pair.OtherThan(context.Customer));
        context.Reply(new Reply(texts.PartAsk(other, pair.IsOwner(context.Customer), balance))
        {
            Buttons =
            [
                [new Button(texts.PartYesButton) { Action = $"{PartButtons.ButtonPrefix}:ya:{pair.Word}" }],
                [new Button(texts.PartNoButton) { Action = $"{PartButtons.ButtonPrefix}:batal:{pair.Word}" }],
            ],
        });
    }
}

/// <summary>The question's answers, "putus:ya:7-1790000000000": they name the joining that they are about, so that an old one does not part the next.</summary>
internal sealed class PartButtons : IButtonHandler
{
    public const string ButtonPrefix = "putus";

    public string Prefix => ButtonPrefix;

    public void Handle(CommandContext context, string payload)
    {
        var (tx, texts, customer) = (context.Tx, context.Texts, context.Customer);
        var parts = payload.Split(':');
        if (parts.Length != 2 || JoinedPair.Of(tx, customer) is not { } pair || parts[1] != pair.Word)
        {
            context.Toast(texts.ToastOldButton);
        }
        else if (parts[0] != "ya")
        {
            context.Edit(new Reply(texts.PartNot));
        }
        else if (pair.WouldStrandMoney(tx))
        {
            context.Edit(new Reply(texts.PartOwnerGone(JoinSide.NameOf(pair.Owner.Channel), Ledger.BalanceOf(tx.Connection, pair.Owner.AccountId))));
        }
        else
        {
            var balance = Ledger.BalanceOf(tx.Connection, pair.Owner.AccountId);
            var closed = Joins.Part(tx, pair.Owner, pair.Joined);
            var (ownerSide, joinedSide) = (JoinSide.Of(tx.Connection, pair.Owner), JoinSide.Of(tx.Connection, pair.Joined));
            Tell(context, pair.Owner, t => t.PartDoneOwner(joinedSide, balance));
            Tell(context, pair.Joined, t => t.PartDoneJoined(ownerSide, closed));
        }
    }

    private static void Tell(CommandContext context, Customer account, Func<ITexts, Html> words)
    {
        var reply = new Reply(words(TextsOf.Language(account.Language)));
        if (account.AccountId == context.Customer.AccountId)
        {
            context.Edit(reply);
        }
        else
        {
            Outbox.Enqueue(context.Tx, account.Address, reply);
        }
    }
}

/// <summary>Two accounts that are joined.</summary>
internal sealed record JoinedPair(Customer Owner, Customer Joined, long JoinedAt)
{
    /// <summary>As a button names it.</summary>
    public string Word => string.Create(CultureInfo.InvariantCulture, $"{Joined.AccountId}-{JoinedAt}");

    public bool IsOwner(Customer account) => account.AccountId == Owner.AccountId;

    public Customer OtherThan(Customer account) => IsOwner(account) ? Joined : Owner;

    /// <summary>
    /// Whether nobody could reach the wallet after the parting: its owner's number is somebody else's, and the owner is known by nothing else. The joined account
    /// is the one way to what it holds, and to what orders under way may give back.
    /// </summary>
    public bool WouldStrandMoney(Tx tx) => Addresses.IsFormer(Owner.ChatId)
        && (Ledger.BalanceOf(tx.Connection, Owner.AccountId) > Rupiah.Zero
            || tx.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = @AccountId AND state NOT IN ('delivered', 'failed'))", new { Owner.AccountId }));

    /// <summary>The pair that an account belongs to; null: it stands alone.</summary>
    public static JoinedPair? Of(Tx tx, Customer account) =>
        account.JoinedId != 0 && Customers.Find(tx.Connection, account.Id) is { } owner && Customers.Find(tx.Connection, account.JoinedId) is { } joined
            ? new JoinedPair(owner, joined, tx.Scalar<long>("SELECT joined_at FROM customers WHERE id = @AccountId", new { joined.AccountId }))
            : null;
}
