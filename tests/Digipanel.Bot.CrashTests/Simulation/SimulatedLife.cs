using System.Globalization;
using Digipanel.Bot.CrashTests.World;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>
/// One seed's world: customers, providers, faults, deaths and a clock that is set, all by the same dice. Storm and calm take turns; in every calm, when
/// nothing is under way any more, the auditor compares the books with what happened outside.
/// </summary>
internal sealed class SimulatedLife : IDisposable
{
    private const int Rounds = 2;

    private static readonly TimeSpan CalmMax = TimeSpan.FromDays(4);

    private readonly int _seed;
    private readonly Random _dice;
    private readonly SimShop _shop;
    private readonly Weather _weather;
    private readonly Climate _climate;
    private readonly List<Customer> _customers;
    private int _strange;
    private int _hanging;

    private SimulatedLife(int seed)
    {
        _seed = seed;
        _dice = new Random(seed);
        _shop = new SimShop(seed, accounts: 1 + _dice.Next(2)) { TickMin = TimeSpan.FromSeconds(8) };
        _weather = new Weather(_dice, _shop.Time);
        _climate = new Climate(_shop, _weather, _dice);
        _customers = [.. Enumerable.Range(0, 3 + _dice.Next(5)).Select(i => new Customer(_shop, _dice, 100 + i))];
        _shop.FateOf = _weather.Of;
        _shop.Digipanel.Plan = Plan;
        // None may come; but a bill that is over is only asked after for days, and not every seed need live them.
        _shop.Doitpay.Notifications = p => Times(Math.Max(_dice.Next(4), _shop.Time.Elapsed - p.MadeAt > TimeSpan.FromMinutes(50) ? 1 : 0), minutes: 5);
        _shop.Doitpay.StatusLag = _ => TimeSpan.FromSeconds(_dice.Next(60));
        _shop.Telegram.Reads = message => _customers.Find(c => c.Chat == message.ChatId)?.Read(message);
    }

    /// <summary>Lives through it.</summary>
    public static SimulationResult Run(int seed) => OnOneThread.Run(() =>
    {
        using var life = new SimulatedLife(seed);
        return life.Live();
    });

    public void Dispose() => _shop.Dispose();

    private SimulationResult Live()
    {
        var problems = new List<string>();
        _shop.Telegram.Say(SimShop.AdminChat, "/start");
        _climate.Begin();
        try
        {
            _shop.Start();
            for (var round = 1; round <= Rounds && problems.Count == 0; round++)
            {
                Storm(problems);
                Calm(problems);
                problems = problems.ConvertAll(p => $"round {round}: {p}");
            }
        }
        catch (Exception e)
        {
            // A world that breaks off is a finding like any other, and must name its seed.
            problems.Add($"it broke off: {e}");
        }

        return new SimulationResult(_seed, _shop.Steps, _shop.Time.Elapsed, _shop.Trace, problems, [.. _shop.LastSteps])
        {
            Climate = $"{_climate}", Lives = _shop.Lives.Count, Orders = _shop.Look<long>("SELECT count(*) FROM orders"), Delivered = _shop.Look<long>("SELECT count(*) FROM orders WHERE state = 'delivered'"),
            Payments = _shop.Doitpay.Payments.Count(p => p.PaidAt is not null), Losses = _shop.Look<long>("SELECT count(*) FROM upstream_losses"),
            Doubts = _shop.Look<long>("SELECT coalesce(sum(doubts), 0) FROM orders"), Messages = _shop.Telegram.Messages.Count,
        };
    }

    private void Storm(List<string> problems)
    {
        var end = _shop.Time.Elapsed + TimeSpan.FromMinutes(5 + _dice.Next(25));
        while (_shop.Time.Elapsed < end && problems.Count == 0)
        {
            _weather.Harm = _dice.Next(4) switch { 0 => 0, 1 => 5, 2 => 20, _ => 50 };
            for (var i = _dice.Next(8); i > 0; i--)
            {
                Happen();
                _shop.Run(TimeSpan.FromSeconds(_dice.Next(_dice.Next(3) == 0 ? 300 : 30)));
            }

            problems.AddRange(AuditNow());
        }
    }

    private void Happen()
    {
        switch (_dice.Next(44))
        {
            case < 30:
                _customers[_dice.Next(_customers.Count)].Act();
                break;
            case < 32:
                _shop.Kill();
                break;
            case < 34:
                _shop.Deaths.Enqueue(new CrashPoint(1 + _dice.Next(150), (Side)_dice.Next(2)));
                _shop.Kill();
                break;
            case 34:
                // Corrected by NTP or set by hand, forwards or back. By an hour, what is under way looks as if it hung.
                _hanging += _shop.Bot?.Submissions ?? 0;
                _shop.Time.Step(TimeSpan.FromSeconds((_dice.Next(2) == 0 ? 1 : -1) * _dice.Next(_dice.Next(4) == 0 ? 7_200 : 10)));
                break;
            case 35:
                _shop.Digipanel.TopUp(_shop.Digipanel.Accounts[_dice.Next(_shop.Digipanel.Accounts.Count)].Name, 50_000 + (_dice.Next(3) * 25_050));
                break;
            case < 38:
                Forge();
                break;
            case < 42:
                _climate.Happen();
                break;
            default:
                Replay();
                break;
        }
    }

    private void Forge()
    {
        if (_shop.Digipanel.Downloads is [.., var download])
        {
            _shop.Digipanel.SendWebhook(download, forgedSecret: "whsec_guess");
        }

        if (_shop.Doitpay.Payments.LastOrDefault(p => p.PaidAt is null) is { } bill)
        {
            _shop.Doitpay.Notify(bill, forged: true);
            // Signed, and untrue: Doitpay's own status call decides.
            _shop.Doitpay.Notify(bill);
        }
    }

    private void Replay()
    {
        if (_shop.Digipanel.Downloads.Count > 0)
        {
            _shop.Digipanel.SendWebhook(_shop.Digipanel.Downloads[_dice.Next(_shop.Digipanel.Downloads.Count)]);
        }

        var paid = _shop.Doitpay.Payments.Where(p => p.PaidAt is not null).ToList();
        if (paid.Count > 0)
        {
            _shop.Doitpay.Notify(paid[_dice.Next(paid.Count)]);
        }
    }

    private DownloadPlan Plan(SimDownload download)
    {
        var fate = _dice.Next(100);
        _strange += !download.IsForeign && fate is < 2 or >= 97 ? 1 : 0;
        return new DownloadPlan(fate < 2 ? TimeSpan.FromDays(30) : TimeSpan.FromSeconds(_dice.Next(_dice.Next(5) == 0 ? 1_800 : 90)), fate is >= 2 and < 12 ? "gagal" : "berhasil")
        {
            Webhooks = Times(_dice.Next(4), minutes: 10),
            RefundAfter = TimeSpan.FromSeconds(_dice.Next(_dice.Next(4) == 0 ? 900 : 5)),
            ThenFailsAfter = fate >= 97 ? TimeSpan.FromSeconds(_dice.Next(600)) : null,
        };
    }

    private void Calm(List<string> problems)
    {
        if (problems.Count > 0)
        {
            return;
        }

        _weather.Harm = 0;
        _climate.Clear();
        _customers.ForEach(c => c.ComeBack());
        if (!_shop.Settle(CalmMax, () => _shop.Auditor.Unheard.Count == 0))
        {
            problems.Add("something was still under way after four calm days");
        }

        problems.AddRange(_shop.Auditor.Judge());
        problems.AddRange(AuditNow());
        problems.AddRange(_shop.Faults.Where(f => !IsExpected(f)));
        var losses = _shop.Look<long>("SELECT count(*) FROM upstream_losses");
        // Only an attempt whose answer was lost can cost a second one, or a download that does not do what it said; each costs one.
        var explained = _weather.DoubtfulDownloads + _shop.CutSubmissions + _hanging + _strange;
        if (losses > explained)
        {
            problems.Add($"{losses} losses are booked, and no more than {explained} downloads were in doubt");
        }
    }

    /// <summary>A payment of another amount than the bill's is an error to the log as well.</summary>
    private bool IsExpected(string fault) => _shop.Doitpay.Payments.Any(p => p.IsMismatch && fault.Contains(p.Reference, StringComparison.Ordinal));

    /// <summary>The bot's own audit must agree at every moment, not only in the calm.</summary>
    private IEnumerable<string> AuditNow() =>
        [.. LedgerAudit.Run(_shop.Outside, _shop.Time.GetUtcNow()).Violations.Select(v => string.Create(CultureInfo.InvariantCulture, $"the bot's own audit: {v}"))];

    private TimeSpan[] Times(int count, int minutes) =>
        [.. Enumerable.Range(0, count).Select(_ => TimeSpan.FromSeconds(_dice.Next(3) == 0 ? _dice.Next(minutes * 60) : _dice.Next(10)))];
}
