using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Vouchers;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Vouchers;

/// <summary>Whoever enters whichever code, joins, parts and waits: a voucher pays each customer once, no more often than it is for, and not after its end.</summary>
public sealed class VoucherProperties : IDisposable
{
    private static readonly string[] Channels = ["telegram", "whatsapp", "telegram", "whatsapp"];
    private readonly TestStore _test = new();
    private int _rounds;
    private int _joinings;
    private int _credited;

    private static Gen<Step> Steps =>
        from what in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)), (1, Gen.Choose(3, 4)))
        from who in Gen.Choose(0, 3)
        from other in Gen.Choose(0, 3)
        select new Step(what, who, other);

    [Fact]
    public void It_pays_whom_the_rules_say_and_nobody_else()
    {
        Prop.ForAll(Steps.ArrayOf(40).ToArbitrary(), steps =>
        {
            var round = ++_rounds;
            Run(round, steps);
            var violations = _test.Store.Read(c => LedgerAudit.Run(c, _test.Time.GetUtcNow())).Violations;
            Assert.Equal([], violations.Select(v => v.Sentence).ToArray());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
        Assert.True(_credited > 40, "hardly anything was used");
    }

    public void Dispose() => _test.Dispose();

    private void Run(int round, Step[] steps)
    {
        var accounts = Enumerable.Range(0, Channels.Length).Select(i => _test.NewCustomerAsync($"{round}-{i}", Channels[i]).GetAwaiter().GetResult().AccountId).ToArray();
        var order = new VoucherOrder { Amount = 100 + round, Uses = 1 + (round % 3), ExpiresAt = round % 2 == 0 ? _test.Time.GetUtcNow().AddDays(2) : null };
        var vouchers = Do(tx => new[] { VoucherTable.Make(tx, order, $"SATU{round}X", asks: false, "telegram:999"), VoucherTable.Make(tx, order, $"DUAA{round}X", asks: false, "telegram:999") });
        var uses = vouchers.ToDictionary(v => v.Id, _ => new List<HashSet<long>>());
        var ended = new HashSet<long>();
        foreach (var step in steps)
        {
            var voucher = vouchers[step.Other % 2];
            switch (step.What)
            {
                case 0:
                    var customer = _test.Store.Read(c => Customers.Find(c, accounts[step.Who]))!;
                    var people = new HashSet<long> { customer.Id, customer.AccountId };
                    people.UnionWith(customer.JoinedId == 0 ? [] : [customer.JoinedId]);
                    var isDue = !uses[voucher.Id].Exists(u => u.Overlaps(people)) && uses[voucher.Id].Count < order.Uses && !ended.Contains(voucher.Id) && !(_test.Time.GetUtcNow() >= order.ExpiresAt);
                    var before = Balance(customer.Id);
                    var isPaid = Do(tx => VoucherDesk.Redeem(tx, customer, voucher.Code)) is Redemption.Credited;
                    Assert.Equal(isDue, isPaid);
                    Assert.Equal(isPaid ? order.Amount : 0, Balance(customer.Id) - before);
                    if (isPaid)
                    {
                        uses[voucher.Id].Add(people);
                        _credited++;
                    }

                    break;
                case 1:
                    JoinOrPart(accounts[step.Who], accounts[step.Other]);
                    break;
                case 2:
                    Do(tx => tx.Execute("UPDATE vouchers SET state = 'ended', ended_at = 1 WHERE id = @Id AND state = 'open'", new { voucher.Id }));
                    ended.Add(voucher.Id);
                    break;
                default:
                    _test.Time.Advance(TimeSpan.FromHours(20));
                    break;
            }
        }
    }

    private void JoinOrPart(long account, long other)
    {
        var (one, two) = _test.Store.Read(c => (Customers.Find(c, account)!, Customers.Find(c, other)!));
        if (one.JoinedId != 0)
        {
            Do(tx => tx.Execute("UPDATE customers SET joined_to = NULL WHERE id = @JoinedId", new { one.JoinedId }));
        }
        else if (two.JoinedId == 0 && one.Channel != two.Channel)
        {
            var key = $"join:{++_joinings}";
            Do(tx =>
            {
                Ledger.Empty(tx, account, other, key);
                return tx.Execute("UPDATE customers SET joined_to = @other, joined_at = 1 WHERE id = @account", new { account, other });
            });
        }
    }

    private long Balance(long customerId) => _test.Store.Read(c => Ledger.BalanceOf(c, customerId).Value);

    private T Do<T>(Func<Bot.Storage.Tx, T> work) => _test.Store.InTransaction(work).GetAwaiter().GetResult();

    private sealed record Step(int What, int Who, int Other);
}
