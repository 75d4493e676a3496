using System.Globalization;
using Dapper;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Support;

/// <summary>The bot's database, looked at from outside.</summary>
public sealed partial class ShopWorld
{
    // As the bot reads its rows.
    static ShopWorld() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>The bot's database file.</summary>
    public string DatabasePath => new SqliteConnectionStringBuilder(_settings["Storage:ConnectionString"]).DataSource;

    public long Wallet(long telegramId) => Wallet(telegramId.ToString(CultureInfo.InvariantCulture));

    public long Wallet(string userId) =>
        Scalar<long?>("SELECT a.balance FROM accounts a JOIN customers c ON c.id = a.customer_id WHERE c.user_id = @userId", new { userId }) ?? 0;

    /// <summary>Whether a person has an invoice to pay, and no more than one.</summary>
    public bool IsBilled(string userId) =>
        Scalar<int>("SELECT count(*) FROM topups t JOIN customers c ON c.id = t.customer_id WHERE c.user_id = @userId AND t.state = 'issued'", new { userId }) == 1;

    /// <summary>Whether an event of a channel has been handled (null: there was none) and nothing is owed to this chat that is due by now.</summary>
    public bool IsAnswered(string channel, string chatId, string? eventId) =>
        (eventId is null || Scalar<int>("SELECT count(*) FROM inbox WHERE source = @channel AND external_id = @eventId", new { channel, eventId }) == 1)
        && Scalar<int>(
            "SELECT count(*) FROM outbox WHERE channel = @channel AND chat_id = @chatId AND state = 'pending' AND due_at <= @now",
            new { channel, chatId, now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() }) == 0;

    /// <summary>Looks into the database from outside, whoever runs the bot.</summary>
    public T? Scalar<T>(string sql, object? parameters = null)
    {
        using var connection = Look();
        return connection.ExecuteScalar<T>(sql, parameters);
    }

    /// <inheritdoc cref="Scalar{T}"/>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        using var connection = Look();
        return connection.Query<T>(sql, parameters).AsList();
    }

    /// <summary>Every law of the books, from the rows alone, at this moment; whatever else goes on.</summary>
    public void AuditBooks()
    {
        using var c = Look();
        Assert.Empty(LedgerAudit.Run(c, DateTimeOffset.UtcNow, deep: true).Violations.Select(v => v.Sentence));
    }

    private SqliteConnection Look()
    {
        var connection = new SqliteConnection(_settings["Storage:ConnectionString"] + ";Mode=ReadOnly;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }
}
