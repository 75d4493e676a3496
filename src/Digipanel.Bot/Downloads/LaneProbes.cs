using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>"Look at this account now": an admin's wish about a stopped lane. It is kept until the lane has looked, and who asked hears what came of it.</summary>
internal static class LaneProbes
{
    /// <summary>Asks, unless the account works or is asked about already.</summary>
    public static bool Ask(Tx tx, string account, Customer admin)
    {
        var asked = tx.Execute(
            "UPDATE digipanel_accounts SET probe_asked_at = @at, probe_asked_by = @by WHERE account = @account AND stopped IS NOT NULL AND probe_asked_at IS NULL",
            new { account, at = tx.NowMs, by = admin.AccountId }) == 1;
        if (asked)
        {
            tx.Wake<SubmissionLane>();
        }

        return asked;
    }

    /// <summary>The lane has looked. Nothing where nobody had asked.</summary>
    public static void Answer(Tx tx, string account, Func<ITexts, Html> text)
    {
        var by = tx.QuerySingleOrDefault<long?>("SELECT probe_asked_by FROM digipanel_accounts WHERE account = @account AND probe_asked_at IS NOT NULL", new { account });
        if (by is { } admin)
        {
            tx.Execute("UPDATE digipanel_accounts SET probe_asked_at = NULL, probe_asked_by = NULL WHERE account = @account", new { account });
            if (Customers.Find(tx.Connection, admin) is { } to)
            {
                Outbox.Enqueue(tx, to.Address, new Reply(text(TextsOf.Language(to.Language))));
            }
        }
    }
}
