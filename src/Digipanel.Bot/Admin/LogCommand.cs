using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>/log: what admins did, newest first, ten a page; its buttons turn the page by editing the message.</summary>
internal sealed class LogCommand(AdminOptions admins) : AdminCommand(admins)
{
    private const string Name = "log";
    private const int PageSize = 10;
    private const int PageMax = 10_000;

    public override IReadOnlyList<string> Names => [Name];

    public override void Handle(CommandContext context)
    {
        var page = int.TryParse(context.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Clamp(told, 1, PageMax) : 1;

        // One more than a page tells whether there is a next one.
        var lines = AdminLog.Read(context.Tx, [], (page - 1) * PageSize, PageSize + 1);
        var texts = context.Texts;
        var turn = new List<Button>();
        if (page > 1)
        {
            turn.Add(new Button(texts.ButtonNewer) { Action = $"{Name}:{page - 1}" });
        }

        if (lines.Count > PageSize)
        {
            turn.Add(new Button(texts.ButtonOlder) { Action = $"{Name}:{page + 1}" });
        }

        var body = lines.Count == 0 ? texts.AdminLogEmpty : Html.Lines(lines.Take(PageSize).Select(l => AdminLogForm.Of(texts, l)));
        context.Edit(new Reply(Html.Lines(texts.AdminLogTitle(page), Html.Empty, body)) { Buttons = turn.Count > 0 ? [turn] : [] });
    }
}
