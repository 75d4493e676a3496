using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.Downloads;

/// <content>An account that takes no orders, and what people are told of it.</content>
internal static partial class LaneBooks
{
    public const string Unauthorized = "unauthorized";
    public const string NoBalance = "no_balance";

    /// <summary>Whether none of the configured accounts takes orders now. Accounts of an older configuration do not count.</summary>
    public static bool AllStopped(SqliteConnection database, DigipanelOptions options) => Working(database, options) <= 0;

    /// <summary>How many of the configured accounts take orders now.</summary>
    public static long Working(SqliteConnection database, DigipanelOptions options)
    {
        long working = options.Accounts.Count;
        using var stopped = Statement.On(database, "SELECT account FROM digipanel_accounts WHERE stopped IS NOT NULL");
        while (stopped.Step())
        {
            var account = stopped.Text(0);
            working -= options.Accounts.Any(a => a.Name == account) ? 1 : 0;
        }

        return working;
    }

    /// <summary>Takes the account out of service and tells the admins, and the customers where no account is left; both once.</summary>
    public static void Stop(Tx tx, string account, string why, DigipanelOptions options, AdminAlerts alerts)
    {
        tx.Execute(
            "UPDATE digipanel_accounts SET stopped = @why, stopped_at = coalesce(stopped_at, @at), balance = NULL, balance_exact = 0 WHERE account = @account",
            new { account, why, at = tx.NowMs });
        LaneProbes.Answer(tx, account, texts => texts.LaneStillStopped(account, why == Unauthorized));
        LateCharges.Suspect(tx, account);
        alerts.Raise(tx, StopAlert(account, why), texts => why == Unauthorized ? texts.AlertUnauthorized(account) : texts.AlertNoBalance(account));
        if (AllStopped(tx.Connection, options))
        {
            TellWaiting(tx);
        }
    }

    /// <summary>
    /// Puts it back into service. Where orders wait, the all-clear is for the first one that is accepted: an account that tells a good balance and
    /// refuses every order would be said to stop and to work again every minute.
    /// </summary>
    public static void Resume(Tx tx, string account, AdminAlerts alerts)
    {
        tx.Execute("UPDATE digipanel_accounts SET stopped = NULL, stopped_at = NULL, progress_at = @at WHERE account = @account", new { account, at = tx.NowMs });
        LaneProbes.Answer(tx, account, texts => texts.LaneGoesOn(account));
        if (tx.Scalar<long>("SELECT EXISTS (SELECT 1 FROM orders WHERE state = 'accepted')") == 0)
        {
            AllClear(tx, account, alerts);
        }

        tx.Wake<SubmissionLane>();
    }

    private static void AllClear(Tx tx, string account, AdminAlerts alerts)
    {
        foreach (var why in (string[])[Unauthorized, NoBalance])
        {
            alerts.Clear(tx, StopAlert(account, why), texts => texts.AlertLaneOpen(account));
        }
    }

    private static string StopAlert(string account, string why) => $"digipanel:{account}:{why}";

    private static void TellWaiting(Tx tx)
    {
        var waiting = tx.Query<(string Channel, string ChatId, string Language, long Orders)>(
            """
            SELECT channel, chat_id, coalesce((SELECT language FROM customers c WHERE c.channel = o.channel AND c.chat_id = o.chat_id), 'id'), count(*)
            FROM orders o
            WHERE state = 'accepted' AND told_waiting = 0 GROUP BY channel, chat_id
            """);
        foreach (var (channel, chatId, language, orders) in waiting)
        {
            Outbox.Enqueue(tx, new ChatAddress(channel, chatId), new Reply(TextsOf.Language(language).OrdersDelayed(orders)));
        }

        tx.Execute("UPDATE orders SET told_waiting = 1 WHERE state = 'accepted' AND told_waiting = 0");
    }
}
