using Dapper;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>What the lanes ask at every turn must not read every order that was ever sold.</summary>
public sealed class OrderIndexTests : IDisposable
{
    private readonly TestStore _test = new();

    [Theory]
    [InlineData("account = 'a' AND state = 'uncertain' AND evidence IS NULL")]
    [InlineData("account = 'a' AND state = 'submitting'")]
    [InlineData("state = 'submitting' AND submitting_at < 1")]
    [InlineData("state = 'uncertain' AND uncertain_at < 1")]
    [InlineData("state = 'accepted'")]
    [InlineData("state = 'delivered' ORDER BY ended_at DESC")]
    public void An_index_holds_only_the_rows_that_are_asked_for(string which) => AssertUsesIndex($"SELECT * FROM orders WHERE {which}");

    [Theory]
    [InlineData("SELECT * FROM lost_attempts WHERE account = 'a' AND download_id IS NULL AND lost_at >= 1")]
    [InlineData("SELECT * FROM upstream_downloads WHERE order_number = 1")]
    [InlineData("SELECT * FROM upstream_downloads WHERE account = 'a' AND download_id = 'x'")]
    [InlineData("SELECT * FROM upstream_losses WHERE at >= 1")]
    [InlineData("SELECT 1 FROM digipanel_events WHERE account = 'a' AND order_number IS NULL AND download_id <> 'x'")]
    [InlineData("SELECT count(*) FROM orders WHERE state = 'failed' AND reason IN ('lost', 'never_finished') AND ended_at >= 1")]
    [InlineData("DELETE FROM digipanel_events WHERE received_at < 1")]
    [InlineData("SELECT * FROM orders WHERE customer_id = 1 AND state NOT IN ('delivered', 'failed') AND number = coalesce(NULL, number)")]
    public void What_each_webhook_and_each_turn_of_a_lane_asks_has_an_index(string query) => AssertUsesIndex(query);

    private void AssertUsesIndex(string query)
    {
        var plan = _test.Store.Read(c => c.Query<(long Id, long Parent, long Unused, string Detail)>("EXPLAIN QUERY PLAN " + query).Single().Detail);
        Assert.Matches("SEARCH .* USING (COVERING )?(INDEX|PRIMARY KEY)|SCAN orders USING INDEX", plan);
    }

    public void Dispose() => _test.Dispose();
}
