using System.Globalization;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Scenarios;

namespace Digipanel.Bot.Tests.Sandbox.Scenarios;

/// <summary>Each scene to its end, in a hurry: the real servers and the bot as its own process, as on the page.</summary>
public sealed class SceneTests
{
    private static readonly SceneTempo Hurried = new()
    {
        Crowd = 20, Arrivals = TimeSpan.FromSeconds(1), Thinking = TimeSpan.FromMilliseconds(50), Outage = TimeSpan.FromSeconds(1), LengthMax = TimeSpan.FromMinutes(4),
    };

    private static readonly Dictionary<string, string> Impatient = new(StringComparer.Ordinal)
    {
        ["Digipanel__PollAfter"] = "00:00:01", ["Doitpay__StatusPollInterval"] = "00:00:01", ["Telegram__MessagesPerSecond"] = "300",
    };

    [Fact]
    public async Task Rush_serves_everybody_and_the_money_adds_up()
    {
        var told = await PlayAsync("rush");
        Assert.Equal(("20", "41", "41", "0", "0"), (told["Customers"], told["Orders"], told["Delivered"], told["Refunded"], told["Still open"]));
        Assert.Equal(("Rp 1.125.000", "Rp 1.104.500 + Rp 0 + Rp 20.500"), (told["Paid at Doitpay"], told["In wallets, held and sales"]));
    }

    [Fact]
    public async Task An_outage_loses_nothing()
    {
        var told = await PlayAsync("outage");
        Assert.Equal(("6", "18", "18", "0", "0"), (told["Customers"], told["Orders"], told["Delivered"], told["Refunded"], told["Still open"]));
        Assert.Equal("Rp 291.000 + Rp 0 + Rp 9.000", told["In wallets, held and sales"]);
    }

    [Fact]
    public async Task Lost_words_are_asked_for()
    {
        var told = await PlayAsync("lost-webhook");
        Assert.Equal(("1", "1", "1", "0"), (told["Customers"], told["Orders"], told["Delivered"], told["Refunded"]));
        Assert.Matches("^(once|[1-9][0-9]* times)$", told["Asked for the payment"]);
        Assert.Matches("^(once|[1-9][0-9]* times)$", told["Asked for the file"]);
        Assert.Equal("Rp 49.500 + Rp 0 + Rp 500", told["In wallets, held and sales"]);
    }

    [Fact]
    public async Task A_broadcast_that_is_killed_reaches_nobody_twice_and_misses_nobody_in_silence()
    {
        var told = await PlayAsync("broadcast");
        Assert.Equal(("0", "5"), (told["Got it twice"], told["Blocked the bot"]));
        var inDoubt = told["In doubt, and told so"] is "nobody" ? 0 : int.Parse(told["In doubt, and told so"], CultureInfo.InvariantCulture);
        Assert.Equal(55, int.Parse(told["Got it once"], CultureInfo.InvariantCulture) + inDoubt);
        Assert.InRange(inDoubt, 0, 64); // as many as may be under way
    }

    [Fact]
    public async Task A_scene_that_does_not_get_to_its_end_says_where_it_stopped()
    {
        await using var sandbox = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, BotAssembly = null });
        var player = new ScenePlayer(sandbox, SceneCatalogue.Find("lost-webhook")!, Hurried with { LengthMax = TimeSpan.FromMilliseconds(300) });
        var end = await player.PlayAsync(CancellationToken.None);
        Assert.Equal(("failed", 0), (end.State, end.Step));
        Assert.EndsWith("at: Budi asks for a top-up and gets a QR code.", end.Now, StringComparison.Ordinal);
        Assert.Same(end, sandbox.Scene.View);
    }

    private static async Task<Dictionary<string, string>> PlayAsync(string name)
    {
        var scene = SceneCatalogue.Find(name)!;
        var options = scene.Prepare(new SandboxOptions { Port = 0, BotSettings = Impatient, ReadySecondsMax = ShopWorld.Patience }) with { LaneWindow = TimeSpan.FromSeconds(1) };
        await using var sandbox = await SandboxApp.StartAsync(options);
        Assert.True(sandbox.Bot!.State == BotState.Ready, string.Join(Environment.NewLine, sandbox.BotLog.Last(50)));
        var player = new ScenePlayer(sandbox, scene, Hurried);
        var steps = new List<string>();
        player.Told += _ => steps.Add(scene.Steps[player.View.Step]);
        var end = await player.PlayAsync(CancellationToken.None);
        Assert.True(end.State == "over", $"{end.Now}{Environment.NewLine}{string.Join(Environment.NewLine, end.Summary)}{Environment.NewLine}{string.Join(Environment.NewLine, sandbox.BotLog.Last(30))}");
        Assert.Equal(scene.Steps, steps.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        return end.Summary.ToDictionary(line => line.Name, line => line.Value, StringComparer.Ordinal);
    }
}
