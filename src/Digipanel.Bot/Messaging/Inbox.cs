using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>What came in from outside, once. The primary key decides "already done"; there is no check before the insert.</summary>
public static class Inbox
{
    /// <summary>Whether an event was handled and committed: it can be answered without a transaction. False proves nothing.</summary>
    public static bool Knows(SqliteConnection database, string source, string externalId)
    {
        using var found = Statement.On(database, "SELECT 1 FROM inbox WHERE source = ?1 AND external_id = ?2").Bind(1, source).Bind(2, externalId);
        return found.Step();
    }

    /// <summary>Records an event in the transaction that handles it.</summary>
    /// <param name="tx">The handling transaction: if it fails, the event counts as never seen.</param>
    /// <param name="source">Who sent it, for example <c>telegram</c>.</param>
    /// <param name="externalId">The sender's id of it, 200 characters at most.</param>
    /// <param name="error">Why it could not be handled, where it is only put aside.</param>
    /// <returns>False when it was handled before.</returns>
    public static bool TryAccept(Tx tx, string source, string externalId, string? error = null)
    {
        using var insert = tx.Prepare("INSERT INTO inbox (source, external_id, received_at, error) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
        return insert.Bind(1, source).Bind(2, externalId).Bind(3, tx.NowMs).Bind(4, error is { Length: > 1000 } ? error[..1000] : error).Run() == 1;
    }
}
