using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>What goes wrong outside while the bot dies and comes back: a few things each life, picked by the seed.</summary>
internal sealed class Trouble
{
    private const int TroublesALife = 3;

    private readonly Random _random;
    private readonly List<(string Name, Action Make)> _all;

    public Trouble(ShopWorld world, Random random)
    {
        var (digipanel, doitpay, telegram) = (world.Digipanel, world.Doitpay, world.Telegram);
        _random = random;
        _all =
        [
            ("an order's answer is lost", () => digipanel.Faults.Next(1, Fault.ResetsAfterActing, DigipanelOperations.Download)),
            ("an order does not arrive", () => digipanel.Faults.Next(1, Fault.ResetsBeforeActing, DigipanelOperations.Download)),
            ("an order's answer comes too late", () => digipanel.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(4)), DigipanelOperations.Download)),
            ("Digipanel is busy", () => digipanel.Faults.Next(1, Fault.TooManyRequests(1))),
            ("Digipanel is away", () => digipanel.Faults.Next(1, Fault.Answers(503))),
            ("the balance is not told", () => digipanel.Faults.Next(1, Fault.Answers(500), DigipanelOperations.Balance)),
            ("downloads fail", () => digipanel.Options.Failing.Next(2)),
            ("webhooks are lost", () => digipanel.Options.Webhooks.Lost.Next(2)),
            ("webhooks overtake their answers", () => digipanel.Options.Webhooks.Early.Next(2)),
            ("webhooks come twice", () => digipanel.Options.Webhooks.Repeats = random.Next(2)),
            ("webhooks lack the file", () => digipanel.Options.Webhooks.WithoutDriveLink.Next(2)),
            ("the files are late", () => digipanel.Options.DetailsWithoutDriveLink.Next()),
            ("downloads take a while", () => digipanel.Options.ProcessingTime = TimeSpan.FromMilliseconds(random.Next(300, 3_000))),
            ("notifications are lost", () => doitpay.Options.Notifications.Lost.Next(2)),
            ("notifications come twice", () => doitpay.Options.Notifications.Duplicates = random.Next(2)),
            ("a QR's answer is lost", () => doitpay.Faults.Next(1, Fault.ResetsAfterActing, DoitpayOperations.QrisCreate)),
            ("a link's answer is lost", () => doitpay.Faults.Next(1, Fault.ResetsAfterActing, DoitpayOperations.LinkCreate)),
            ("payments are not told", () => doitpay.Faults.Next(2, Fault.Answers(500), DoitpayOperations.QrisStatus)),
            ("payments are told late", () => doitpay.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(2)), DoitpayOperations.LinkStatus)),
            ("tokens are revoked", doitpay.RevokeTokens),
            ("messages' answers are lost", () => telegram.Faults.Next(2, Fault.ResetsAfterActing, "sendMessage")),
            ("Telegram wants a pause", () => telegram.Faults.Next(1, Fault.TooManyRequests(1), "sendMessage")),
            ("updates are lost on their way", () => telegram.PollFaults.Next(1, Fault.ResetsAfterActing)),
        ];
    }

    /// <summary>Begins what this life suffers, and tells it.</summary>
    public string Begin()
    {
        var picked = Enumerable.Range(0, TroublesALife).Select(_ => _all[_random.Next(_all.Count)]).DistinctBy(t => t.Name, StringComparer.Ordinal).ToList();
        picked.ForEach(t => t.Make());
        return string.Join(", ", picked.Select(t => t.Name));
    }
}
