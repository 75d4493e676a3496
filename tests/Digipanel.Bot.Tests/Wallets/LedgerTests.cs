using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Wallets;

public sealed class LedgerTests : IDisposable
{
    private readonly TestStore _test = new();

    [Fact]
    public async Task A_top_up_credits_once_however_often_it_is_posted()
    {
        var customer = await _test.NewCustomerAsync();
        var first = await Post(TransferKind.TopUp, customer.Id, 50_000, "topup:1");
        var second = await Post(TransferKind.TopUp, customer.Id, 50_000, "topup:1");
        Assert.Equal(new Rupiah(50_000), Assert.IsType<PostOutcome.Posted>(first).Balance);
        Assert.IsType<PostOutcome.AlreadyPosted>(second);
        Assert.Equal(new Rupiah(50_000), Balance(customer.Id));
    }

    [Fact]
    public async Task A_hold_over_the_balance_moves_nothing_and_says_what_is_there()
    {
        var customer = await _test.NewCustomerAsync();
        await Post(TransferKind.TopUp, customer.Id, 400, "topup:1");
        var outcome = await Post(TransferKind.Hold, customer.Id, 500, "order:1:hold");
        Assert.Equal(new Rupiah(400), Assert.IsType<PostOutcome.InsufficientFunds>(outcome).Balance);
        Assert.Equal(new Rupiah(400), Balance(customer.Id));
        Assert.Equal(1, _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM transfers")));
    }

    [Fact]
    public async Task A_hold_is_captured_or_released_never_both()
    {
        var customer = await _test.NewCustomerAsync();
        await Post(TransferKind.TopUp, customer.Id, 1000, "topup:1");
        await Post(TransferKind.Hold, customer.Id, 500, "order:1:hold");
        Assert.IsType<PostOutcome.Posted>(await Post(TransferKind.Capture, customer.Id, 500, "order:1:settle"));
        Assert.IsType<PostOutcome.AlreadyPosted>(await Post(TransferKind.Release, customer.Id, 500, "order:1:settle"));
        Assert.Equal(new Rupiah(500), Balance(customer.Id));
    }

    [Fact]
    public async Task A_release_without_held_money_is_a_bug_and_is_refused()
    {
        var customer = await _test.NewCustomerAsync();
        await Assert.ThrowsAsync<SqliteException>(() => Post(TransferKind.Release, customer.Id, 500, "order:1:settle"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-500)]
    public async Task Nothing_and_less_than_nothing_cannot_be_moved(long amount)
    {
        var customer = await _test.NewCustomerAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Post(TransferKind.TopUp, customer.Id, amount, "topup:1"));
    }

    [Theory]
    [InlineData("UPDATE transfers SET amount = 1")]
    [InlineData("DELETE FROM transfers")]
    [InlineData("UPDATE entries SET amount = 1")]
    [InlineData("DELETE FROM entries")]
    [InlineData("DELETE FROM accounts")]
    [InlineData("INSERT OR REPLACE INTO transfers (id, kind, key, from_account, to_account, amount, at) VALUES (1, 'TopUp', 'other', 1, 100, 5, 0)")]
    [InlineData("INSERT INTO entries (account_id, transfer_id, amount, balance_after) VALUES (2, 1, 500, 500)")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('TopUp', 'x', 100, 1, 5, 0)")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('Theft', 'x', 1, 100, 5, 0)")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('TopUp', 'topup:1', 1, 100, 5, 0)")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('TopUp', 'x', 1, 100, -5, 0)")]
    [InlineData("UPDATE accounts SET balance = -1 WHERE id = 100")]
    public async Task The_database_itself_refuses_what_would_falsify_the_books(string sql)
    {
        var customer = await _test.NewCustomerAsync();
        await Post(TransferKind.TopUp, customer.Id, 1000, "topup:1");
        await Assert.ThrowsAsync<SqliteException>(() => _test.Store.InTransaction(tx => tx.Execute(sql)));
        Assert.Equal(new Rupiah(1000), Balance(customer.Id));
    }

    public void Dispose() => _test.Dispose();

    private Task<PostOutcome> Post(TransferKind kind, long customer, long amount, string key) =>
        _test.Store.InTransaction(tx => Ledger.Post(tx, kind, customer, new Rupiah(amount), key));

    private Rupiah Balance(long customer) => _test.Store.Read(c => Ledger.BalanceOf(c, customer));
}
