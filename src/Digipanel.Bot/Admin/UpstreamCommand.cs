using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>/upstream: how the accounts at Digipanel stand, what is in doubt, what was given up, and what it cost.</summary>
internal sealed class UpstreamCommand(AdminOptions admins, DigipanelOptions digipanel) : AdminCommand(admins)
{
    public override IReadOnlyList<string> Names => ["upstream"];

    public override void Handle(CommandContext context) =>
        context.Reply(context.Texts.Upstream(UpstreamReport.Read(context.Tx, digipanel)));
}
