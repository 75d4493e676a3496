using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Admin.People;

/// <summary>Words of an admin that are about a customer: text alone, of bounded length; else they are asked for again.</summary>
/// <param name="name">Of the question, whose payload is the customer's id.</param>
/// <param name="textCharsMax">How long they may be.</param>
internal abstract class WordsAnswer(string name, int textCharsMax) : IAdminAnswer
{
    public string Prefix => name;

    public void Answer(CommandContext context, string payload, string text)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (!long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Customers.Find(tx.Connection, id) is not { } customer)
        {
            return;
        }

        // A picture's caption alone would arrive without what it is about.
        if (text.Length == 0 || text.Length > textCharsMax || context.Update.Message is { IsMedia: true })
        {
            AdminQuestions.Ask(tx, context.Customer, $"{name}:{payload}");
            context.Reply(text.Length > textCharsMax ? texts.MessageTooLong(textCharsMax) : texts.MessageTextOnly);
            return;
        }

        Take(context, customer, text);
    }

    /// <summary>Does with them what they are for.</summary>
    protected abstract void Take(CommandContext context, Customer customer, string text);
}

/// <summary>An admin's words to a customer.</summary>
internal sealed class MessageAnswer() : WordsAnswer(Name, TextCharsMax)
{
    public const string Name = "pesan";

    // With its heading it stays one message, also where every character has to be escaped.
    private const int TextCharsMax = 3_000;

    protected override void Take(CommandContext context, Customer customer, string text)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var reader = CustomerReader.Tell(tx, customer, t => new Reply(t.FromShop(text)));
        if (reader is null)
        {
            context.Reply(texts.MessageNobody(Wording.NameOf(customer)));
            return;
        }

        AdminLog.Write(tx, context.Customer, new AdminAct("message") { CustomerId = customer.Id, Reason = text });
        var channel = Joining.JoinSide.NameOf(reader.Channel);
        context.Reply(
            CustomerReader.IsReadNow(tx, reader) ? texts.MessageSent(Wording.NameOf(customer), channel)
            : reader.Reachable ? texts.MessageWaits(Wording.NameOf(customer), channel)
            : texts.MessageUnreachable(Wording.NameOf(customer), channel));
    }
}

/// <summary>What an admin writes down about a customer.</summary>
internal sealed class NoteAnswer() : WordsAnswer(Name, TextCharsMax)
{
    public const string Name = "catat";

    private const int TextCharsMax = 500;

    protected override void Take(CommandContext context, Customer customer, string text)
    {
        var tx = context.Tx;
        tx.Execute(
            "INSERT INTO customer_notes (customer_id, text, admin, at) VALUES (@Id, @text, @admin, @NowMs)",
            new { customer.Id, text, admin = AdminLog.NameOf(context.Customer), tx.NowMs });
        AdminLog.Write(tx, context.Customer, new AdminAct("note") { CustomerId = customer.Id, Reason = text });
        CustomerCards.Refresh(tx, customer);
        context.Reply(context.Texts.NoteWritten(Wording.NameOf(customer)));
    }
}

/// <summary>To whom the money of an account goes that nobody reaches any more.</summary>
internal sealed class MoveAnswer(AdjustmentDesk desk) : IAdminAnswer
{
    public const string Name = "pindah";

    public string Prefix => Name;

    public void Answer(CommandContext context, string payload, string text)
    {
        var tx = context.Tx;
        if (!long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Customers.Find(tx.Connection, id) is not { } from)
        {
            return;
        }

        // The number that the account had leads to itself as well.
        var found = CustomerFinder.Find(tx.Connection, text).Where(c => c.Id != from.Id && !Chat.WhatsApp.Addresses.IsFormer(c.ChatId)).ToList();
        if (found is [var to])
        {
            desk.BeginMove(context, from, to);
        }
        else
        {
            AdminQuestions.Ask(tx, context.Customer, $"{Name}:{payload}");
            context.Reply(found.Count == 0 ? context.Texts.CustomerNotFound(Wording.Cut(text, 60)) : context.Texts.MoveSeveral(Html.Lines(found.Select(c => Html.Plain(FoundCustomers.Label(c))))));
        }
    }
}
