using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.Admin.People;

/// <summary>Why somebody is blocked, and since when; a row of <c>customer_blocks</c>.</summary>
internal sealed record CustomerBlock
{
    public required string Reason { get; init; }

    public required long At { get; init; }
}

/// <summary>
/// Shuts customers out and lets them in again. Joined accounts are one customer. Nothing of theirs is stopped: top-ups are credited, orders delivered or refunded,
/// and what they are owed in words is sent.
/// </summary>
internal static class CustomerBlocks
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromHours(1);

    public static CustomerBlock? Of(SqliteConnection database, Customer customer) => database.QueryFirstOrDefault<CustomerBlock>(
        "SELECT b.reason, b.at FROM customer_blocks b JOIN customers c ON c.id = b.customer_id WHERE c.id IN (@Id, @JoinedId) AND c.blocked = 1 ORDER BY b.at",
        new { customer.Id, customer.JoinedId });

    /// <summary>Blocks all accounts of a customer.</summary>
    /// <returns>False where all of them were blocked before.</returns>
    public static bool Block(Tx tx, Customer customer, Customer admin, string reason)
    {
        var ids = new { customer.Id, customer.JoinedId };
        tx.Execute(
            """
            INSERT INTO customer_blocks (customer_id, reason, admin, at)
            SELECT id, @reason, @admin, @NowMs FROM customers WHERE id IN (@Id, @JoinedId) AND blocked = 0
            ON CONFLICT (customer_id) DO UPDATE SET reason = excluded.reason, admin = excluded.admin, at = excluded.at, told_at = NULL
            """,
            new { customer.Id, customer.JoinedId, reason, admin = AdminLog.NameOf(admin), tx.NowMs });
        return tx.Execute("UPDATE customers SET blocked = 1 WHERE id IN (@Id, @JoinedId) AND blocked = 0", ids) > 0;
    }

    /// <summary>Lets all accounts of a customer in again.</summary>
    /// <returns>False where none was blocked.</returns>
    public static bool Unblock(Tx tx, Customer customer)
    {
        var ids = new { customer.Id, customer.JoinedId };
        tx.Execute("DELETE FROM customer_blocks WHERE customer_id IN (@Id, @JoinedId)", ids);
        return tx.Execute("UPDATE customers SET blocked = 0 WHERE id IN (@Id, @JoinedId) AND blocked = 1", ids) > 0;
    }

    /// <summary>Whether the account is to be told now that it is blocked; it counts as told from then on.</summary>
    public static bool IsTimeToTell(Tx tx, Customer account) => tx.Execute(
        """
        INSERT INTO customer_blocks (customer_id, reason, admin, at, told_at) VALUES (@AccountId, '', '-', @NowMs, @NowMs)
        ON CONFLICT (customer_id) DO UPDATE SET told_at = @NowMs WHERE told_at IS NULL OR told_at <= @before OR told_at > @NowMs
        """,
        new { account.AccountId, tx.NowMs, before = tx.NowMs - (long)TellEvery.TotalMilliseconds }) > 0;
}

/// <summary>Whoever is blocked hears so in one sentence, once an hour, and nothing else happens. An admin never is, whatever the row says: nobody could undo it.</summary>
internal sealed class BlockGate(AdminOptions admins, ShopOptions shop) : IChatGate
{
    public bool Lets(CommandContext context)
    {
        if (!context.Customer.IsBlocked || admins.Include(context.Customer))
        {
            return true;
        }

        if (CustomerBlocks.IsTimeToTell(context.Tx, context.Customer))
        {
            context.Reply(context.Texts.YouAreBlocked(shop.Contact));
        }

        return false;
    }
}
