using System.Net;
using System.Security.Cryptography;
using System.Text;
using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class DigipanelWebhookTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Theory]
    [InlineData("plain")]
    [InlineData("pretty")]
    [InlineData("upper")]
    [InlineData("prefix")]
    [InlineData("unknown-fields")]
    public async Task Every_form_of_a_signed_webhook_delivers(string form)
    {
        await using var world = await SubmittedAsync();
        var webhooks = world.Server.Options.Webhooks;
        (webhooks.Pretty, webhooks.UpperCaseHex, webhooks.Sha256Prefix, webhooks.UnknownFields) = (form == "pretty", form == "upper", form == "prefix", form == "unknown-fields");
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(1));
    }

    [Fact]
    public async Task Second_delivery_of_a_webhook_moves_no_money_and_sends_no_message()
    {
        await using var world = await SubmittedAsync();
        world.Server.Options.Webhooks.Repeats = 3;
        await world.CompleteAsync("neon");
        Assert.Equal(4, world.Server.Deliveries.Count(d => d.Status == 200));
        Assert.Equal(2, world.Messages("1").Count);
        Assert.Equal((49_500, 500), (world.Saldo("1"), world.Sum("sales")));
    }

    [Fact]
    public async Task A_webhook_that_overtakes_the_answer_to_its_own_post_delivers()
    {
        await using var world = await DownloadsWorld.StartAsync();
        world.Server.Options.Webhooks.Early.Next();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.Equal(("delivered", 1), (world.State(1), world.Posts));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM digipanel_events WHERE order_number IS NULL"));
    }

    [Fact]
    public async Task Done_without_a_drive_link_is_asked_after()
    {
        await using var world = await SubmittedAsync();
        world.Server.Options.Webhooks.WithoutDriveLink.Next();
        world.Server.Options.DetailsWithoutDriveLink.Next();
        await world.CompleteAsync("neon");
        Assert.Equal("submitted", world.State(1));
        world.Time.Advance(TimeSpan.FromSeconds(11));
        await world.PollAsync();
        Assert.Equal("submitted", world.State(1));
        world.Time.Advance(TimeSpan.FromSeconds(11));
        await world.PollAsync();
        Assert.Equal("delivered", world.State(1));
    }

    [Fact]
    public async Task A_failure_after_the_delivery_moves_nothing()
    {
        await using var world = await SubmittedAsync();
        world.Server.Options.Webhooks.FailedAfterSuccess.Next();
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Equal(2, world.Messages("1").Count);
    }

    [Fact]
    public async Task A_success_after_the_refund_is_given_free()
    {
        await using var world = await SubmittedAsync();
        var id = world.Download("neon").Id;
        world.Server.Fail(id);
        await world.Server.SettleAsync();
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        await world.Server.SendWebhookAsync(id, new DigipanelForgery { Status = "berhasil", DriveLink = "https://drive.google.com/late" });
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Contains("https://drive.google.com/late", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drive_link_that_is_not_https_is_not_passed_on()
    {
        await using var world = await SubmittedAsync();
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { Status = "berhasil", DriveLink = "http://evil.test/x" });
        Assert.Equal("submitted", world.State(1));
    }

    [Fact]
    public async Task The_address_without_an_account_finds_it_by_the_signature()
    {
        await using var world = await SubmittedAsync(accounts: 2);
        Assert.Equal(200, await world.Server.SendWebhookAsync(
            world.Download("neon").Id, new DigipanelForgery { Status = "berhasil", DriveLink = "https://drive.google.com/x" }, world.BotUrl + "/webhooks/digipanel"));
        Assert.Equal("delivered", world.State(1));
    }

    [Fact]
    public async Task Another_accounts_signature_is_forged()
    {
        await using var world = await SubmittedAsync(accounts: 2);
        Assert.Equal(401, await world.Server.SendWebhookAsync(
            world.Download("neon").Id, new DigipanelForgery { Status = "berhasil", DriveLink = "https://drive.google.com/x", Secret = "whsec_extra_1" }));
        Assert.Equal("submitted", world.State(1));
    }

    [Theory]
    [InlineData("empty", HttpStatusCode.BadRequest)]
    [InlineData("no-json", HttpStatusCode.BadRequest)]
    [InlineData("array", HttpStatusCode.BadRequest)]
    [InlineData("wrong-types", HttpStatusCode.BadRequest)]
    [InlineData("broken-utf8", HttpStatusCode.BadRequest)]
    [InlineData("deep", HttpStatusCode.BadRequest)]
    [InlineData("too-large", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("unknown-id", HttpStatusCode.OK)]
    public async Task A_body_that_makes_no_sense_gets_a_clear_answer_and_changes_nothing(string what, HttpStatusCode status)
    {
        await using var world = await SubmittedAsync();
        byte[] body = what switch
        {
            "empty" => [],
            "no-json" => "hello"u8.ToArray(),
            "array" => "[1,2]"u8.ToArray(),
            "wrong-types" => """{"download_id":{"a":1},"status":7}"""u8.ToArray(),
            "broken-utf8" => [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
            "deep" => Encoding.UTF8.GetBytes(new string('[', 10_000)),
            "too-large" => new byte[(256 * 1024) + 1],
            _ => """{"download_id":"nobody","status":"berhasil","gdrive_link":"https://drive.google.com/x"}"""u8.ToArray(),
        };
        Assert.Equal(status, await world.WebhookAsync(body, Sign(body)));
        Assert.Equal(("submitted", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Single(world.Messages("1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_wrong_signature_is_401(string? signature)
    {
        await using var world = await SubmittedAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"download_id":"{{world.Download("neon").Id}}","status":"berhasil","gdrive_link":"https://drive.google.com/x"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await world.WebhookAsync(body, signature));
        Assert.Equal(HttpStatusCode.Unauthorized, await world.WebhookAsync(body, signature, "/webhooks/digipanel"));
        Assert.Equal("submitted", world.State(1));
    }

    [Fact]
    public async Task An_unknown_account_is_404()
    {
        await using var world = await SubmittedAsync();
        Assert.Equal(HttpStatusCode.NotFound, await world.WebhookAsync("{}"u8.ToArray(), Sign("{}"u8.ToArray()), "/webhooks/digipanel/nobody"));
    }

    private static string Sign(byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DownloadsWorld.Secret), body));

    private static async Task<DownloadsWorld> SubmittedAsync(int accounts = 1)
    {
        var world = await DownloadsWorld.StartAsync(accounts: accounts);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        return world;
    }
}
