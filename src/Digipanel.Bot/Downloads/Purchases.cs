using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.Downloads;

/// <summary>A row of <c>purchases</c>: one message's links, and the card that tells what became of them.</summary>
internal sealed record Purchase
{
    public const string Asking = "asking";
    public const string Placed = "placed";
    public const string Dropped = "dropped";

    public required long Id { get; init; }

    /// <summary>The account in whose chat it is.</summary>
    public required long CustomerId { get; init; }

    public required string State { get; init; }

    /// <summary>It has asked first.</summary>
    public required bool Asked { get; init; }

    /// <summary>A link's price as the customer was told.</summary>
    public required Rupiah Price { get; init; }

    /// <summary>What else its message had, as JSON.</summary>
    public string? Notes { get; init; }

    /// <summary>Why nothing is left of it; see <see cref="DropReason"/>.</summary>
    public string? DroppedWhy { get; init; }

    public long? ForgetAt { get; init; }
}

/// <summary>Why a purchase came to nothing.</summary>
internal static class DropReason
{
    public const string No = "no";
    public const string Late = "late";
    public const string Moved = "moved";
}

/// <summary>The purchases' table, and their cards.</summary>
internal static class Purchases
{
    /// <summary>How long a question waits for its answer.</summary>
    public static readonly TimeSpan AskMax = TimeSpan.FromHours(1);

    /// <summary>How long links wait for saldo.</summary>
    public static readonly TimeSpan KeepMax = TimeSpan.FromDays(3);

    /// <summary>What the cards' keys begin with.</summary>
    public const string CardPrefix = "purchase";

    public static string Card(long id) => $"{CardPrefix}:{id}";

    /// <summary>Begins one.</summary>
    /// <returns>Its id.</returns>
    public static long Begin(Tx tx, Customer customer, Rupiah price, bool asks, PasteNotes? notes)
    {
        using var insert = tx.Prepare("INSERT INTO purchases (customer_id, state, asked, price, notes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id");
        insert.Bind(1, customer.AccountId).Bind(2, asks ? Purchase.Asking : Purchase.Placed).Bind(3, asks ? 1 : 0).Bind(4, price.Value).Bind(5, notes?.ToJson()).Bind(6, tx.NowMs);
        insert.Step();
        var id = insert.Number(0);
        insert.Run();
        return id;
    }

    public static Purchase? Find(SqliteConnection database, long id)
    {
        using var found = Statement.On(database, "SELECT id, customer_id, state, asked, price, notes, dropped, forget_at FROM purchases WHERE id = ?1").Bind(1, id);
        return found.Step()
            ? new Purchase
            {
                Id = found.Number(0), CustomerId = found.Number(1), State = found.Text(2), Asked = found.Number(3) != 0, Price = new Rupiah(found.Number(4)),
                Notes = found.TextOrNull(5), DroppedWhy = found.TextOrNull(6), ForgetAt = found.IsNull(7) ? null : found.Number(7),
            }
            : null;
    }

    /// <summary>One of this customer's; anybody else's does not exist.</summary>
    public static Purchase? Find(Tx tx, long id, Customer customer) => Find(tx.Connection, id) is { } found && customer.Has(found.CustomerId) ? found : null;

    /// <summary>Whether something was bought with it.</summary>
    public static bool HasOrders(Tx tx, long id) => tx.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM orders WHERE purchase = @id)", new { id });

    /// <summary>The yes.</summary>
    public static void Place(Tx tx, long id) => tx.Execute("UPDATE purchases SET state = 'placed' WHERE id = @id AND state = 'asking'", new { id });

    /// <summary>The customer was told another price.</summary>
    public static void Reprice(Tx tx, long id, Rupiah price)
    {
        tx.Execute("UPDATE purchases SET price = @price WHERE id = @id", new { id, price = price.Value });
        Cards.Refresh(tx, Card(id));
    }

    /// <summary>An order has moved: its card may show something else.</summary>
    public static void Moved(Tx tx, Order order)
    {
        if (order.Purchase is { } id)
        {
            Cards.Refresh(tx, Card(id));
        }
    }
}
