using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>Laws of the ledger under any sequence of operations, possible or not, by three customers.</summary>
public sealed class LedgerProperties : IDisposable
{
    private readonly TestStore _test = new();

    private static Gen<Operation> Operations =>
        from kind in Gen.Elements(Enum.GetValues<TransferKind>())
        from customer in Gen.Choose(1, 3)
        from amount in Gen.Frequency((8, Gen.Choose(1, 2_000)), (1, Gen.Choose(1, 2_000_000_000)))
        from key in Gen.Choose(1, 40)
        select new Operation(kind, customer, amount, $"key:{key}");

    [Fact]
    public void Any_sequence_of_operations_keeps_the_sum_at_zero_no_wallet_negative_and_balances_equal_to_their_entries()
    {
        var round = 0;
        Prop.ForAll(
            Operations.ArrayOf(30).ToArbitrary(),
            operations =>
            {
                // One file for all rounds: the laws hold over the union too, and keys of a round stay apart from others'.
                Run(operations.Select(o => o with { Key = $"{round}:{o.Key}" }));
                round++;
                return Laws();
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    public void Dispose() => _test.Dispose();

    private void Run(IEnumerable<Operation> operations)
    {
        var customers = Enumerable.Range(1, 3).Select(i => _test.NewCustomerAsync($"{i}").GetAwaiter().GetResult().Id).ToList();
        var model = customers.ToDictionary(c => c, c => Balance(c).Value);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var customer = customers[operation.Customer - 1];
            PostOutcome? outcome;
            try
            {
                outcome = _test.Store.InTransaction(tx => Ledger.Post(tx, operation.Kind, customer, new Rupiah(operation.Amount), operation.Key)).GetAwaiter().GetResult();
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                // The held pot refused to go below zero: a capture or release of money nobody holds.
                outcome = null;
            }

            var delta = operation.Kind switch
            {
                TransferKind.TopUp or TransferKind.Release or TransferKind.Credit or TransferKind.Bonus => operation.Amount,
                TransferKind.Hold or TransferKind.Debit => -operation.Amount,
                _ => 0,
            };
            if (outcome is PostOutcome.Posted posted)
            {
                Assert.True(keys.Add(operation.Key), "a key was posted twice");
                model[customer] += delta;
                Assert.Equal(model[customer], posted.Balance.Value);
            }
            else if (outcome is PostOutcome.AlreadyPosted)
            {
                Assert.Contains(operation.Key, keys);
            }
            else if (outcome is PostOutcome.InsufficientFunds)
            {
                Assert.True(model[customer] + delta < 0, "refused though the wallet held enough");
            }

            Assert.Equal(model[customer], Balance(customer).Value);
        }
    }

    private bool Laws() => _test.Store.Read(c =>
    {
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT coalesce(sum(amount), 0) FROM entries"));
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT sum(balance) FROM accounts"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM accounts WHERE type = 'customer' AND balance < 0"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM accounts a WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM entries WHERE account_id = a.id)"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM transfers t WHERE (SELECT count(*) FROM entries WHERE transfer_id = t.id) <> 2"));
        return true;
    });

    private Rupiah Balance(long customer) => _test.Store.Read(c => Ledger.BalanceOf(c, customer));

    private sealed record Operation(TransferKind Kind, int Customer, long Amount, string Key);
}
