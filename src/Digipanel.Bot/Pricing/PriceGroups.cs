using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Pricing;

/// <summary>Which group's prices are a customer's (<c>customers.price_group</c>). Accounts that are joined have whatever either of them has.</summary>
internal static class PriceGroups
{
    /// <summary>The groups of a customer: none or one, and two at the most where two accounts are joined.</summary>
    public static IReadOnlyList<string> Of(SqliteConnection database, Customer customer)
    {
        using var rows = Statement.On(database, "SELECT DISTINCT price_group FROM customers WHERE id IN (?1, ?2) AND price_group IS NOT NULL ORDER BY 1");
        rows.Bind(1, customer.Id).Bind(2, customer.JoinedId);
        var groups = new List<string>();
        while (rows.Step())
        {
            groups.Add(rows.Text(0));
        }

        return groups;
    }

    /// <summary>Puts a customer, with both accounts where two are joined, into a group; null: out of it.</summary>
    public static void Put(Tx tx, Customer customer, string? group) =>
        tx.Execute("UPDATE customers SET price_group = @group WHERE id IN (@Id, @JoinedId)", new { group, customer.Id, customer.JoinedId });

    /// <summary>How many customers each group has, joined accounts as one.</summary>
    public static IReadOnlyDictionary<string, long> Sizes(SqliteConnection database) => database.Query<(string Group, long Members)>(
        "SELECT price_group, count(DISTINCT coalesce(joined_to, id)) FROM customers WHERE price_group IS NOT NULL GROUP BY price_group").ToDictionary(g => g.Group, g => g.Members, StringComparer.Ordinal);
}
