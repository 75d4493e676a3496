using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>
/// A small shop's database, written by the shop's own code: Ayu has paid 50.000, has another QRIS open, and bought four links: #1 delivered,
/// #2 failed, #3 submitted, #4 waiting; Budi has 10.000 and nothing else.
/// </summary>
internal sealed class AuditedShop : IDisposable
{
    private readonly TestStore _test = new();
    private readonly Ids _ids;

    private AuditedShop() => _ids = new Ids(_test.Time);

    public TestStore Test => _test;

    public FakeTime Time => _test.Time;

    public static async Task<AuditedShop> OpenAsync()
    {
        var shop = new AuditedShop();
        var ayu = await shop._test.NewCustomerAsync("1");
        var budi = await shop._test.NewCustomerAsync("2");
        await shop.TopUpAsync(ayu, 50_000, isPaid: true);
        await shop.TopUpAsync(ayu, 25_000, isPaid: false);
        await shop.TopUpAsync(budi, 10_000, isPaid: true);
        var desk = new OrderDesk(shop._ids, new Prices(new ShopOptions()), new ShopOptions(), new DigipanelOptions());
        var links = LinkFinder.Find(string.Join(' ', Enumerable.Range(1, 4).Select(i => $"https://elements.envato.com/item-ABCDE1{i}")), []);
        await shop._test.Store.InTransaction(tx =>
        {
            desk.Buy(tx, ayu, links.Items);
            Outbox.Enqueue(tx, ayu.Address, new Reply(Html.Of($"<b>#1</b> <b>#2</b> <b>#3</b> <b>#4</b>")));
        });
        for (var number = 1; number <= 3; number++)
        {
            await shop.SubmitAsync(number);
        }

        shop.Time.Advance(TimeSpan.FromMinutes(1));
        await shop._test.Store.InTransaction(tx =>
        {
            OrderEnd.Deliver(tx, Find(tx.Connection, 1), new DownloadView("d1", "Item", DownloadStatus.Done, "berhasil", "https://drive.google.com/1", null));
            OrderEnd.Fail(tx, Find(tx.Connection, 2), FailureReason.Upstream);
        });
        return shop;
    }

    public AuditReport Audit(bool deep = false) => _test.Store.Read(c => LedgerAudit.Run(c, Time.GetUtcNow(), deep));

    /// <summary>Breaks the database behind the shop's back, with no trigger, check or foreign key in the way.</summary>
    public void Sabotage(string sql)
    {
        using var connection = Tamper();
        foreach (var trigger in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name <> 'transfers_write_entries'").AsList())
        {
            connection.Execute($"DROP TRIGGER {trigger}");
        }

        connection.Execute(sql);
    }

    /// <summary>The same, where no trigger is in the way and none must go.</summary>
    public void SabotageOnly(string sql)
    {
        using var connection = Tamper();
        connection.Execute(sql);
    }

    public void Dispose() => _test.Dispose();

    private SqliteConnection Tamper()
    {
        var connection = new SqliteConnection(_test.ConnectionString + ";Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        return connection;
    }

    private static Order Find(SqliteConnection connection, long number) =>
        connection.QuerySingle<Order>($"SELECT {Order.Columns} FROM orders WHERE number = @number", new { number });

    private Task TopUpAsync(Customer customer, long rupiah, bool isPaid) => _test.Store.InTransaction(tx =>
    {
        TopupTable.Request(tx, _ids, customer.Id, new Rupiah(rupiah), "QRIS");
        var topup = TopupTable.LeaseRequested(tx, 1, TimeSpan.FromMinutes(1), _ => TimeSpan.FromHours(1)).SingleOrDefault()
            ?? TopupTable.Find(tx.Connection, tx.Scalar<string>("SELECT id FROM topups WHERE state = 'requested'"))!;
        TopupChanges.Issue(tx, topup, null, "qr", tx.Now + TimeSpan.FromMinutes(1));
        if (isPaid)
        {
            TopupCredit.Pay(tx, TopupTable.Find(tx.Connection, topup.Id)!, new AdminAlerts(new AdminOptions()));
        }
    });

    private Task SubmitAsync(long number) => _test.Store.InTransaction(tx =>
    {
        tx.Execute("UPDATE orders SET state = 'submitting', account = 'main', attempts = 1, submitting_at = @NowMs WHERE number = @number", new { tx.NowMs, number });
        tx.Execute(
            "UPDATE orders SET state = 'submitted', download_id = 'd' || number, submitted_at = @NowMs, next_poll_at = @NowMs WHERE number = @number",
            new { tx.NowMs, number });
    });
}
