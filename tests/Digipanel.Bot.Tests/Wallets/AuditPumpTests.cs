using System.Net;
using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>The audit of the running bot: when it runs, what the admins and the supervisor are told.</summary>
public sealed class AuditPumpTests
{
    private const string Theft = "UPDATE accounts SET balance = balance + 500 WHERE type = 'promo'";

    [Fact]
    public async Task Wrong_books_close_the_shop_until_an_audit_finds_them_right_again()
    {
        using var folder = new TempFolder();
        await using var host = await TopupHost.StartAsync(folder, doitpay: null, new FakeTime(), new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8"),
            ["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public"),
        });
        var (audit, store) = (host.Service<AuditPump>(), host.Service<Store>());
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync(host));

        await store.InTransaction(tx => tx.Execute(Theft));
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync(host));
        await audit.RunOnceAsync(default);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "accounts whose balance is not the sum of their entries: 1 (5)"), await ReadyAsync(host));

        await store.InTransaction(tx => tx.Execute(Theft.Replace('+', '-')));
        await audit.RunOnceAsync(default);
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync(host));
    }

    [Fact]
    public async Task Admins_are_told_once_again_when_more_is_wrong_and_once_when_all_is_right()
    {
        using var test = new TestStore();
        using var audit = Pump(test);
        await audit.RunOnceAsync(default);
        Assert.Empty(Messages(test));

        await test.Store.InTransaction(tx => tx.Execute(Theft));
        await audit.RunOnceAsync(default);
        await audit.RunOnceAsync(default);
        Assert.Contains("akun yang saldonya bukan jumlah catatannya: 1 (5)", Assert.Single(Messages(test)), StringComparison.Ordinal);

        // Something else as well, then one of the two put right, then both.
        await test.Store.InTransaction(tx => tx.Execute("UPDATE accounts SET balance = 500 WHERE type = 'sales'"));
        await audit.RunOnceAsync(default);
        await audit.RunOnceAsync(default);
        Assert.Equal(2, Messages(test).Count);
        Assert.Contains("penjualan bukan jumlah", Messages(test)[1], StringComparison.Ordinal);
        await test.Store.InTransaction(tx => tx.Execute("UPDATE accounts SET balance = 0 WHERE type = 'sales'"));
        await audit.RunOnceAsync(default);
        Assert.Equal(2, Messages(test).Count);
        await test.Store.InTransaction(tx => tx.Execute("UPDATE accounts SET balance = 0"));
        await audit.RunOnceAsync(default);
        await audit.RunOnceAsync(default);
        Assert.Equal(3, Messages(test).Count);
        Assert.Contains("sudah benar lagi", Messages(test)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_soon_after_the_start_and_then_every_interval()
    {
        using var test = new TestStore();
        using var audit = Pump(test);
        await audit.StartAsync(default);
        await TurnAsync(test, audit, TimeSpan.FromSeconds(20));
        await TurnAsync(test, audit, TimeSpan.FromHours(1));
        await TurnAsync(test, audit, TimeSpan.FromHours(1));
        await audit.StopAsync(default);
    }

    [Fact]
    public async Task Each_violation_is_logged_as_an_error_and_books_that_cannot_be_read_close_the_shop()
    {
        using var test = new TestStore();
        using var logs = new CapturedLogs();
        using var factory = LoggerFactory.Create(b => b.AddProvider(logs));
        using var audit = Pump(test, factory);
        await test.Store.InTransaction(tx => tx.Execute(Theft));
        await audit.RunOnceAsync(default);
        Assert.Contains("The books are wrong (ledger:balances): accounts whose balance is not the sum of their entries: 1 (5)", logs.Text, StringComparison.Ordinal);

        await test.Store.InTransaction(tx => tx.Execute("ALTER TABLE entries RENAME TO gone"));
        await Assert.ThrowsAnyAsync<Exception>(() => audit.RunOnceAsync(default));
        Assert.Equal("the audit failed: SqliteException", audit.Problem);
    }

    /// <summary>Waits until the pump sleeps, lets that time pass, and waits for the audit that follows.</summary>
    private static async Task TurnAsync(TestStore test, AuditPump audit, TimeSpan sleep)
    {
        var before = audit.Last;
        await ShopWorld.UntilAsync(() => test.Time.Waiting > 0, "the pump sleeps");
        test.Time.Advance(sleep - TimeSpan.FromMilliseconds(1));
        Assert.Same(before, audit.Last);
        test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await ShopWorld.UntilAsync(() => audit.Last is { } last && last != before, "it audits");
    }

    private static AuditPump Pump(TestStore test, ILoggerFactory? logs = null) => new(
        new AuditOptions(), new AdminAlerts(new AdminOptions { Admins = ["telegram:999"] }), test.Store, test.Time,
        (logs ?? LoggerFactory.Create(_ => { })).CreateLogger<AuditPump>());

    private static IReadOnlyList<string> Messages(TestStore test) => test.Store.Read(c => c.Query<string>("SELECT payload FROM outbox WHERE chat_id = '999' ORDER BY id").AsList());

    private static async Task<(HttpStatusCode Status, string Ledger)> ReadyAsync(TopupHost host)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(host.BaseUrl + "/readyz");
        using var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return (answer.StatusCode, body.RootElement.GetProperty("checks").GetProperty("ledger").GetString()!);
    }
}
