using System.Collections.Concurrent;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>
/// A faulty world from one seed: calls lost before and after they act, broken QRs, status answers that lag or fail, notifications doubled
/// and lost, payers who pay early, late or what nobody showed them. An auditor who knows what was paid predicts the wallets.
/// </summary>
public sealed class TopupChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_goes_wrong_every_rupiah_paid_is_credited_once_and_every_top_up_ends(int seed)
    {
        using var world = new World(seed);
        for (var step = 0; step < 80; step++)
        {
            await world.StepAsync();
        }

        await world.HealAsync();
        Assert.Equal(world.PaidTotal, world.Bench.Balance().Value);
        Assert.All(world.Bench.Topups, t => Assert.True(t.State is TopupState.Paid or TopupState.Expired or TopupState.Cancelled, $"{t.Reference} is {t.State}"));
        Assert.Equal(world.PaidCount, world.Bench.Topups.Count(t => t.State is TopupState.Paid));
        Assert.True(world.PaidCount > 0, "Nobody paid: the seed tells nothing.");
    }

    private sealed class World : IDisposable
    {
        private readonly Random _random;
        private readonly ScriptedDoitpay _doitpay = new();
        private readonly ConcurrentDictionary<string, (long Amount, bool Paid)> _payments = new(StringComparer.Ordinal);
        private bool _healed;

        public World(int seed)
        {
            _random = new Random(seed);
            Bench = new TopupBench(_doitpay);
            _doitpay.Always(QrisPath, Create);
            _doitpay.Always(QrisStatusPath, Status);
        }

        public TopupBench Bench { get; }

        public long PaidTotal => _payments.Values.Where(p => p.Paid).Sum(p => p.Amount);

        public int PaidCount => _payments.Values.Count(p => p.Paid);

        public async Task StepAsync()
        {
            switch (Roll(10))
            {
                case < 3:
                    await Bench.SayAsync($"/topup {10_000 * (1 + Roll(9))}");
                    break;
                case < 6 when !_payments.IsEmpty:
                    var reference = _payments.Keys.Order(StringComparer.Ordinal).ElementAt(Roll(_payments.Count));
                    _payments[reference] = _payments[reference] with { Paid = true };
                    for (var times = Roll(3); times > 0; times--)
                    {
                        await Bench.HintAsync(reference);
                    }

                    break;
                default:
                    Bench.Time.Advance(TimeSpan.FromSeconds(1 + Roll(Roll(4) == 0 ? 3600 : 60)));
                    break;
            }

            await TurnAsync();
        }

        public async Task HealAsync()
        {
            _healed = true;
            for (var hours = 0; hours < 100; hours++)
            {
                Bench.Time.Advance(TimeSpan.FromHours(1));
                await TurnAsync();
            }
        }

        public void Dispose()
        {
            Bench.Dispose();
            _doitpay.Dispose();
        }

        // Seen from here both pumps stop when nothing is due; a failing question waits by the clock that While moves.
        private async Task TurnAsync()
        {
            while (await Bench.Time.While(Bench.Issuer.RunOnceAsync(default)) | await Bench.Time.While(Bench.Reconciler.RunOnceAsync(default)))
            {
            }
        }

        private (int Status, string Body)? Create(Call call)
        {
            var fate = Fate();
            if (fate == 0)
            {
                return null;
            }

            using var json = System.Text.Json.JsonDocument.Parse(call.Body);
            var amount = long.Parse(json.RootElement.GetProperty("amount").GetProperty("value").GetString()![..^3]);
            if (!_payments.TryAdd(call.Field("partnerReferenceNo"), (amount, false)))
            {
                return (409, """{"responseCode":"4094701"}""");
            }

            return fate switch
            {
                1 => null,
                2 => (500, ""),
                3 => (200, $$"""{"responseCode":"2004700","qrContent":"{{Qr(amount + 1)}}"}"""),
                4 => (202, """{"responseCode":"2024700"}"""),
                _ => (200, $$"""{"responseCode":"2004700","qrContent":"{{Qr(amount)}}"}"""),
            };
        }

        private (int Status, string Body)? Status(Call call)
        {
            var fate = Fate();
            if (!_payments.TryGetValue(call.Field("originalPartnerReferenceNo"), out var payment))
            {
                return (404, """{"responseCode":"4045101"}""");
            }

            return fate switch
            {
                0 => null,
                1 => (503, ""),
                2 => (200, """{"responseCode":"2005100","latestTransactionStatus":"03"}"""), // it lags
                3 => (400, """{"responseCode":"4005100"}"""),
                _ => (200, $$$"""{"responseCode":"2005100","latestTransactionStatus":"{{{(payment.Paid ? "00" : "01")}}}","amount":{"value":"{{{payment.Amount}}}.00","currency":"IDR"}}"""),
            };
        }

        private int Fate() => _healed ? 9 : Roll(8);

        // Calls run side by side; the seed then fixes the dice, if not who throws them first.
        private int Roll(int sides)
        {
            lock (_random)
            {
                return _random.Next(sides);
            }
        }
    }
}
