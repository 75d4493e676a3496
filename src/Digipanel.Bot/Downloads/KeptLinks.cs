using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>All that a customer has kept: how many links, in which purchases, at which price.</summary>
/// <param name="Links">How many.</param>
/// <param name="From">The oldest purchase that has some.</param>
/// <param name="To">The newest.</param>
/// <param name="Price">A link's price as the newest told it.</param>
internal sealed record KeptSum(long Links, long From, long To, Rupiah Price)
{
    /// <summary>As many as a wallet covers now.</summary>
    public long Covered(Rupiah balance) => Math.Min(Links, balance.Value / Price.Value);
}

/// <summary>Links that wait for a yes or for saldo. Only those of placed purchases are "kept" to the customer; the others are asked about.</summary>
internal static class KeptLinks
{
    /// <summary>Links that one customer can have waiting; beyond them the oldest are forgotten.</summary>
    public const int LinksMax = 300;

    /// <summary>The prefix of the button that goes on with kept links.</summary>
    public const string ContinuePrefix = "lanjut";

    /// <summary>Lets links wait in a purchase. One that waits elsewhere moves here.</summary>
    public static void Keep(Tx tx, long customerId, long purchase, IReadOnlyList<EnvatoLink.Item> items, TimeSpan longest)
    {
        var elsewhere = PurchasesWith(tx, customerId, items, but: purchase);
        tx.Execute(
            """
            INSERT INTO kept_links (customer_id, item_key, purchase, position, link)
            SELECT @customerId, value ->> 0, @purchase, key, value ->> 1 FROM json_each(@items) WHERE true
            ON CONFLICT (customer_id, item_key) DO UPDATE SET purchase = excluded.purchase, position = excluded.position, link = excluded.link
            """,
            new { customerId, purchase, items = Json(items.Select(i => new[] { i.Key, i.Canonical })) });
        tx.Execute("UPDATE purchases SET forget_at = @until WHERE id = @purchase", new { purchase, until = tx.NowMs + (long)longest.TotalMilliseconds });
        elsewhere.ForEach(id => Tidy(tx, id, DropReason.Moved));
        ForgetOldest(tx, customerId, purchase);
    }

    /// <summary>They were bought, or asked for otherwise: they wait no more.</summary>
    public static void Take(Tx tx, long customerId, IReadOnlyList<EnvatoLink.Item> items)
    {
        var purchases = PurchasesWith(tx, customerId, items, but: 0);
        tx.Execute(
            "DELETE FROM kept_links WHERE customer_id = @customerId AND item_key IN (SELECT value FROM json_each(@keys))",
            new { customerId, keys = Json(items.Select(i => i.Key)) });
        purchases.ForEach(id => Tidy(tx, id, DropReason.Moved));
    }

    /// <summary>None of a purchase's links waits any more.</summary>
    public static void Forget(Tx tx, long purchase, string why)
    {
        tx.Execute("DELETE FROM kept_links WHERE purchase = @purchase", new { purchase });
        Tidy(tx, purchase, why);
    }

    /// <summary>Takes the open questions of a customer's chat back.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool DropQuestions(Tx tx, Customer customer)
    {
        var questions = tx.Query<long>(
            """
            SELECT DISTINCT p.id FROM kept_links k JOIN purchases p ON p.id = k.purchase
            WHERE k.customer_id = @Id AND p.state = 'asking' AND p.customer_id = @AccountId
            """,
            new { customer.Id, customer.AccountId });
        foreach (var purchase in questions)
        {
            Forget(tx, purchase, DropReason.No);
        }

        return questions.Count > 0;
    }

    /// <summary>A purchase's waiting links, in the order of their message.</summary>
    public static IReadOnlyList<EnvatoLink.Item> Of(SqliteConnection database, long purchase) =>
        Items(database.Query<string>("SELECT link FROM kept_links WHERE purchase = @purchase ORDER BY position", new { purchase }));

    /// <summary>A customer's kept links in a range of purchases.</summary>
    public static IReadOnlyList<EnvatoLink.Item> Of(Tx tx, long customerId, long from, long to) => Items(tx.Query<string>(
        """
        SELECT k.link FROM kept_links k JOIN purchases p ON p.id = k.purchase
        WHERE k.customer_id = @customerId AND p.state = 'placed' AND p.id BETWEEN @from AND @to ORDER BY k.purchase, k.position
        """,
        new { customerId, from, to }));

    /// <summary>All that a customer has kept; null: nothing.</summary>
    public static KeptSum? SumOf(SqliteConnection database, long customerId)
    {
        var (links, from, to, price) = database.QuerySingle<(long, long?, long?, long?)>(
            """
            SELECT links, oldest, newest, (SELECT price FROM purchases WHERE id = newest)
            FROM (
              SELECT count(*) AS links, min(p.id) AS oldest, max(p.id) AS newest
              FROM kept_links k JOIN purchases p ON p.id = k.purchase WHERE k.customer_id = @customerId AND p.state = 'placed')
            """,
            new { customerId });
        return links == 0 ? null : new KeptSum(links, from!.Value, to!.Value, new Rupiah(price!.Value));
    }

    /// <summary>
    /// The button that goes on with a customer's kept links, for under a receipt; null where the wallet covers none. What it says is what it buys: it
    /// names how many links there are and their price, and once either has changed it buys nothing.
    /// </summary>
    public static Button? ContinueButton(SqliteConnection database, long customerId, ITexts texts) =>
        SumOf(database, customerId) is { } sum && sum.Covered(Ledger.BalanceOf(database, customerId)) is > 0 and var covered
            ? new Button(texts.ButtonContinue(covered, sum.Links, sum.Price * covered)) { Action = $"{ContinuePrefix}:{sum.From}:{sum.To}:{covered}:{sum.Links}:{sum.Price.Value}" }
            : null;

    /// <summary>The customer is told another price from now on.</summary>
    public static void Reprice(Tx tx, long customerId, Rupiah price) => tx.Execute(
        "UPDATE purchases SET price = @price WHERE id IN (SELECT purchase FROM kept_links WHERE customer_id = @customerId) AND state = 'placed'",
        new { customerId, price = price.Value });

    /// <summary>There is more, or less, in the wallet: the cards of the customer's kept links may say so.</summary>
    public static void WalletMoved(Tx tx, long customerId)
    {
        // Of a refund to an account that is joined by now, its owner's.
        const string sql = "SELECT DISTINCT purchase FROM kept_links WHERE customer_id = (SELECT coalesce(joined_to, id) FROM customers WHERE id = @customerId)";
        foreach (var purchase in tx.Query<long>(sql, new { customerId }))
        {
            Cards.Refresh(tx, Purchases.Card(purchase));
        }
    }

    /// <summary>A customer's links wait for another's saldo from now on; one that waits there already waits there alone.</summary>
    public static void Hand(Tx tx, long customerId, long toId)
    {
        var purchases = tx.Query<long>("SELECT DISTINCT purchase FROM kept_links WHERE customer_id = @customerId", new { customerId });
        tx.Execute("UPDATE OR IGNORE kept_links SET customer_id = @toId WHERE customer_id = @customerId", new { customerId, toId });
        tx.Execute("DELETE FROM kept_links WHERE customer_id = @customerId", new { customerId });
        foreach (var purchase in purchases)
        {
            Tidy(tx, purchase, DropReason.Moved);
        }
    }

    /// <summary>Links that were pasted in an account's own chat wait for its own saldo again.</summary>
    public static void TakeBack(Tx tx, long customerId, long fromId)
    {
        tx.Execute(
            "UPDATE kept_links SET customer_id = @customerId WHERE customer_id = @fromId AND purchase IN (SELECT id FROM purchases WHERE customer_id = @customerId)",
            new { customerId, fromId });
        WalletMoved(tx, customerId);
    }

    // Their cards stand far above, and are not even edited on WhatsApp: whoever pasted one message too many is told below it.
    private static void ForgetOldest(Tx tx, long customerId, long newest)
    {
        var kept = Count();
        var left = kept;
        while (left > LinksMax)
        {
            // A question is not "late": its hour may not be over.
            var oldest = Purchases.Find(tx.Connection, tx.Scalar<long>("SELECT min(purchase) FROM kept_links WHERE customer_id = @customerId", new { customerId }))!;
            Forget(tx, oldest.Id, oldest.Asked ? DropReason.No : DropReason.Late);
            left = Count();
        }

        if (left < kept && Customers.Find(tx.Connection, Purchases.Find(tx.Connection, newest)!.CustomerId) is { } customer)
        {
            Outbox.Enqueue(tx, customer.Address, new Reply(TextsOf.Language(customer.Language).KeptTooMany(kept - left, LinksMax)));
        }

        long Count() => tx.Scalar<long>("SELECT count(*) FROM kept_links WHERE customer_id = @customerId", new { customerId });
    }

    /// <summary>Links may have left a purchase: where none is left nothing is to be forgotten, and one without orders is over.</summary>
    private static void Tidy(Tx tx, long purchase, string why)
    {
        tx.Execute(
            """
            UPDATE purchases SET forget_at = NULL,
              state = iif(EXISTS (SELECT 1 FROM orders WHERE purchase = @purchase), 'placed', 'dropped'),
              dropped = iif(EXISTS (SELECT 1 FROM orders WHERE purchase = @purchase), NULL, @why)
            WHERE id = @purchase AND state <> 'dropped' AND NOT EXISTS (SELECT 1 FROM kept_links WHERE purchase = @purchase)
            """,
            new { purchase, why });
        Cards.Refresh(tx, Purchases.Card(purchase));
    }

    private static List<long> PurchasesWith(Tx tx, long customerId, IReadOnlyList<EnvatoLink.Item> items, long but) => [.. tx.Query<long>(
        """
        SELECT DISTINCT purchase FROM kept_links
        WHERE customer_id = @customerId AND item_key IN (SELECT value FROM json_each(@keys)) AND purchase <> @but
        """,
        new { customerId, but, keys = Json(items.Select(i => i.Key)) })];

    // Parsed when they were pasted: what is stored is canonical.
    private static List<EnvatoLink.Item> Items(IEnumerable<string> links) => [.. links.Select(l => (EnvatoLink.Item)EnvatoLink.Parse(l))];

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
