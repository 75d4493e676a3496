using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>All that /pelanggan shows about somebody, read from one committed state outside the writer: a reseller's orders are many.</summary>
internal sealed record CustomerProfile
{
    public const int ListedMax = 5;

    private const long MonthMs = 30L * 24 * 60 * 60 * 1000;

    /// <summary>Whose wallet it is.</summary>
    public required Customer Owner { get; init; }

    /// <summary>The owner's account, and the one that is joined to it.</summary>
    public required IReadOnlyList<AccountLine> Accounts { get; init; }

    public required Rupiah Balance { get; init; }

    public required Rupiah Held { get; init; }

    public required SpentLine Spent { get; init; }

    public required PaidLine Paid { get; init; }

    public required IReadOnlyList<OrderSummary> Orders { get; init; }

    public required IReadOnlyList<TopupLine> Topups { get; init; }

    public required IReadOnlyList<NoteLine> Notes { get; init; }

    public required IReadOnlyList<CaseLine> Cases { get; init; }

    public CustomerBlock? Block { get; init; }

    /// <summary>Whose prices are theirs.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>A number change left the account behind: nobody reads it, and nobody reaches its money.</summary>
    public required bool IsLeftBehind { get; init; }

    public static CustomerProfile? Read(SqliteConnection database, long customerId, DateTimeOffset now)
    {
        if (Customers.Find(database, customerId) is not { } asked || Customers.Find(database, asked.Id) is not { } owner)
        {
            return null;
        }

        var ids = new { owner.Id, owner.JoinedId, month = now.ToUnixTimeMilliseconds() - MonthMs, ListedMax };
        const string theirs = "customer_id IN (@Id, @JoinedId)";
        return new CustomerProfile
        {
            Owner = owner,
            Accounts = database.Query<AccountLine>(
                "SELECT channel, user_id, username, name, language, reachable, created_at FROM customers WHERE id IN (@Id, @JoinedId) ORDER BY id <> @Id", ids).AsList(),
            Balance = Ledger.BalanceOf(database, owner.Id),
            Held = new Rupiah(database.ExecuteScalar<long>($"SELECT coalesce(sum(price), 0) FROM orders WHERE {theirs} AND state NOT IN ('delivered', 'failed')", ids)),
            Spent = database.QuerySingle<SpentLine>(
                $"""
                SELECT count(*) AS orders, coalesce(sum(price), 0) AS total, coalesce(sum(iif(ended_at > @month, price, 0)), 0) AS month
                FROM orders WHERE {theirs} AND state = 'delivered' AND refunded_at IS NULL
                """,
                ids),
            Paid = database.QuerySingle<PaidLine>($"SELECT count(*) AS topups, coalesce(sum(amount), 0) AS total FROM topups WHERE {theirs} AND state = 'paid'", ids),
            Orders = OrderHistory.Page(database, owner, OrderFilter.All, 0, ListedMax),
            Topups = database.Query<TopupLine>(
                $"SELECT amount, method, reference, state, coalesce(paid_at, ended_at, created_at) AS at FROM topups WHERE {theirs} ORDER BY rowid DESC LIMIT @ListedMax", ids).AsList(),
            Notes = NotesOf(database, owner),
            Cases = database.Query<CaseLine>(
                $"""
                SELECT c.id, c.reference FROM payment_cases c JOIN topups t ON t.id = c.topup_id
                WHERE t.{theirs} AND c.state = 'open' ORDER BY c.id DESC LIMIT @ListedMax
                """,
                ids).AsList(),
            Block = CustomerBlocks.Of(database, owner),
            Groups = PriceGroups.Of(database, owner),
            IsLeftBehind = owner.JoinedId == 0 && Chat.WhatsApp.Addresses.IsFormer(owner.ChatId),
        };
    }

    private static List<NoteLine> NotesOf(SqliteConnection database, Customer owner) => database.Query<NoteLine>(
        """
        SELECT n.text, n.at, coalesce(nullif(a.name, ''), n.admin) AS admin
        FROM customer_notes n
        LEFT JOIN customers a ON a.channel = substr(n.admin, 1, instr(n.admin, ':') - 1) AND a.user_id = substr(n.admin, instr(n.admin, ':') + 1)
        WHERE n.customer_id IN (@Id, @JoinedId) ORDER BY n.id DESC LIMIT @ListedMax
        """,
        new { owner.Id, owner.JoinedId, ListedMax }).AsList();
}

/// <summary>One of a customer's accounts.</summary>
internal sealed record AccountLine
{
    public required string Channel { get; init; }

    public required string UserId { get; init; }

    public string? Username { get; init; }

    public required string Name { get; init; }

    public required string Language { get; init; }

    public required bool Reachable { get; init; }

    public required long CreatedAt { get; init; }
}

/// <summary>What was bought and not given back.</summary>
internal sealed record SpentLine
{
    public required long Orders { get; init; }

    public required Rupiah Total { get; init; }

    /// <summary>Of the last 30 days.</summary>
    public required Rupiah Month { get; init; }
}

/// <summary>What was paid in.</summary>
internal sealed record PaidLine
{
    public required long Topups { get; init; }

    public required Rupiah Total { get; init; }
}

/// <summary>A top-up.</summary>
internal sealed record TopupLine
{
    public required Rupiah Amount { get; init; }

    public required string Method { get; init; }

    public required string Reference { get; init; }

    /// <summary>As the table has it.</summary>
    public required string State { get; init; }

    public required long At { get; init; }
}

/// <summary>What an admin wrote down.</summary>
internal sealed record NoteLine
{
    public required string Text { get; init; }

    public required string Admin { get; init; }

    public required long At { get; init; }
}

/// <summary>A payment that waits for a decision.</summary>
internal sealed record CaseLine
{
    public required long Id { get; init; }

    public required string Reference { get; init; }
}
