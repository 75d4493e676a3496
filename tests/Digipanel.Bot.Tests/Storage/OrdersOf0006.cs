using Dapper;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Storage;

/// <summary>A database as the version before migration 0007 left it: orders in every state, with their money, messages and kept webhooks.</summary>
internal static class OrdersOf0006
{
    public const long Now = 1_790_000_000_000;
    private const long Minute = 60_000;
    private const long Price = 500;

    /// <summary>Two accounts; "gone" is no longer configured when the new version starts.</summary>
    public static void Write(string connectionString)
    {
        using var connection = Database.OpenWriter(connectionString);
        Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [.. Migrator.Embedded.Where(m => m.Number <= 6)]);
        connection.Execute(
            $"""
            INSERT INTO customers (id, channel, user_id, chat_id, name, language, created_at) VALUES (1, 'telegram', '1', '1', 'Budi', 'id', {Now});
            INSERT INTO accounts (id, type, customer_id) VALUES (100, 'customer', 1);
            INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('Credit', 'credit:1', 4, 100, 100000, {Now});
            INSERT INTO digipanel_accounts (account, balance, balance_exact, cost, refunds_due, refunds_due_at) VALUES ('main', 40000, 1, 200, 1, {Now});
            INSERT INTO digipanel_accounts (account, stopped, stopped_at) VALUES ('gone', 'no_balance', {Now});
            INSERT INTO alerts (alert, raised_at) VALUES ('digipanel:gone:no_balance', {Now});
            UPDATE download_queue SET turn = 7;
            """);
        Fill(connection);
        connection.Execute(
            $"""
            INSERT INTO digipanel_events (account, download_id, title, status_word, drive_link, received_at, order_number)
              VALUES ('main', 'd13', 'Item 13', 'berhasil', 'https://drive.google.com/13', {Now}, 13), ('main', 'strange', 'Item 99', 'berhasil', 'https://drive.google.com/99', {Now}, NULL);
            """);
    }

    private static void Fill(SqliteConnection c)
    {
        Order(c, 1, "Accepted, never tried");
        Order(c, 2, "Accepted again, not charged", Try(1), Lost(), Back);
        Order(c, 3, "Accepted again, unclear", Try(1), Lost(), Unclear, Back, Loss);
        Order(c, 4, "Submitting", Try(1));
        Order(c, 5, "Submitting again", Try(1), Lost(), Back, Try(2));
        Order(c, 6, "Uncertain, not asked", Try(1), Lost("process_died"));
        Order(c, 7, "Uncertain, charged", Try(1), Lost("server_error"), "evidence = 'charged'");
        Order(c, 8, "Uncertain, unclear", Try(1), Lost(), Unclear);
        Order(c, 9, "Submitted", Try(1), Submitted(9));
        Order(c, 10, "Submitted by its orphan", Try(1), Lost(), Submitted(10));
        Order(c, 11, "Submitted after an unclear doubt", Try(1), Lost(), Unclear, Back, Loss, Try(2), Submitted(11));
        Order(c, 12, "Delivered", Try(1), Submitted(12), Delivered(12));
        Order(c, 13, "Delivered by a kept webhook", Try(1), Submitted(13), Delivered(13));
        Order(c, 14, "Delivered at the second try", Try(1), Lost(), Back, Try(2), Submitted(14), Delivered(14));
        Order(c, 15, "Refused", Try(1), Failed("refused"));
        Order(c, 16, "Failed upstream", Try(1), Submitted(16), Failed("upstream"));
        Order(c, 17, "Given up", Try(1), Lost(), Unclear, Failed("lost"), Loss);
        Order(c, 18, "Never finished, then a gift", Try(1), Submitted(18), Failed("never_finished"), Loss, "gift = 1, drive_link = 'https://drive.google.com/18'");
        Order(c, 19, "Waited, never tried", Failed("waited"));
        Order(c, 20, "Never finished", Try(1), Submitted(20), Failed("never_finished"), Loss);
        Order(c, 21, "Waited after a doubt", Try(1), Lost(), Back, Failed("waited"));
        Order(c, 22, "Submitting on an account that is gone", Try(1, "gone"));
        Order(c, 23, "Uncertain on an account that is gone", Try(1, "gone"), Lost());
        Order(c, 24, "Submitted on an account that is gone", Try(1, "gone"), Submitted(24));
        Order(c, 25, "Given up, then a gift of the orphan", Try(1), Lost(), Failed("lost"), Loss, "gift = 1, drive_link = 'https://drive.google.com/25'");
    }

    private const string Back = "state = 'accepted', evidence = NULL";
    private const string Unclear = "evidence = 'unclear'";
    private const string Loss = "possible_loss = 1";

    private static string Try(int attempt, string account = "main") =>
        $"state = 'submitting', account = '{account}', attempts = {attempt}, submitting_at = {Now + (attempt * Minute)}, balance_before = 40000";

    private static string Lost(string why = "no_answer") =>
        $"state = 'uncertain', doubts = doubts + 1, doubt = '{why}', evidence = NULL, uncertain_at = submitting_at + 30000";

    private static string Submitted(int number) =>
        $"state = 'submitted', download_id = 'd{number}', evidence = NULL, submitted_at = {Now}, next_poll_at = {Now + Minute}";

    private static string Delivered(int number) =>
        $"state = 'delivered', drive_link = 'https://drive.google.com/{number}', next_poll_at = NULL, ended_at = {Now + (5 * Minute)}";

    private static string Failed(string reason) =>
        $"state = 'failed', reason = '{reason}', evidence = NULL, next_poll_at = NULL, ended_at = {Now + (5 * Minute)}";

    /// <summary>An order and what happened to it, step by step, so that the guards of the old schema agree with each.</summary>
    private static void Order(SqliteConnection c, int number, string title, params string[] steps)
    {
        c.Execute(
            $"""
            INSERT INTO orders (number, id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
              VALUES ({number}, '{Guid.Empty.ToString()[..^2]}{number:00}', 1, 'telegram', '1', 'elements/ABCDE{number:00}',
                'https://elements.envato.com/item-{number}-ABCDE{number:00}', 'item-{number}', '{title}', {Price}, {number}, {Now});
            INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('Hold', 'order:{number}:hold', 100, 2, {Price}, {Now});
            """);
        foreach (var step in steps)
        {
            if (step.StartsWith("state = 'delivered'", StringComparison.Ordinal) || step.StartsWith("state = 'failed'", StringComparison.Ordinal))
            {
                var (kind, to) = step.StartsWith("state = 'delivered'", StringComparison.Ordinal) ? ("Capture", 3) : ("Release", 100);
                c.Execute($"INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('{kind}', 'order:{number}:settle', 2, {to}, {Price}, {Now})");
                c.Execute(
                    "INSERT INTO outbox (channel, chat_id, payload, state, settled_at, due_at, created_at) VALUES ('telegram', '1', @payload, 'sent', @at, @at, @at)",
                    new { payload = $$"""{"Text":"<b>#{{number}}</b> {{title}}"}""", at = Now + (5 * Minute) });
            }

            c.Execute($"UPDATE orders SET {step} WHERE number = {number}");
        }
    }
}
