using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>Laws of the ledger under any sequence of operations, possible or not, by three customers, two of whom may be joined and parted again.</summary>
public sealed class LedgerProperties : IDisposable
{
    private readonly TestStore _test = new();
    private int _joinings;

    private static Gen<Operation> Operations =>
        from kind in Gen.Elements(Enum.GetValues<TransferKind>().Where(k => k != TransferKind.Join))
        from customer in Gen.Choose(1, 3)
        from amount in Gen.Frequency((8, Gen.Choose(1, 2_000)), (1, Gen.Choose(1, 2_000_000_000)))
        from key in Gen.Choose(1, 40)
        select new Operation(kind, customer, amount, $"key:{key}");

    // "customer" joins the one that "amount" names; where it is joined already, the two part.
    private static Gen<Operation> Joinings =>
        from customer in Gen.Choose(1, 3)
        from other in Gen.Choose(1, 3)
        select new Operation(TransferKind.Join, customer, other, "join");

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

    [Fact]
    public void A_joined_wallet_is_empty_whatever_comes_or_goes_and_both_see_the_owners_balance()
    {
        var round = 0;
        Prop.ForAll(
            Gen.Frequency((3, Operations), (2, Joinings)).ArrayOf(40).ToArbitrary(),
            operations =>
            {
                Run(operations.Select(o => o with { Key = $"{round}:{o.Key}" }));
                round++;
                return Laws();
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.True(_test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM transfers WHERE key LIKE 'pass:%'")) > 20, "hardly anything passed through a joined wallet");
    }

    public void Dispose() => _test.Dispose();

    private void Run(IEnumerable<Operation> operations)
    {
        // The second one is of the other channel.
        var customers = Enumerable.Range(1, 3).Select(i => _test.NewCustomerAsync($"{i}", i == 2 ? "whatsapp" : "telegram").GetAwaiter().GetResult().AccountId).ToList();
        var owners = customers.ToDictionary(c => c, c => _test.Store.Read(d => d.ExecuteScalar<long>("SELECT coalesce(joined_to, id) FROM customers WHERE id = @c", new { c })));
        var model = customers.ToDictionary(c => c, c => owners[c] == c ? Balance(c).Value : 0);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var customer = customers[operation.Customer - 1];
            if (operation.Kind == TransferKind.Join)
            {
                JoinOrPart(customer, customers[(int)operation.Amount - 1], owners, model);
                Assert.All(customers, c => Assert.Equal(model[owners[c]], Balance(c).Value));
                continue;
            }

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
                model[owners[customer]] += delta;
                Assert.Equal(model[owners[customer]], posted.Balance.Value);
            }
            else if (outcome is PostOutcome.AlreadyPosted)
            {
                Assert.Contains(operation.Key, keys);
            }
            else if (outcome is PostOutcome.InsufficientFunds)
            {
                Assert.True(model[owners[customer]] + delta < 0, "refused though the wallet held enough");
            }

            Assert.All(customers, c => Assert.Equal(model[owners[c]], Balance(c).Value));
        }
    }

    private void JoinOrPart(long customer, long other, Dictionary<long, long> owners, Dictionary<long, long> model)
    {
        if (owners[customer] != customer)
        {
            _test.Store.InTransaction(tx => tx.Execute("UPDATE customers SET joined_to = NULL WHERE id = @customer", new { customer })).GetAwaiter().GetResult();
            owners[customer] = customer;
            model[customer] = 0;
            return;
        }

        var isPossible = customer != other && owners.All(o => o.Key == o.Value || (o.Key != customer && o.Value != customer && o.Key != other && o.Value != other))
            && _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(DISTINCT channel) FROM customers WHERE id IN (@customer, @other)", new { customer, other })) == 2;
        try
        {
            var key = $"join:{_joinings++}";
            _test.Store.InTransaction(tx =>
            {
                Ledger.Empty(tx, customer, other, key);
                tx.Execute("UPDATE customers SET joined_to = @other WHERE id = @customer", new { customer, other });
            }).GetAwaiter().GetResult();
            Assert.True(isPossible, "joined what must not be joined");
            owners[customer] = other;
            model[other] += model[customer];
            model[customer] = 0;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            Assert.False(isPossible, "refused what may be joined");
        }
    }

    private bool Laws() => _test.Store.Read(c =>
    {
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT coalesce(sum(amount), 0) FROM entries"));
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT sum(balance) FROM accounts"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM accounts WHERE type = 'customer' AND balance < 0"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM accounts a WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM entries WHERE account_id = a.id)"));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM accounts WHERE passes_to IS NOT NULL AND balance <> 0"));
        Assert.True(LedgerAudit.Run(c, _test.Time.GetUtcNow()).Violations.All(v => v.Check.Name.StartsWith("orders:", StringComparison.Ordinal) || v.Check.Name.StartsWith("topups:", StringComparison.Ordinal)));
        Assert.Equal(0, c.ExecuteScalar<int>("SELECT count(*) FROM transfers t WHERE (SELECT count(*) FROM entries WHERE transfer_id = t.id) <> 2"));
        return true;
    });

    private Rupiah Balance(long customer) => _test.Store.Read(c => Ledger.BalanceOf(c, customer));

    private sealed record Operation(TransferKind Kind, int Customer, long Amount, string Key);
}
