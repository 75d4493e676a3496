using System.Net;
using System.Text;
using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Ops.Troubles;

/// <summary>What no single transaction finds out: told once, taken back once, and a restart forgets neither.</summary>
public sealed class TroubleTests : IDisposable
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Endpoint = "/webhooks/digipanel";

    private readonly TestStore _test = new();

    [Fact]
    public async Task Forged_webhooks_are_told_once_with_what_to_check_and_taken_back_by_a_good_one()
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await ForgeAsync(world));
        }

        await world.TroublesAsync();
        Assert.Empty(world.AdminMessages);
        for (var i = 0; i < 20; i++)
        {
            await ForgeAsync(world);
            await world.TroublesAsync();
        }

        var told = Assert.Single(world.AdminMessages).Text.Markup;
        Assert.Contains("/webhooks/digipanel/main", told, StringComparison.Ordinal);
        Assert.Contains("WebhookSecret", told, StringComparison.Ordinal);

        // The secret is mended and the bot started again: the alert stands until the first good one.
        await world.RestartAsync();
        await world.TroublesAsync();
        Assert.Single(world.AdminMessages);
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        await world.TroublesAsync();
        await world.TroublesAsync();
        Assert.Equal(2, world.AdminMessages.Count);
        Assert.Contains("normal lagi", world.AdminMessages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_endpoint_that_a_provider_calls_is_watched()
    {
        await using var world = await DownloadsWorld.StartAsync(configure: s =>
        {
            foreach (var (key, value) in new[]
            {
                ("Server:PublicUrl", "https://shop.test"), ("Telegram:Enabled", "true"), ("Telegram:BotToken", "123456789:AAtest-token-of-the-tests-0123456789"),
                ("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", "whole-bot_secret"), ("WhatsApp:Enabled", "true"), ("WhatsApp:PhoneNumberId", "106540352242922"),
                ("WhatsApp:AccessToken", "EAAtest0123456789"), ("WhatsApp:AppSecret", "0123456789abcdef0123456789abcdef"), ("WhatsApp:VerifyToken", "verify-token-of-the-tests"),
            })
            {
                s[key] = value;
            }
        });
        string[] endpoints =
        [
            "/v1.0/debit/notify", "/v1.0/qr/qr-mpm-notify", "/v1.0/transfer-va/payment", "/webhooks/digipanel", "/webhooks/digipanel/main", "/webhooks/telegram", "/webhooks/whatsapp",
        ];
        foreach (var endpoint in endpoints)
        {
            for (var i = 0; i < WebhookTrouble.BadMax; i++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await world.WebhookAsync(Encoding.UTF8.GetBytes("{}"), "00", endpoint));
            }
        }

        await world.TroublesAsync();
        Assert.Equal(endpoints.Select(e => "webhook:" + e), world.Store.Read(c => AdminAlerts.Standing(c, "webhook:")), StringComparer.Ordinal);
        Assert.Equal(endpoints.Length, world.AdminMessages.Count);
    }

    [Fact]
    public void An_hour_without_bad_ones_is_the_all_clear_too_and_a_stranger_between_good_ones_is_told_once_an_hour()
    {
        var trouble = new WebhookTrouble(_test.Store, _test.Time);
        Bad(trouble, WebhookTrouble.BadMax);
        string[] standing = [.. Wrong(trouble)];
        Assert.Equal(["webhook:" + Endpoint], standing);
        _test.Time.Advance(WebhookTrouble.Quiet - TimeSpan.FromSeconds(1));
        Assert.Equal(standing, Wrong(trouble, standing));
        _test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Wrong(trouble, standing));

        var told = 0;
        for (var minute = 0; minute < 120; minute++)
        {
            Bad(trouble, WebhookTrouble.BadMax);
            var wrong = Wrong(trouble, standing);
            told += wrong.Count > 0 && standing.Length == 0 ? 1 : 0;
            trouble.Accepted(Endpoint);
            standing = [.. Wrong(trouble, [.. wrong])];
            _test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(told, 1, 2);
    }

    [Fact]
    public void What_could_not_be_written_down_is_raised_again()
    {
        var trouble = new WebhookTrouble(_test.Store, _test.Time);
        Bad(trouble, WebhookTrouble.BadMax);
        Assert.Single(Wrong(trouble));
        Assert.Single(Wrong(trouble)); // the disk was full: it does not stand
    }

    [Fact]
    public void Bad_ones_that_come_seldom_are_none_of_our_business()
    {
        var trouble = new WebhookTrouble(_test.Store, _test.Time);
        for (var i = 0; i < 50; i++)
        {
            Bad(trouble, 1);
            Assert.Empty(Wrong(trouble));
            _test.Time.Advance(TimeSpan.FromMinutes(3));
        }
    }

    [Fact]
    public async Task A_refused_token_is_told_until_a_message_passes_and_a_restart_does_not_take_it_back()
    {
        var token = new TokenTrouble(_test.Store);
        token.Report("telegram", isRefused: true);
        await LookAsync(token);
        await LookAsync(token);
        await LookAsync(new TokenTrouble(_test.Store));
        Assert.Equal(["token:telegram"], Standing("token:"));
        token.Report("telegram", isRefused: false);
        await LookAsync(token);
        Assert.Empty(Standing("token:"));
        Assert.Equal(2, _test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM outbox")));
    }

    [Fact]
    public async Task A_disk_that_fills_is_told_once_and_again_when_there_is_room_to_spare()
    {
        long? free = DiskTrouble.FreeMin;
        var disk = new DiskTrouble(_ => free);
        await LookAsync(disk);
        Assert.Empty(Standing("disk:"));
        free = DiskTrouble.FreeMin - 1;
        await LookAsync(disk);
        free = DiskTrouble.FreeMin + 1;
        await LookAsync(disk);
        free = null;
        await LookAsync(disk);
        Assert.Equal(["disk:low"], Standing("disk:"));
        free = 2 * DiskTrouble.FreeMin;
        await LookAsync(disk);
        Assert.Empty(Standing("disk:"));
        Assert.NotNull(_test.Store.Read(c => DiskTrouble.FreeOf(c.DataSource)));
    }

    [Fact]
    public async Task A_lane_that_takes_nothing_while_orders_wait_is_told_once_and_taken_back_when_it_does()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Always(Fault.Answers(429), DigipanelOperations.Download);
        await world.OrderAsync("1", A);

        await world.TroublesAsync();

        // Digipanel answers, and yet nothing is taken: the loop itself is what stands still here.
        world.Time.Advance(TimeSpan.FromMinutes(9));
        await world.TroublesAsync();
        Assert.Empty(world.AdminMessages);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.TroublesAsync();
        await world.TroublesAsync();
        Assert.Contains("tidak memproses apa pun", Assert.Single(world.AdminMessages).Text.Markup, StringComparison.Ordinal);

        world.Server.Faults.Clear();
        await world.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(10));
        Assert.Equal("submitted", world.State(1));
        await world.TroublesAsync();
        Assert.Contains("tidak macet lagi", world.AdminMessages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lane_that_stands_still_and_is_stopped_then_is_not_said_to_work_again()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Always(Fault.Answers(429), DigipanelOperations.Download);
        await world.OrderAsync("1", A);
        await world.TroublesAsync();
        world.Time.Advance(TimeSpan.FromMinutes(11));
        await world.TroublesAsync();
        Assert.Single(world.AdminMessages);

        world.Server.Faults.Clear();
        world.Server.Faults.Always(Fault.Answers(402));
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        await world.TroublesAsync();
        Assert.DoesNotContain(world.AdminMessages, m => m.Text.Markup.Contains("tidak macet lagi", StringComparison.Ordinal));

        world.Server.Faults.Clear();
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        await world.TroublesAsync();
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("tidak macet lagi", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    public async Task A_lane_that_is_stopped_has_an_alert_of_its_own(int status)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Always(Fault.Answers(status));
        await world.OrderAsync("1", A);
        await world.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1));
        await world.TroublesAsync();
        Assert.Single(world.AdminMessages);

        // Back in service after half an hour: what waited as long is not the lane's fault.
        world.Server.Faults.Clear();
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        await world.TroublesAsync();
        Assert.DoesNotContain(world.AdminMessages, m => m.Text.Markup.Contains("tidak memproses apa pun", StringComparison.Ordinal));
    }

    public void Dispose() => _test.Dispose();

    private static Task<HttpStatusCode> ForgeAsync(DownloadsWorld world) => world.WebhookAsync(Encoding.UTF8.GetBytes("{}"), "sha256=00");

    private static void Bad(WebhookTrouble trouble, int times)
    {
        for (var i = 0; i < times; i++)
        {
            trouble.Refused(Endpoint);
        }
    }

    private IReadOnlyCollection<string> Wrong(WebhookTrouble trouble, params string[] standing) =>
        _test.Store.Read(c => trouble.Wrong(c, standing, _test.Time.GetUtcNow()));

    private IReadOnlyList<string> Standing(string family) => _test.Store.Read(c => AdminAlerts.Standing(c, family));

    private async Task LookAsync(ITrouble trouble)
    {
        using var pump = new TroublePump(
            [trouble], new AdminAlerts(new AdminOptions { Admins = ["telegram:999"] }), _test.Store, _test.Time, NullLogger<TroublePump>.Instance);
        await pump.RunOnceAsync(default);
    }
}
