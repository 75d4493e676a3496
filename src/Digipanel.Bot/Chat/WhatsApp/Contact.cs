using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>A row of <c>whatsapp_contacts</c>: who a chat is with.</summary>
/// <param name="ChatId">Their address: the phone number where it is known, else the business-scoped id.</param>
/// <param name="Phone">The number that they have.</param>
/// <param name="BusinessId">The business-scoped id that they have.</param>
/// <param name="LastMessageAt">Their last word, Unix milliseconds.</param>
/// <param name="IdMayChangeFrom">When their number changed, and with it perhaps the business-scoped id, which was not told; Unix milliseconds. Null: the id is known.</param>
internal sealed record Contact(string ChatId, string? Phone, string? BusinessId, long? LastMessageAt, long? IdMayChangeFrom)
{
    // A number lapses and is given to somebody else after months; until then who has it is who changed to it.
    private static readonly TimeSpan IdMayChangeMax = TimeSpan.FromDays(60);

    private const string Sql =
        "SELECT chat_id, phone, business_id, last_message_at, iif(id_may_change, coalesce(id_may_change_from, 0), NULL) FROM whatsapp_contacts WHERE ";

    public static Contact? ByPhone(Tx tx, string? phone) => phone is null ? null : Find(tx, Sql + "phone = ?1", phone);

    public static Contact? ByBusinessId(Tx tx, string? businessId) => businessId is null ? null : Find(tx, Sql + "business_id = ?1", businessId);

    /// <summary>The chat of who has this business-scoped id; null: nobody known. It may change before the transaction that asks again.</summary>
    public static string? AddressOf(SqliteConnection database, string businessId)
    {
        using var found = Statement.On(database, "SELECT chat_id FROM whatsapp_contacts WHERE business_id = ?1").Bind(1, businessId);
        return found.Step() ? found.Text(0) : null;
    }

    /// <summary>Whether another business-scoped id that is shown with their number then is theirs all the same.</summary>
    public bool IdMayChange(DateTimeOffset at) => IdMayChangeFrom + (long)IdMayChangeMax.TotalMilliseconds > at.ToUnixTimeMilliseconds();

    /// <summary>Whether something that happened then is older than their last word, so that it says nothing about who they are now.</summary>
    public bool HasWrittenSince(DateTimeOffset at) => LastMessageAt > at.ToUnixTimeMilliseconds();

    private static Contact? Find(Tx tx, string sql, string id)
    {
        using var found = tx.Prepare(sql).Bind(1, id);
        return found.Step() ? new Contact(found.Text(0), found.TextOrNull(1), found.TextOrNull(2), found.IsNull(3) ? null : found.Number(3), found.IsNull(4) ? null : found.Number(4)) : null;
    }
}
