using Digipanel.Bot.Admin.Queue;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>
/// /upstream: how the accounts at Digipanel stand and how long their balance lasts, what is in doubt, what was given up, and what it cost. A stopped account can
/// be looked at now ("upstream:coba:main"), after a top-up say; the answer comes as a message.
/// </summary>
internal sealed class UpstreamCommand(AdminOptions admins, DigipanelOptions digipanel) : AdminCommand(admins)
{
    public const string Name = "upstream";

    private const string ProbeName = "coba";
    private const int DoubtsMax = 4;
    private const int GivenUpMax = 2;
    private const int ProbesMax = 2;
    private const int ButtonsPerRow = 3;

    public override IReadOnlyList<string> Names => [Name];

    public override void Handle(CommandContext context)
    {
        if (context.Arguments.Split(':', 2) is [ProbeName, var account] && digipanel.Accounts.Any(a => a.Name == account))
        {
            Probe(context, account);
            return;
        }

        var texts = context.Texts;
        var report = UpstreamReport.Read(context.Tx, digipanel);
        var orders = report.InDoubt.Take(DoubtsMax).Select(d => d.Number).Concat(report.GivenUp.Take(GivenUpMax).Select(g => g.Number)).Distinct();
        context.Edit(new Reply(texts.Upstream(report))
        {
            Buttons =
            [
                .. report.Accounts.Where(a => a.Stopped is not null && !a.IsAsked).Take(ProbesMax)
                    .Select(a => (Button[])[new Button(texts.ButtonProbe(a.Name)) { Action = $"{Name}:{ProbeName}:{a.Name}" }]),
                .. orders.Select(n => new Button(texts.ButtonLookAt(n)) { Action = OrderButtons.Look(n) }).Chunk(ButtonsPerRow),
                [new Button(texts.ButtonRefresh) { Action = Name }, new Button(texts.ButtonQueue) { Action = QueueCommand.Name }],
            ],
        });
    }

    private static void Probe(CommandContext context, string account)
    {
        if (!LaneProbes.Ask(context.Tx, account, context.Customer))
        {
            context.Toast(context.Texts.ToastNotProbing(account));
            return;
        }

        AdminLog.Write(context.Tx, context.Customer, new AdminAct("lane.probe") { Subject = account });
        context.Toast(context.Texts.ToastProbing(account));
    }
}
