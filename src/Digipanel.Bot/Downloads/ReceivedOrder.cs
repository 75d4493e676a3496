using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>An order whose file its customer has. Not one whose price was given back since: its file is not sent again, and its link is bought anew.</summary>
internal sealed record ReceivedOrder
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Link { get; init; }

    public required string DriveLink { get; init; }

    public string? LicenceLink { get; init; }

    public required long EndedAt { get; init; }

    private const string Columns = "number, title, link, drive_link, licence_link, ended_at";

    /// <summary>Those of these orders that are this customer's and were received, by number; anybody else's do not exist.</summary>
    public static IReadOnlyList<ReceivedOrder> Read(SqliteConnection database, Customer customer, IEnumerable<long> numbers) => database.Query<ReceivedOrder>(
        $"""
        SELECT {Columns} FROM orders
        WHERE number IN (SELECT value FROM json_each(@numbers)) AND customer_id IN (@Id, @JoinedId) AND drive_link IS NOT NULL AND refunded_at IS NULL ORDER BY number
        """,
        new { customer.Id, customer.JoinedId, numbers = JsonSerializer.Serialize(numbers) }).AsList();

    /// <summary>The last file of an item that this customer received; null: none.</summary>
    public static ReceivedOrder? Newest(SqliteConnection database, Customer customer, string itemKey) => database.QueryFirstOrDefault<ReceivedOrder>(
        $"SELECT {Columns} FROM orders WHERE customer_id IN (@Id, @JoinedId) AND item_key = @itemKey AND drive_link IS NOT NULL AND refunded_at IS NULL ORDER BY number DESC LIMIT 1",
        new { customer.Id, customer.JoinedId, itemKey });
}
