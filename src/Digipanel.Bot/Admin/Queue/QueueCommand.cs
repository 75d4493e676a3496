using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.Queue;

/// <summary>/antrian: lanes and their budget, who waits and how long, what is in doubt or stuck, and which alerts stand.</summary>
internal sealed class QueueCommand(AdminOptions admins, DigipanelOptions digipanel, Connections connections) : AdminCommand(admins)
{
    public const string Name = "antrian";

    private const int ButtonsPerRow = 4;

    public override IReadOnlyList<string> Names => [Name, "queue"];

    public override void Handle(CommandContext context)
    {
        var texts = context.Texts;
        var report = QueueReport.Read(context.Tx, digipanel, connections);
        context.Edit(new Reply(texts.Queue(report))
        {
            Buttons =
            [
                .. report.Stuck.Select(o => new Button(texts.ButtonLookAt(o.Number)) { Action = OrderButtons.Look(o.Number) }).Chunk(ButtonsPerRow),
                [new Button(texts.ButtonRefresh) { Action = Name }, new Button(texts.ButtonUpstream) { Action = UpstreamCommand.Name }],
            ],
        });
    }
}
