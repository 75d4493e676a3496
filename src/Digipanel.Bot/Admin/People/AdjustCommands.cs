using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>/kredit CUSTOMER AMOUNT REASON. What is missing is asked for.</summary>
internal sealed class CreditCommand(AdminOptions admins, AdjustmentDesk desk) : AdjustCommand(admins, desk)
{
    public override IReadOnlyList<string> Names => ["kredit", "credit"];

    protected override string Kind => AdjustmentKind.Credit;
}

/// <summary>/debit CUSTOMER AMOUNT REASON.</summary>
internal sealed class DebitCommand(AdminOptions admins, AdjustmentDesk desk) : AdjustCommand(admins, desk)
{
    public override IReadOnlyList<string> Names => ["debit"];

    protected override string Kind => AdjustmentKind.Debit;
}

/// <summary>Both of them.</summary>
internal abstract class AdjustCommand(AdminOptions admins, AdjustmentDesk desk) : AdminCommand(admins)
{
    /// <summary>Which.</summary>
    protected abstract string Kind { get; }

    public override void Handle(CommandContext context)
    {
        if (CustomerArgument.Read(context.Tx.Connection, context.Arguments) is not { } read)
        {
            context.Reply(context.Texts.AdjustUsage(Names[0]));
        }
        else if (read.Found.Count == 0)
        {
            FoundCustomers.Say(context, read.Found, read.Named);
        }
        else if (AmountAndReason.Read(read.Rest) is { Reason.Length: > 0 } wanted)
        {
            var isSure = !read.MayBePhone && CustomerFinder.NamesAccount(context.Tx.Connection, read.Named);
            desk.Begin(context, Kind, read.Found, wanted.Amount, wanted.Reason, isSure);
        }
        else if (read.Surely is [var customer])
        {
            AdjustmentAnswer.Ask(context, Kind, customer, AmountAndReason.Read(read.Rest)?.Amount, isUnreadable: read.Rest.Length > 0);
        }
        else
        {
            FoundCustomers.Say(context, read);
        }
    }
}

/// <summary>"50rb salah transfer", "Rp 50.000 salah transfer".</summary>
/// <param name="Amount">How much.</param>
/// <param name="Reason">Why; may be empty.</param>
internal sealed record AmountAndReason(Rupiah Amount, string Reason)
{
    private const int AmountWordsMax = 3;

    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    /// <summary>Reads it; null: it does not begin with an amount.</summary>
    public static AmountAndReason? Read(string text)
    {
        // The longest that is an amount: "Rp 50 ribu", "50 rb", "50rb".
        var words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(words.Length, AmountWordsMax); count > 0; count--)
        {
            if (AmountParser.TryParse(string.Join(' ', words.Take(count)), out var rupiah))
            {
                return new AmountAndReason(new Rupiah(rupiah), string.Join(' ', words.Skip(count)));
            }
        }

        return null;
    }
}

/// <summary>What an admin writes after "Kredit": "50rb salah transfer"; or the reason alone, where the amount is known.</summary>
internal sealed class AdjustmentAnswer(AdjustmentDesk desk) : IAdminAnswer
{
    public const string Name = "ubah";

    public string Prefix => Name;

    /// <summary>Asks for what is missing.</summary>
    public static void Ask(CommandContext context, string kind, Customer customer, Rupiah? amount, bool isUnreadable)
    {
        AdminQuestions.Ask(context.Tx, context.Customer, string.Create(CultureInfo.InvariantCulture, $"{Name}:{kind}:{customer.Id}{(amount is { } known ? $":{known.Value}" : "")}"));
        var (texts, name) = (context.Texts, Wording.NameOf(customer));
        var question = amount is { } told ? texts.AdjustAskReason(kind, name, told) : isUnreadable ? Html.Lines(texts.AdjustUnreadable, Html.Of($"<b>{name}</b>")) : texts.AdjustAsk(kind, name);
        context.Reply(QuestionButtons.With(question, texts.AdjustNoButton));
    }

    public void Answer(CommandContext context, string payload, string text)
    {
        var parts = payload.Split(':');
        if (Find(context.Tx.Connection, parts) is not { } customer)
        {
            return;
        }

        Rupiah? known = parts.Length > 2 ? new Rupiah(long.Parse(parts[2], CultureInfo.InvariantCulture)) : null;
        var wanted = known is { } amount ? new AmountAndReason(amount, string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) : AmountAndReason.Read(text);
        if (wanted is { Reason.Length: > 0 })
        {
            desk.Begin(context, parts[0], [customer], wanted.Amount, wanted.Reason);
        }
        else
        {
            Ask(context, parts[0], customer, wanted?.Amount, isUnreadable: true);
        }
    }

    private static Customer? Find(SqliteConnection database, string[] parts) =>
        parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Customers.Find(database, id) : null;
}
