using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What keeps a broadcast that is due from beginning by itself: it is paused before its first message, and an admin decides.</summary>
internal static class BroadcastHold
{
    /// <summary>Who made it is no admin any more.</summary>
    public const string Maker = "maker";

    /// <summary>Its time is long over.</summary>
    public const string Late = "late";

    // The bot was down, or another took its time: what was chosen for nine in the morning is not to come at three at night.
    private static readonly TimeSpan LateMax = TimeSpan.FromMinutes(60);

    /// <summary>Why it may not begin; null: it may. One that has begun before goes on, whoever made it.</summary>
    public static string? Why(SqliteConnection database, Broadcast next, AdminOptions admins, DateTimeOffset now) =>
        next.StartedAt is not null ? null
        : Customers.Find(database, next.AdminId) is not { } maker || !admins.Include(maker) ? Maker
        : next.Due is { } due && now - due > LateMax ? Late
        : null;

    /// <summary>Pauses it.</summary>
    public static void Hold(Tx tx, Broadcast next, string why)
    {
        BroadcastTable.TryPause(tx, next.Id, BroadcastState.Ready, why);
        tx.Wake<TroublePump>();
    }

    /// <summary>An admin lets it go: at once, and it is theirs from now on, or it would be held again.</summary>
    public static void Release(Tx tx, Broadcast held, Customer admin)
    {
        tx.Execute("UPDATE broadcasts SET due_at = NULL, admin_id = @AccountId WHERE id = @Id", new { held.Id, admin.AccountId });
        tx.Wake<TroublePump>();
    }
}
