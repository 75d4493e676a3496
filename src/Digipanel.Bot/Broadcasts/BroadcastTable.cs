using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>The table of broadcasts. Each change is made by a statement that says from which state it is made.</summary>
internal static class BroadcastTable
{
    private const string Select =
        """
        SELECT id, admin_id, state AS state_name, content AS content_json, channel, language, audience, revision, preview, counted, telegram, whatsapp, outside,
          trouble, due_at, gathered_to, gather_max, started_at, ended_at
        FROM broadcasts
        """;

    public static Broadcast? Find(SqliteConnection database, long id) => database.QuerySingleOrDefault<Broadcast>($"{Select} WHERE id = @id", new { id });

    /// <summary>The one that goes out.</summary>
    public static Broadcast? Running(SqliteConnection database) => database.QuerySingleOrDefault<Broadcast>($"{Select} WHERE state = 'running'");

    /// <summary>The one whose turn it is to begin.</summary>
    public static Broadcast? NextReady(SqliteConnection database, DateTimeOffset now) => database.QueryFirstOrDefault<Broadcast>(
        $"{Select} WHERE state = 'ready' AND coalesce(due_at, 0) <= @now ORDER BY coalesce(due_at, 0), id LIMIT 1", new { now = now.ToUnixTimeMilliseconds() });

    /// <summary>Drafts that somebody waits to see, the oldest first.</summary>
    public static IReadOnlyList<Broadcast> Drafts(SqliteConnection database) => database.Query<Broadcast>(
        $"{Select} WHERE state = 'draft' AND preview <> 'refused' AND (preview = 'owed' OR counted IS NOT revision) ORDER BY id").AsList();

    /// <summary>Whether this one goes out.</summary>
    public static bool IsRunning(Tx tx, long id)
    {
        using var running = tx.Prepare("SELECT 1 FROM broadcasts WHERE id = ?1 AND state = 'running'").Bind(1, id);
        return running.Step();
    }

    /// <summary>Those that wait, go out or rest, then the last few that ended.</summary>
    public static IReadOnlyList<Broadcast> List(SqliteConnection database, int max) => database.Query<Broadcast>(
        $"{Select} WHERE state NOT IN ('draft', 'cancelled') ORDER BY state IN ('done', 'stopped'), id DESC LIMIT @max", new { max }).AsList();

    /// <summary>Whether another goes out.</summary>
    public static bool IsAnotherRunning(SqliteConnection database, long id) =>
        database.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM broadcasts WHERE state = 'running' AND id <> @id)", new { id });

    public static long Insert(Tx tx, Customer admin, BroadcastContent content, DateTimeOffset? due) => tx.Scalar<long>(
        "INSERT INTO broadcasts (admin_id, content, due_at, created_at) VALUES (@AccountId, @content, @due, @NowMs) RETURNING id",
        new { admin.AccountId, content = JsonSerializer.Serialize(content, BroadcastJson.Default.BroadcastContent), due = due?.ToUnixTimeMilliseconds(), tx.NowMs });

    /// <summary>From one state to another; false where it is in none of those.</summary>
    public static bool TryMove(Tx tx, long id, BroadcastState to, params BroadcastState[] from) => tx.Execute(
        """
        UPDATE broadcasts SET state = @to, revision = revision + 1, trouble = iif(@to = 'ready', NULL, trouble), ended_at = iif(@ends, @NowMs, ended_at)
        WHERE id = @id AND state IN @from
        """,
        new { id, to = NameOf(to), from = from.Select(NameOf), ends = to is BroadcastState.Done or BroadcastState.Stopped or BroadcastState.Cancelled, tx.NowMs }) == 1;

    /// <summary>Pauses it, and says why; false where it is in another state.</summary>
    public static bool TryPause(Tx tx, long id, BroadcastState from, string why) =>
        TryMove(tx, id, BroadcastState.Paused, from) && tx.Execute("UPDATE broadcasts SET trouble = @why WHERE id = @id", new { id, why }) == 1;

    public static string NameOf(BroadcastState state) => state switch
    {
        BroadcastState.Draft => "draft",
        BroadcastState.Ready => "ready",
        BroadcastState.Running => "running",
        BroadcastState.Paused => "paused",
        BroadcastState.Done => "done",
        BroadcastState.Stopped => "stopped",
        _ => "cancelled",
    };
}
