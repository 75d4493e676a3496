using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>/log [customer] [page]: what admins did, newest first, ten a page; its buttons turn the page by editing the message.</summary>
internal sealed class LogCommand(AdminOptions admins) : AdminCommand(admins)
{
    private const string Name = "log";
    private const int PageSize = 10;
    private const int PageMax = 10_000;

    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    public override IReadOnlyList<string> Names => [Name];

    public override void Handle(CommandContext context)
    {
        // "2" is a page, "p17" or "@budi" a customer, "p17 2" both, and "0812 3456 7890" one again.
        var words = context.Arguments.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var page = words.Length > 0 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Clamp(told, 1, PageMax) : (int?)null;
        var named = string.Join(' ', page is null ? words : words[..^1]);
        if (page is not null && words.Length > 1 && CustomerFinder.Find(context.Tx.Connection, context.Arguments) is [var whole])
        {
            Show(context, whole, 1);
        }
        else if (named.Length == 0)
        {
            Show(context, customer: null, page ?? 1);
        }
        else if (CustomerFinder.Find(context.Tx.Connection, named) is [var customer])
        {
            Show(context, customer, page ?? 1);
        }
        else
        {
            context.Reply(context.Texts.AdminLogNobody);
        }
    }

    /// <summary>Shows a page of it.</summary>
    /// <param name="context">Who looks.</param>
    /// <param name="customer">Only what was done to this one; null: all.</param>
    /// <param name="page">From 1.</param>
    internal static void Show(CommandContext context, Customer? customer, int page)
    {
        // One more than a page tells whether there is a next one.
        long[] ids = customer is null ? [] : [customer.Id, customer.JoinedId];
        var lines = AdminLog.Read(context.Tx, ids, (page - 1) * PageSize, PageSize + 1);
        var texts = context.Texts;
        var of = customer is null ? "" : string.Create(CultureInfo.InvariantCulture, $"p{customer.Id} ");
        var turn = new List<Button>();
        if (page > 1)
        {
            turn.Add(new Button(texts.ButtonNewer) { Action = $"{Name}:{of}{page - 1}" });
        }

        if (lines.Count > PageSize)
        {
            turn.Add(new Button(texts.ButtonOlder) { Action = $"{Name}:{of}{page + 1}" });
        }

        var body = lines.Count == 0 ? texts.AdminLogEmpty : Html.Lines(AdminLogForm.Of(texts, [.. lines.Take(PageSize)]));
        var reply = new Reply(Html.Lines(texts.AdminLogTitle(page), Html.Empty, body)) { Buttons = turn.Count > 0 ? [turn] : [] };

        // A page is turned in its place; the button of a customer's card stands under the card, which stays.
        if (context.Update.CallbackData?.StartsWith(Name + ":", StringComparison.Ordinal) == true)
        {
            context.Edit(reply);
        }
        else
        {
            context.Reply(reply);
        }
    }
}
