using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Admin.People;

/// <summary>/kasus: the payments that wait for a decision, the oldest first; a button brings a case's own message.</summary>
internal sealed class CasesCommand(AdminOptions admins) : AdminCommand(admins)
{
    private const int ListedMax = 10;

    public override IReadOnlyList<string> Names => ["kasus", "cases"];

    /// <summary>Shows a case.</summary>
    public static Button Button(long id, string label) => new(label) { Action = string.Create(CultureInfo.InvariantCulture, $"{CasesButtons.Name}:{id}") };

    public override void Handle(CommandContext context)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var count = tx.Scalar<int>("SELECT count(*) FROM payment_cases WHERE state = 'open'");
        var open = tx.Query<OpenCase>(
            """
            SELECT c.id, c.kind, c.reference, c.amount, c.raised_at, coalesce(nullif(p.name, ''), p.user_id) AS customer
            FROM payment_cases c LEFT JOIN topups t ON t.id = c.topup_id LEFT JOIN customers p ON p.id = t.customer_id
            WHERE c.state = 'open' ORDER BY c.id LIMIT @ListedMax
            """,
            new { ListedMax });
        List<Html> lines = [count == 0 ? texts.CasesNone : texts.CasesTitle(count)];
        lines.AddRange(open.Select(c => texts.CaseListLine(c)));
        if (count > open.Count)
        {
            lines.Add(Html.Plain(texts.More(count - open.Count)));
        }

        context.Reply(new Reply(Html.Lines(lines)) { Buttons = [.. open.Select(c => (IReadOnlyList<Button>)[Button(c.Id, texts.CaseButton(c.Reference))])] });
    }
}

/// <summary>A case in the list.</summary>
internal sealed record OpenCase
{
    public required long Id { get; init; }

    /// <summary>As the table has it.</summary>
    public required string Kind { get; init; }

    public required string Reference { get; init; }

    public required Rupiah Amount { get; init; }

    public required long RaisedAt { get; init; }

    /// <summary>Null of a payment that is not ours.</summary>
    public string? Customer { get; init; }
}

/// <summary>"kss:12": a case's message comes to the bottom of the chat.</summary>
internal sealed class CasesButtons(AdminOptions admins) : AdminButtons(admins)
{
    public const string Name = "kss";

    public override string Prefix => Name;

    protected override void Press(CommandContext context, string[] parts)
    {
        if (parts.Length == 1 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && PaymentCases.Find(context.Tx.Connection, id) is not null)
        {
            var admin = context.Customer.Address;
            Cards.ShowAgain(context.Tx, admin, CaseCard.KeyOf(id, admin), new Reply(context.Texts.CaseMovedDown));
        }
        else
        {
            context.Toast(context.Texts.ToastOldButton);
        }
    }
}
