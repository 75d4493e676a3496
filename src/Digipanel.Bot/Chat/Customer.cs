using System.Runtime.InteropServices;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.Chat;

/// <summary>
/// A person who wrote to the shop, on one channel: a row of <c>customers</c>. Where two accounts are joined (<c>/hubungkan</c>), wallet, orders and top-ups are
/// those of the one that owns the wallet, while channel, name and language stay those of the account that writes.
/// </summary>
public sealed record Customer
{
    /// <summary>Whose wallet it is: the row itself, or the one that it is joined to. New orders and top-ups are this one's.</summary>
    public required long Id { get; init; }

    /// <summary>The row itself: what a chat was asked, in which language it is spoken to.</summary>
    public long AccountId { get => field == 0 ? Id : field; init; }

    /// <summary>The row that is joined to the wallet's owner, be it this one or the other; zero, which no row has: none is.</summary>
    public long JoinedId { get; init; }

    /// <summary><c>telegram</c> or <c>whatsapp</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of the person.</summary>
    public required string UserId { get; init; }

    /// <summary>Where they read us.</summary>
    public required string ChatId { get; init; }

    /// <summary>As they call themselves; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary><c>id</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>False while they block the bot.</summary>
    public required bool Reachable { get; init; }

    /// <summary>An admin has shut them out: they are not served. What they have paid for or ordered goes on to its end.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Where their messages go.</summary>
    public ChatAddress Address => new(Channel, ChatId);

    /// <summary>Whether something that a row of customers has is this customer's.</summary>
    /// <param name="customerId">As an order or a top-up names it.</param>
    public bool Has(long customerId) => customerId == Id || (customerId == JoinedId && customerId != 0);
}

/// <summary>The customers' table.</summary>
public static class Customers
{
    private const string Columns =
        """
        coalesce(joined_to, id) AS id, id AS account_id, coalesce(joined_id, iif(joined_to IS NULL, 0, id)) AS joined_id,
        channel, user_id, chat_id, name, language, reachable, blocked AS is_blocked
        """;

    private const string UpsertSql =
        """
        INSERT INTO customers (channel, user_id, chat_id, name, username, language, created_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
        ON CONFLICT (channel, user_id) DO UPDATE SET
          chat_id = excluded.chat_id, name = excluded.name, username = excluded.username, reachable = 1, seen_at = excluded.seen_at,
          language = iif(language_chosen, language, excluded.language)
        RETURNING id, language, joined_to, joined_id, blocked
        """;

    // How old a customer's seen_at may be before their next word writes it anew.
    private static readonly TimeSpan SeenWithin = TimeSpan.FromDays(1);
    private static readonly TimeSpan JoinedSeenWithin = TimeSpan.FromMinutes(1);

    /// <summary>Finds a row by our id.</summary>
    public static Customer? Find(SqliteConnection connection, long id) =>
        connection.QuerySingleOrDefault<Customer>($"SELECT {Columns} FROM customers WHERE id = @id", new { id });

    /// <summary>Who reads a chat; null where nobody is known there.</summary>
    public static Customer? At(SqliteConnection connection, ChatAddress address) => connection.QueryFirstOrDefault<Customer>(
        $"SELECT {Columns} FROM customers WHERE channel = @Channel AND chat_id = @ChatId", new { address.Channel, address.ChatId });

    /// <summary>The language of a customer that exists.</summary>
    public static string LanguageOf(SqliteConnection connection, long id)
    {
        using var found = Statement.On(connection, "SELECT language FROM customers WHERE id = ?1").Bind(1, id);
        found.Step();
        return found.Text(0);
    }

    /// <summary>
    /// The customer who sent <paramref name="update"/>, made on the first word; name, chat and (until chosen) language
    /// follow the app. Who writes is reachable again.
    /// </summary>
    public static Customer Upsert(Tx tx, ChatUpdate update)
    {
        var name = update.Name.Length > 256 ? update.Name[..256] : update.Name;
        var language = update.LanguageCode?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "id";
        var row = FindUnchanged(tx, update, name, language) ?? Write(tx, update, name, language);
        return new Customer
        {
            Id = row.JoinedTo ?? row.Id, AccountId = row.Id, JoinedId = row.JoinedTo is null ? row.JoinedId ?? 0 : row.Id,
            Channel = update.Channel, UserId = update.UserId, ChatId = update.ChatId, Name = name, Language = row.Language, Reachable = true, IsBlocked = row.IsBlocked,
        };
    }

    // Nearly always: a row that is written as it was costs a page of the log all the same, and among a million customers each has a page of their own.
    private static Row? FindUnchanged(Tx tx, ChatUpdate update, string name, string language)
    {
        using var known = tx.Prepare(
            """
            SELECT id, language, joined_to, joined_id, blocked FROM customers
            WHERE channel = ?1 AND user_id = ?2 AND chat_id = ?3 AND name = ?4 AND username IS ?5 AND reachable = 1 AND (language_chosen OR language = ?6)
              AND seen_at > iif(joined_to IS NULL AND joined_id IS NULL, ?7, ?8)
            """);
        known.Bind(1, update.Channel).Bind(2, update.UserId).Bind(3, update.ChatId).Bind(4, name).Bind(5, update.Username).Bind(6, language)
            .Bind(7, tx.NowMs - (long)SeenWithin.TotalMilliseconds).Bind(8, tx.NowMs - (long)JoinedSeenWithin.TotalMilliseconds);
        return known.Step() ? Row.Of(known) : null;
    }

    private static Row Write(Tx tx, ChatUpdate update, string name, string language)
    {
        using var upsert = tx.Prepare(UpsertSql);
        upsert.Bind(1, update.Channel).Bind(2, update.UserId).Bind(3, update.ChatId).Bind(4, name).Bind(5, update.Username).Bind(6, language).Bind(7, tx.NowMs).Step();
        var written = Row.Of(upsert);
        upsert.Run();
        return written;
    }

    /// <summary>Remembers a choice made with /bahasa; the app's language no longer matters.</summary>
    public static void ChooseLanguage(Tx tx, long id, string language) =>
        tx.Execute("UPDATE customers SET language = @language, language_chosen = 1 WHERE id = @id", new { id, language });

    /// <summary>The person blocked or unblocked the bot, or a message to them was refused for that.</summary>
    public static void SetReachable(Tx tx, ChatAddress address, bool reachable) =>
        tx.Execute(
            "UPDATE customers SET reachable = @reachable WHERE channel = @Channel AND chat_id = @ChatId",
            new { address.Channel, address.ChatId, reachable });

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(long Id, string Language, long? JoinedTo, long? JoinedId, bool IsBlocked)
    {
        public static Row Of(Statement found) =>
            new(found.Number(0), found.Text(1), found.IsNull(2) ? null : found.Number(2), found.IsNull(3) ? null : found.Number(3), found.Number(4) != 0);
    }
}
