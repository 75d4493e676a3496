using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>
/// Answers, lost answers, late charges, webhooks in any order and number, failures after success, readings, deadlines, deaths of the process: whatever
/// the interleaving, every order ends, the ledger holds what is open, nobody gets another's file, and what Digipanel keeps is sold or booked as lost.
/// </summary>
public sealed class InterleavingTests
{
    private const int SeedsAtOnce = 15;

    // More by INTERLEAVINGS=100: a hundred batches.
    private static readonly int BatchCount = int.TryParse(Environment.GetEnvironmentVariable("INTERLEAVINGS"), CultureInfo.InvariantCulture, out var count) ? count : 6;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, BatchCount)];

    /// <summary>Seeds that once broke a law.</summary>
    [Theory]
    [InlineData(25)] // what was kept of a download that a late answer named went to a second order of its title
    [InlineData(197)] // an older doubt of the same title was forgotten a little before a younger one, which got its file
    public async Task A_seed_that_broke_a_law_keeps_it(int seed)
    {
        using var run = new Run(seed);
        await run.PlayAsync();
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Whatever_comes_in_whatever_order_the_law_holds(int batch)
    {
        for (var seed = batch * SeedsAtOnce; seed < (batch + 1) * SeedsAtOnce; seed++)
        {
            using var run = new Run(seed);
            await run.PlayAsync();
        }
    }

    private sealed class Run : IDisposable
    {
        private const string Account = "main";
        private const string Drive = "https://elements.envato.com/neon-city-opener-ABC1234";
        private static readonly string[] Links =
        [
            Drive, Drive, "https://elements.envato.com/neon-city-opener-OTHER777", "https://elements.envato.com/neon-city-opener-two-QRS5555",
            "https://elements.envato.com/soft-piano-loops-XYZ98765", "https://app.envato.com/video-templates/0f7a2b34-1c2d-4e5f-8a9b-0c1d2e3f4a5b",
        ];

        private readonly int _seed;
        private readonly Random _random;
        private readonly TestStore _test = new();
        private readonly UpstreamModel _upstream;
        private readonly AdminAlerts _alerts = new(new AdminOptions());
        private readonly DigipanelOptions _options = new() { Accounts = [new DigipanelAccount { Name = Account }] };
        private readonly SubmissionBooks _books;
        private readonly OrderDeadlines _deadlines;
        private readonly List<InFlight> _inFlight = [];
        private readonly List<(string Link, DateTimeOffset Until)> _hanging = [];
        private readonly List<string> _log = [];
        private bool _webhooksGetLost;

        public Run(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _upstream = new UpstreamModel(_random);
            _books = new SubmissionBooks(_options, _alerts);
            _deadlines = new OrderDeadlines(_alerts, _test.Store, _test.Time, NullLogger<OrderDeadlines>.Instance);
        }

        public async Task PlayAsync()
        {
            _webhooksGetLost = _random.Next(3) == 0;
            await BeginAsync();
            for (var step = 0; step < 60; step++)
            {
                await StepAsync();
                CheckLedger();
            }

            await SettleAsync();
            CheckEnd();
        }

        public void Dispose()
        {
            _deadlines.Dispose();
            _test.Dispose();
        }

        private async Task BeginAsync()
        {
            await _test.Store.InTransaction(tx =>
            {
                LaneBooks.EnsureRow(tx, Account);
                LaneBooks.Seen(tx, Account, new BalanceOutcome.Known(_upstream.Balance, UpstreamModel.Cost), quiet: true, _alerts);
            });
            var desk = new OrderDesk(new Ids(_test.Time, null), new Prices(new ShopOptions()), new ShopOptions(), _options);
            for (var i = 0; i < 1 + _random.Next(3); i++)
            {
                var customer = await _test.NewCustomerAsync($"{i + 1}");
                await _test.Store.InTransaction(tx =>
                {
                    Ledger.Post(tx, TransferKind.TopUp, customer.Id, new Rupiah(10_000), $"topup:{i}");
                    desk.Buy(tx, customer, LinkFinder.Find(Links[_random.Next(Links.Length)], []).Items);
                });
            }
        }

        private Task StepAsync() => _random.Next(12) switch
        {
            0 or 1 => ClaimAsync(),
            2 or 3 => AnswerAsync(),
            4 => Do("move", () => Pick(_upstream.Jobs, _upstream.Move)),
            5 or 6 => WebhookAsync(),
            7 => ReadAsync(),
            8 => PassAsync(TimeSpan.FromSeconds(_random.Next(3) == 0 ? 700 : 20)),
            9 => PollAsync(),
            10 => OddAsync(),
            _ => LateAsync(force: false),
        };

        private Task OddAsync() => _random.Next(5) switch
        {
            0 => Do("top-up", () => _upstream.TopUp(50_000)),
            1 => DieAsync(),
            2 => Do("refund", () => Pick(_upstream.Jobs, _upstream.GiveBack)),
            3 when _random.Next(3) == 0 => CancelAsync(),
            _ => PassAsync(TimeSpan.FromMinutes(_random.Next(40))),
        };

        private async Task ClaimAsync()
        {
            var order = await _test.Store.InTransaction(tx => LaneBooks.Find(tx.Connection, Account)!.Balance is null ? null : SubmissionBooks.Claim(tx, Account));
            if (order is null)
            {
                await ReadAsync();
                return;
            }

            _inFlight.ForEach(f => f.Alone = false);
            _inFlight.Add(new InFlight(order) { Alone = _inFlight.Count == 0 });
            Log($"claim {order.Number}.{order.Attempts}");
        }

        private async Task AnswerAsync()
        {
            if (_inFlight.Count == 0)
            {
                return;
            }

            var flight = _inFlight[_random.Next(_inFlight.Count)];
            var kind = _random.Next(10);
            if (kind is 0 or 1 && flight.Job is null)
            {
                // Charged, and not answered yet: a webhook can overtake the answer now.
                flight.Job = Charge(flight.Order.Link);
                return;
            }

            _inFlight.Remove(flight);
            SubmitOutcome outcome = new SubmitOutcome.Uncertain(kind == 9 ? "HTTP 500" : "time-out");
            if (kind <= 4)
            {
                flight.Job ??= Charge(flight.Order.Link);
                outcome = new SubmitOutcome.Accepted(flight.Job.Id, flight.Job.Title, UpstreamModel.Cost, _upstream.Balance);
            }
            else if (kind is 5 && flight.Job is null)
            {
                _hanging.Add((flight.Order.Link, _test.Time.GetUtcNow() + TimeSpan.FromMinutes(30)));
            }
            else if (kind is 6 or 9)
            {
                flight.Job ??= Charge(flight.Order.Link);
            }
            else if (kind is 8 && flight.Job is null)
            {
                outcome = new SubmitOutcome.RateLimited();
            }

            Log($"answer {flight.Order.Number}.{flight.Order.Attempts} {outcome} charged {flight.Job?.Id} alone {flight.Alone}");
            await _test.Store.InTransaction(tx => _books.Record(tx, flight.Order, outcome, flight.Alone));
        }

        private async Task DieAsync()
        {
            foreach (var flight in _inFlight.Where(f => f.Job is null && _random.Next(2) == 0))
            {
                flight.Job = Charge(flight.Order.Link);
            }

            Log("the process dies");
            _inFlight.Clear();
            await _test.Store.InTransaction(tx => SubmissionBooks.Abandoned(tx, Account, []));
        }

        private async Task WebhookAsync()
        {
            if (_upstream.Jobs.Count == 0 || (_webhooksGetLost && _random.Next(4) != 0))
            {
                return;
            }

            var job = _upstream.Jobs[_random.Next(_upstream.Jobs.Count)];
            await TellAsync(job.Words[_random.Next(job.Words.Count)]); // the latest, a repeat, or one that took its time
        }

        private async Task PollAsync()
        {
            foreach (var id in _test.Store.Read(c => c.Query<string>("SELECT download_id FROM orders WHERE state = 'submitted'").AsList()))
            {
                await TellAsync(_upstream.Jobs.Single(j => j.Id == id).Words[^1]);
            }
        }

        private async Task TellAsync(DownloadView view)
        {
            var effect = await _test.Store.InTransaction(tx => DownloadEvents.Apply(tx, Account, view));
            Log($"told {view.DownloadId} {view.StatusWord}: {effect}");
        }

        /// <summary>What the lane does: never while something is under way, and not right after a doubt.</summary>
        private async Task ReadAsync()
        {
            var state = _test.Store.Read(c => LaneState.Read(c, Account, Now));
            if (_inFlight.Count > 0 || (state.Doubtful > 0 && state.LastDoubtAt + 15_000 > Now))
            {
                return;
            }

            var known = new BalanceOutcome.Known(_upstream.Balance, UpstreamModel.Cost);
            await _test.Store.InTransaction(tx =>
            {
                if (state.Doubtful > 0)
                {
                    Doubts.Resolve(tx, Account, known, _alerts);
                }
                else
                {
                    LaneBooks.Seen(tx, Account, known, quiet: true, _alerts);
                }
            });
            Log($"read {known.Balance}, {state.Doubtful} in doubt");
        }

        private Task LateAsync(bool force) => Do("late", () =>
        {
            foreach (var hanging in _hanging.Where(h => force || h.Until <= _test.Time.GetUtcNow() || _random.Next(2) == 0).ToList())
            {
                _hanging.Remove(hanging);
                if (_random.Next(3) != 0)
                {
                    Charge(hanging.Link);
                }
            }
        });

        private async Task CancelAsync()
        {
            Log("cancel");
            await _test.Store.InTransaction(tx =>
            {
                foreach (var order in tx.Query<Order>($"SELECT {Order.Columns} FROM orders WHERE state = 'accepted'"))
                {
                    OrderEnd.Cancel(tx, order);
                }
            });
        }

        private async Task PassAsync(TimeSpan by)
        {
            _test.Time.Advance(by);
            Log($"{by} pass");
            await LateAsync(force: false);
            await _deadlines.RunOnceAsync(default);
        }

        /// <summary>The world calms down: what hangs ends, readings and polls go on, and a day passes.</summary>
        private async Task SettleAsync()
        {
            while (_inFlight.Count > 0)
            {
                await AnswerAsync();
            }

            for (var i = 0; i < 80; i++)
            {
                await LateAsync(force: i == 4);
                foreach (var job in _upstream.Jobs.Where(j => j.Status == "diproses" && _random.Next(3) == 0).ToList())
                {
                    _upstream.Move(job);
                }

                _upstream.Jobs.ForEach(_upstream.GiveBack);
                await ReadAsync();
                if (i < 40)
                {
                    await ClaimAsync();
                    await AnswerAsync();
                }

                await WebhookAsync();
                await PollAsync();
                await PassAsync(TimeSpan.FromMinutes(i < 40 ? 5 : 60));
                CheckLedger();
            }
        }

        private UpstreamModel.Job Charge(string link)
        {
            // As Digipanel titles its items; the app's links tell nothing of theirs.
            var slug = link.Contains("app.envato", StringComparison.Ordinal) ? "Golden Particles" : link.Split('/')[^1];
            var title = slug.Contains('-', StringComparison.Ordinal) ? string.Join(' ', slug.Split('-')[..^1]) : slug;
            var job = _upstream.Charge(link, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(title));
            Log($"charged {job.Id} for {link}");
            return job;
        }

        private void CheckLedger()
        {
            Check(Value("SELECT sum(balance) FROM accounts") == 0, "the ledger sums to zero");
            Check(
                Value("SELECT coalesce(sum(price), 0) FROM orders WHERE state NOT IN ('delivered', 'failed')") == Value("SELECT balance FROM accounts WHERE type = 'held'"),
                "what is held is what is open");
        }

        private void CheckEnd()
        {
            Check(Value("SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed')") == 0, "every order ends");
            Check(
                Value("SELECT coalesce(sum(balance), 0) FROM accounts WHERE type = 'customer'") == Value("SELECT (SELECT count(*) FROM customers) * 10000 - coalesce(sum(price), 0) FROM orders WHERE state = 'delivered'"),
                "wallets paid for what was delivered");
            foreach (var (number, link, file) in _test.Store.Read(c => c.Query<(long, string, string)>("SELECT number, link, drive_link FROM orders WHERE drive_link IS NOT NULL").AsList()))
            {
                Check(file.StartsWith(UpstreamModel.FileOf(link, ""), StringComparison.Ordinal), $"order {number} for {link} got {file}");
            }

            foreach (var (link, sold, lost) in _test.Store.Read(c => c.Query<(string, long, long)>(
                "SELECT link, sum(state = 'delivered'), sum((SELECT count(*) FROM upstream_losses l WHERE l.order_number = number)) FROM orders GROUP BY link").AsList()))
            {
                var paid = _upstream.Jobs.Count(j => j.Link == link && j.IsPaid);
                Check(paid <= sold + lost, $"{link}: paid {paid}, sold {sold}, lost {lost}");
            }
        }

        private long Now => _test.Time.GetUtcNow().ToUnixTimeMilliseconds();

        private long Value(string sql) => _test.Store.Read(c => c.ExecuteScalar<long>(sql));

        private void Check(bool holds, string what) => Assert.True(holds, $"Seed {_seed}: not so: {what}\n{string.Join('\n', _log)}");

        private void Log(string what) => _log.Add($"{_test.Time.GetUtcNow():HH:mm:ss} {what}");

        private Task Do(string what, Action act)
        {
            Log(what);
            act();
            return Task.CompletedTask;
        }

        private void Pick<T>(List<T> from, Action<T> act)
        {
            if (from.Count > 0)
            {
                act(from[_random.Next(from.Count)]);
            }
        }

        private sealed class InFlight(Order order)
        {
            public Order Order => order;

            public bool Alone { get; set; }

            public UpstreamModel.Job? Job { get; set; }
        }
    }
}
