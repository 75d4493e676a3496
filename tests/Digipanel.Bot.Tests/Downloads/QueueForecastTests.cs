using Dapper;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class QueueForecastTests : IDisposable
{
    private readonly TestStore _test = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1_200)]
    public async Task A_place_is_told_however_long_the_queue_is(int place)
    {
        await AcceptAsync(1_200);

        var told = _test.Store.Read(c => QueueForecast.Position(c, new WaitingOrder(place, Turn: 0, AcceptedAt: 0)));

        Assert.Equal(place, told);
    }

    public void Dispose() => _test.Dispose();

    private async Task AcceptAsync(int orders)
    {
        await _test.NewCustomerAsync();
        await _test.Store.InTransaction(tx => tx.Execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @orders)
            INSERT INTO orders (number, id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
            SELECT i, printf('%036d', i), (SELECT min(id) FROM customers), 'telegram', '1', 'elements/' || i, 'https://elements.envato.com/x-' || i, 'x', 'X', 500, 0, 0 FROM n
            """,
            new { orders }));
    }
}
