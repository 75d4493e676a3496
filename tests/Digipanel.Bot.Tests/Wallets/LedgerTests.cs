using Dapper;
using Digipanel.Bot.Chat;
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

    [Fact]
    public async Task What_is_released_to_a_joined_account_is_its_owners_and_what_is_taken_from_it_comes_from_there()
    {
        var (owner, joined) = await JoinedAsync(300);
        Assert.Equal(new Rupiah(500), Assert.IsType<PostOutcome.Posted>(await Post(TransferKind.TopUp, joined.Id, 200, "topup:late")).Balance);
        Assert.Equal(new Rupiah(100), Assert.IsType<PostOutcome.Posted>(await Post(TransferKind.Debit, joined.Id, 400, "case:1")).Balance);
        Assert.Equal(new Rupiah(100), Assert.IsType<PostOutcome.InsufficientFunds>(await Post(TransferKind.Debit, joined.Id, 101, "case:2")).Balance);
        Assert.IsType<PostOutcome.AlreadyPosted>(await Post(TransferKind.TopUp, joined.Id, 200, "topup:late"));
        Assert.IsType<PostOutcome.AlreadyPosted>(await Post(TransferKind.Debit, joined.Id, 50, "case:1"));
        Assert.Equal((new Rupiah(100), new Rupiah(100)), (Balance(owner.Id), Balance(joined.Id)));
        Assert.Equal(
            ["join:1 300", "topup:late 200", "pass:topup:late 200", "pass:case:1 400", "case:1 400"],
            _test.Store.Read(c => c.Query<string>("SELECT key || ' ' || amount FROM transfers WHERE key <> 'topup:first' ORDER BY id")).ToArray());
    }

    [Fact]
    public async Task What_was_taken_before_the_joining_is_not_fetched_again_when_it_is_repeated_after_it()
    {
        var joined = await _test.NewCustomerAsync("1", "whatsapp");
        var owner = await _test.NewCustomerAsync();
        await Post(TransferKind.TopUp, joined.Id, 500, "topup:first");
        await Post(TransferKind.Debit, joined.Id, 200, "case:1");
        await JoinAsync(owner.Id, joined.Id);
        Assert.IsType<PostOutcome.AlreadyPosted>(await Post(TransferKind.Debit, joined.Id, 200, "case:1"));
        Assert.Equal(new Rupiah(300), Balance(owner.Id));
    }

    [Fact]
    public async Task Parted_the_money_stays_with_the_owner_and_the_other_wallet_is_empty_and_its_own()
    {
        var (owner, joined) = await JoinedAsync(300);
        await _test.Store.InTransaction(tx => tx.Execute("UPDATE customers SET joined_to = NULL"));
        Assert.Equal((new Rupiah(300), Rupiah.Zero), (Balance(owner.Id), Balance(joined.Id)));
        await Post(TransferKind.TopUp, joined.Id, 70, "topup:own");
        Assert.Equal((new Rupiah(300), new Rupiah(70)), (Balance(owner.Id), Balance(joined.Id)));
    }

    [Theory]
    [InlineData("UPDATE customers SET joined_to = 3 WHERE id = 2")]
    [InlineData("UPDATE customers SET joined_to = 2 WHERE id = 3")]
    [InlineData("UPDATE customers SET joined_to = 4 WHERE id = 1")]
    [InlineData("UPDATE customers SET joined_to = 1 WHERE id = 4")]
    [InlineData("UPDATE customers SET joined_to = 3 WHERE id = 3")]
    [InlineData("UPDATE customers SET joined_to = 99 WHERE id = 3")]
    [InlineData("UPDATE accounts SET passes_to = 101 WHERE id = 102")]
    [InlineData("UPDATE accounts SET passes_to = 1 WHERE id = 101")]
    [InlineData("INSERT INTO customers (channel, user_id, chat_id, name, language, created_at, joined_to) VALUES ('whatsapp', '9', '9', '', 'id', 0, 3)")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ('Join', 'x', 101, 1, 5, 0)")]
    public async Task The_schema_refuses_chains_crowds_and_pairs_of_one_channel(string sql)
    {
        await JoinedAsync(300); // 2 (whatsapp) to 1 (telegram)
        var third = await _test.NewCustomerAsync("3");
        var fourth = await _test.NewCustomerAsync("4", "whatsapp");
        await Post(TransferKind.TopUp, third.Id, 10, "topup:3");
        Assert.Equal((3, 4), (third.Id, fourth.Id));
        await Assert.ThrowsAsync<SqliteException>(() => _test.Store.InTransaction(tx => tx.Execute(sql)));
    }

    public void Dispose() => _test.Dispose();

    private async Task<(Customer Owner, Customer Joined)> JoinedAsync(long rupiah)
    {
        var owner = await _test.NewCustomerAsync();
        var joined = await _test.NewCustomerAsync("2", "whatsapp");
        await Post(TransferKind.TopUp, joined.Id, rupiah, "topup:first");
        await JoinAsync(owner.Id, joined.Id);
        return (owner, joined);
    }

    private Task JoinAsync(long owner, long joined) => _test.Store.InTransaction(tx =>
    {
        Ledger.Empty(tx, joined, owner, "join:1");
        tx.Execute("UPDATE customers SET joined_to = @owner WHERE id = @joined", new { owner, joined });
    });

    private Task<PostOutcome> Post(TransferKind kind, long customer, long amount, string key) =>
        _test.Store.InTransaction(tx => Ledger.Post(tx, kind, customer, new Rupiah(amount), key));

    private Rupiah Balance(long customer) => _test.Store.Read(c => Ledger.BalanceOf(c, customer));
}
