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
    [InlineData("account = 'a' AND doubts > 0 AND uncertain_at >= 1")]
    public void An_index_holds_only_the_rows_that_are_asked_for(string which)
    {
        var plan = _test.Store.Read(c => c.Query<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN SELECT * FROM orders WHERE {which}").Single().Detail);
        Assert.Contains("USING INDEX", plan, StringComparison.Ordinal);
    }

    public void Dispose() => _test.Dispose();
}
