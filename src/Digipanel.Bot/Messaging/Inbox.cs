using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>What came in from outside, once. The primary key decides "already done"; there is no check before the insert.</summary>
public static class Inbox
{
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
