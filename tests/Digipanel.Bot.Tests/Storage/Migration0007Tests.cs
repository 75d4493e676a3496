using Dapper;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Storage;

/// <summary>A shop that has been running is brought to the tables of lost attempts with all that it owes and is owed.</summary>
public sealed class Migration0007Tests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new(DateTimeOffset.FromUnixTimeMilliseconds(OrdersOf0006.Now + (10 * 60_000)));
    private readonly AdminAlerts _alerts = new(new AdminOptions());
    private readonly Store _store;

    public Migration0007Tests()
    {
        OrdersOf0006.Write(_folder.ConnectionString);
        _store = new Store(new StorageOptions { ConnectionString = _folder.ConnectionString }, _time, NullLogger<Store>.Instance);
    }

    [Fact]
    public void The_books_are_right_afterwards_down_to_every_page_reference_and_guard()
    {
        Assert.Equal("", Violations());
        Assert.Equal(25, Value<long>("SELECT count(*) FROM orders"));
        Assert.Equal(0, Value<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'orders_before'"));
    }

    [Fact]
    public void Nothing_that_was_known_of_an_order_is_lost()
    {
        Assert.Equal("13", Value<string>("SELECT group_concat(order_number) FROM digipanel_events WHERE order_number IS NOT NULL"));
        Assert.Equal(
            "accepted 1 2 3|submitting 4 5 22|uncertain 6 7 8 23|submitted 9 10 11 24|delivered 12 13 14|failed 15 16 17 18 19 20 21 25",
            Value<string>("SELECT group_concat(line, '|') FROM (SELECT state || ' ' || group_concat(number, ' ') AS line FROM (SELECT * FROM orders ORDER BY number) GROUP BY state ORDER BY min(number))"));
        Assert.Equal(
            "9:d9 - 10:d10 - 11:d11 - 12:d12 done 13:d13 done 14:d14 done 16:d16 failed 18:d18 done 20:d20 - 24:d24 -",
            Value<string>("SELECT group_concat(order_number || ':' || download_id || ' ' || coalesce(outcome, '-'), ' ') FROM (SELECT * FROM upstream_downloads ORDER BY order_number)"));
    }

    [Fact]
    public void Each_doubt_has_the_attempt_that_it_was_about()
    {
        Assert.Equal(
            "2.1 not_charged|3.1 unclear|5.1 not_charged|6.1 -|7.1 charged|8.1 unclear|10.1 - d10|11.1 unclear|14.1 not_charged|17.1 unclear|21.1 -|23.1 -|25.1 unclear",
            Value<string>(
                """
                SELECT group_concat(line, '|') FROM (
                  SELECT order_number || '.' || attempt || ' ' || coalesce(verdict, '-') || coalesce(' ' || download_id, '') AS line FROM lost_attempts ORDER BY order_number)
                """));
    }

    [Fact]
    public void Each_mark_of_a_possible_loss_is_one_row()
    {
        Assert.Equal(
            "3.1 unclear 0|11.1 unclear 0|17.1 given_up 0|18.1 gift 1|20.1 never_finished 0|25.1 gift 1",
            Value<string>(
                "SELECT group_concat(line, '|') FROM (SELECT order_number || '.' || attempt || ' ' || why || ' ' || certain AS line FROM upstream_losses ORDER BY order_number)"));
    }

    [Fact]
    public async Task Every_order_ends_and_the_money_is_where_it_belongs()
    {
        await WebhookAsync("main", "d9", "Item 9");
        await WebhookAsync("main", "late-17", "Item 17"); // given up: a gift
        await WebhookAsync("main", "late-6", "Item 6"); // in doubt: delivered
        Assert.Equal(("delivered", "delivered", "lost 1"), (State(9), State(6), Value<string>("SELECT reason || ' ' || gift FROM orders WHERE number = 17")));
        Assert.Equal("gift 1", Value<string>("SELECT why || ' ' || certain FROM upstream_losses WHERE order_number = 17"));

        // No lane takes anything: what waits, hangs or runs gives the money back in the end.
        using var deadlines = new OrderDeadlines(_alerts, _store, _time, NullLogger<OrderDeadlines>.Instance);
        for (var hour = 0; hour < 30; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            await deadlines.RunOnceAsync(default);
        }

        Assert.Equal(0, Value<long>("SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed')"));
        Assert.Equal((0, 5 * 500), (Value<long>("SELECT balance FROM accounts WHERE type = 'held'"), Value<long>("SELECT balance FROM accounts WHERE type = 'sales'")));
        Assert.Equal("", Violations());
    }

    [Fact]
    public async Task A_doubt_of_the_old_version_is_decided_by_the_new_ones_reading()
    {
        await _store.InTransaction(tx => Doubts.Resolve(tx, "main", new BalanceOutcome.Known(40_200, 200), _alerts));
        Assert.Equal("accepted", State(6)); // the refund that was due is all that moved: it was not charged
        await _store.InTransaction(tx => SubmissionBooks.Abandoned(tx, "main", []));
        Assert.Equal(("uncertain", "uncertain"), (State(4), State(5)));
        Assert.Equal(2, Value<long>("SELECT count(*) FROM lost_attempts WHERE order_number = 5"));
    }

    [Fact]
    public void A_second_start_migrates_nothing()
    {
        _store.Dispose();
        using var connection = Database.OpenWriter(_folder.ConnectionString);
        Assert.Equal(0, Migrator.Apply(connection, _time.GetUtcNow()));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private Task WebhookAsync(string account, string downloadId, string title) => _store.InTransaction(
        tx => DownloadEvents.Apply(tx, account, new DownloadView(downloadId, title, DownloadStatus.Done, "berhasil", "https://drive.google.com/" + downloadId, null)));

    private string Violations() => string.Join('\n', _store.Read(c => LedgerAudit.Run(c, _time.GetUtcNow(), deep: true)).Violations.Select(v => v.Sentence));

    private string State(long number) => Value<string>($"SELECT state FROM orders WHERE number = {number}");

    private T Value<T>(string sql) => _store.Read(c => c.QuerySingle<T>(sql));
}
