using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What admins do with a broadcast. The state moves or it does not, whoever presses at the same time.</summary>
internal sealed class BroadcastButtons(AdminOptions admins) : AdminButtons(admins)
{
    public override string Prefix => Broadcast.Prefix;

    protected override void Press(CommandContext context, string[] parts)
    {
        var numbers = parts.Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (parts.Length < 2 || BroadcastTable.Find(context.Tx.Connection, numbers[0]) is not { } broadcast)
        {
            context.Toast(context.Texts.ToastOldButton);
            return;
        }

        if (parts[1] == BroadcastButton.LookName)
        {
            Cards.ShowAgain(context.Tx, context.Customer.Address, broadcast.CardKey, new Reply(context.Texts.BroadcastMoved(broadcast.Id)));
            return;
        }

        var isDone = parts.Length > 2 && numbers[2] == broadcast.Revision && Do(context, broadcast, parts[1], parts.Length > 3 ? parts[3] : "");
        context.Toast(isDone ? Html.Empty : context.Texts.ToastBroadcastChanged);
        Cards.Refresh(context.Tx, broadcast.CardKey);
        context.Tx.Wake<BroadcastKeeper>();
        context.Tx.Wake<BroadcastSender>();
    }

    private static bool Do(CommandContext context, Broadcast broadcast, string what, string argument) => what switch
    {
        BroadcastButton.ChannelName => Choose(context, broadcast, "channel", argument, BroadcastSegment.Channels),
        BroadcastButton.LanguageName => Choose(context, broadcast, "language", argument, BroadcastSegment.Languages),
        BroadcastButton.AudienceName => Choose(context, broadcast, "audience", argument, BroadcastSegment.Audiences),
        BroadcastButton.SendName when broadcast.Due is { } due && due <= context.Tx.Now => TellTimeIsOver(context, due),
        BroadcastButton.SendName when broadcast is { Preview: "sent", IsCounted: true } => Move(context, broadcast, "broadcast.start", BroadcastState.Ready, BroadcastState.Draft),
        BroadcastButton.CancelName when broadcast.StartedAt is null =>
            Move(context, broadcast, "broadcast.cancel", BroadcastState.Cancelled, BroadcastState.Draft, BroadcastState.Ready, BroadcastState.Paused),
        BroadcastButton.PauseName => Move(context, broadcast, "broadcast.pause", BroadcastState.Paused, BroadcastState.Running),
        BroadcastButton.ResumeName when broadcast.StartedAt is null => Release(context, broadcast),
        BroadcastButton.ResumeName => Move(context, broadcast, "broadcast.resume", BroadcastState.Ready, BroadcastState.Paused),
        BroadcastButton.StopName when broadcast.StartedAt is not null =>
            Move(context, broadcast, "broadcast.stop", BroadcastState.Stopped, BroadcastState.Running, BroadcastState.Paused, BroadcastState.Ready),
        BroadcastButton.AgainName => SendAgain(context, broadcast, argument),
        _ => false,
    };

    // Chosen for nine in the morning and sent at three at night it would go to everybody at once.
    private static bool TellTimeIsOver(CommandContext context, DateTimeOffset due)
    {
        context.Reply(context.Texts.BroadcastWrongTime(due));
        return true;
    }

    private static bool Choose(CommandContext context, Broadcast broadcast, string column, string value, IReadOnlyList<string> values) =>
        values.Contains(value, StringComparer.Ordinal) && context.Tx.Execute(
            $"UPDATE broadcasts SET {column} = @value, revision = revision + 1 WHERE id = @Id AND state = 'draft'", new { value, broadcast.Id }) == 1;

    private static bool Move(CommandContext context, Broadcast broadcast, string action, BroadcastState to, params BroadcastState[] from)
    {
        if (!BroadcastTable.TryMove(context.Tx, broadcast.Id, to, from))
        {
            return false;
        }

        Log(context, broadcast, action, BroadcastTable.NameOf(to));
        return true;
    }

    private static bool Release(CommandContext context, Broadcast held)
    {
        if (!Move(context, held, "broadcast.resume", BroadcastState.Ready, BroadcastState.Paused))
        {
            return false;
        }

        BroadcastHold.Release(context.Tx, held, context.Customer);
        return true;
    }

    // Of those of whom nobody knows whether they have it, as many as the button said: an admin has decided that twice is better than never.
    private static bool SendAgain(CommandContext context, Broadcast broadcast, string people)
    {
        var counts = BroadcastCounts.Read(context.Tx.Connection, broadcast.Id);
        if (broadcast.State is not BroadcastState.Done || counts.Uncertain.ToString(CultureInfo.InvariantCulture) != people)
        {
            return false;
        }

        context.Tx.Execute("UPDATE broadcast_recipients SET state = 'pending', attempts = 0, due_at = 0 WHERE broadcast_id = @Id AND state = 'uncertain'", new { broadcast.Id });
        BroadcastTable.TryMove(context.Tx, broadcast.Id, BroadcastState.Ready, BroadcastState.Done);
        Log(context, broadcast, "broadcast.again", people);
        return true;
    }

    private static void Log(CommandContext context, Broadcast broadcast, string action, string after) => AdminLog.Write(context.Tx, context.Customer, new AdminAct(action)
    {
        Subject = context.Texts.BroadcastTitle(broadcast.Id), Before = BroadcastTable.NameOf(broadcast.State), After = after,
        Reason = action == "broadcast.start" ? MarkedText.Parse(broadcast.Content.Text.Markup).ToPlain(200) : null,
    });
}
