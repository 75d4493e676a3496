using Dapper;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>What a paste, a card and the keeper ask must not read every order that was ever sold.</summary>
public sealed class PurchaseIndexTests : IDisposable
{
    private readonly TestStore _test = new();

    [Theory]
    [InlineData("SELECT number FROM orders WHERE customer_id = 1 AND item_key IN (SELECT value FROM json_each('[]')) AND state NOT IN ('delivered', 'failed')", "orders_in_progress")]
    [InlineData("SELECT number FROM orders WHERE customer_id = 1 AND item_key IN (SELECT value FROM json_each('[]')) AND drive_link IS NOT NULL AND ended_at > 1", "orders_received")]
    [InlineData("SELECT purchase FROM kept_links WHERE customer_id = 1 AND item_key IN (SELECT value FROM json_each('[]'))", "PRIMARY KEY")]
    [InlineData("SELECT number FROM orders WHERE purchase = 1 ORDER BY number", "orders_of_purchase")]
    [InlineData("SELECT count(*) FROM orders WHERE state = 'accepted' AND (turn, number) <= (1, 1)", "orders_waiting")]
    [InlineData("SELECT DISTINCT purchase FROM orders INDEXED BY orders_waiting WHERE state = 'accepted' AND purchase > 1 ORDER BY purchase LIMIT 60", "orders_waiting")]
    [InlineData("SELECT id FROM purchases WHERE forget_at IS NOT NULL AND forget_at <= 1 ORDER BY forget_at LIMIT 100", "purchases_to_forget")]
    [InlineData("SELECT link FROM kept_links WHERE purchase = 1 ORDER BY position", "kept_links_of_purchase")]
    public void It_has_an_index(string query, string index)
    {
        var plan = string.Join('\n', _test.Store.Read(c => c.Query<(long Id, long Parent, long Unused, string Detail)>("EXPLAIN QUERY PLAN " + query).Select(r => r.Detail).ToList()));
        Assert.Matches($"(SEARCH|SCAN) (orders|purchases|kept_links) USING (COVERING )?(INDEX )?({index})", plan);
    }

    public void Dispose() => _test.Dispose();
}
