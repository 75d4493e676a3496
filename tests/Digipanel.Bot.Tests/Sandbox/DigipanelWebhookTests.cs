using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DigipanelWebhookTests
{
    private static string Hmac(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DigipanelFixture.Secret), Encoding.UTF8.GetBytes(text)));

    // printf '%s' '{"event":"download.completed","download_id":"d-1","title":"Café \"Promo\" 🎬","status":"berhasil","gdrive_link":"https://drive.google.com/file/d/1abc/view"}' \
    //   | openssl dgst -sha256 -hmac 'whsec_test'
    // and the same from Node: crypto.createHmac('sha256','whsec_test').update(JSON.stringify(payload)).digest('hex')
    [Fact]
    public void The_signature_is_what_openssl_and_node_make()
    {
        var payload = new JsonObject
        {
            ["event"] = "download.completed",
            ["download_id"] = "d-1",
            ["title"] = "Café \"Promo\" 🎬",
            ["status"] = "berhasil",
            ["gdrive_link"] = "https://drive.google.com/file/d/1abc/view",
        };
        Assert.Equal("6d06f0a21a6792017a4ae1474d47f728d1758c1e696dc0497c83b9d4d720f5b1",
            DigipanelWebhooks.Sign("whsec_test", Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(payload))));
    }

    // node -e "console.log(JSON.stringify({a:'\u0001\b\u2028\ud83c<&>\'/',b:[1,0.5,true,null],c:{}},null,0))"
    [Fact]
    public void Stringify_escapes_what_node_escapes_and_nothing_else()
    {
        var value = new JsonObject { ["a"] = "\u0001\b\u2028\ud83c<&>'/", ["b"] = new JsonArray(1, 0.5, true, null), ["c"] = new JsonObject() };
        Assert.Equal("{\"a\":\"\\u0001\\b\u2028\\ud83c<&>'/\",\"b\":[1,0.5,true,null],\"c\":{}}", JavaScriptJson.Stringify(value));
        Assert.Equal("{\n  \"b\": [\n    1\n  ]\n}", JavaScriptJson.Stringify(new JsonObject { ["b"] = new JsonArray(1) }, 2));
    }

    [Fact]
    public async Task A_finished_download_is_told_once_signed_over_its_body()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var id = await f.AcceptAsync();
        await f.PassAsync(1.9);
        Assert.Empty(f.Shop.Received);
        await f.PassAsync(0.1);
        var webhook = Assert.Single(f.Shop.Received);
        Assert.Equal("/webhooks/digipanel", webhook.Path);
        Assert.Equal(Hmac(webhook.Text), webhook.Headers["X-Webhook-Signature"]);
        using var json = JsonDocument.Parse(webhook.Body);
        Assert.Equal(("download.completed", id, "berhasil"), (json.RootElement.GetProperty("event").GetString(),
            json.RootElement.GetProperty("download_id").GetString(), json.RootElement.GetProperty("status").GetString()));
        Assert.StartsWith("https://drive.google.com/", json.RootElement.GetProperty("gdrive_link").GetString());
    }

    [Fact]
    public async Task A_pretty_body_is_signed_without_its_white_space()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var switches = f.Server.Options.Webhooks;
        (switches.Pretty, switches.UpperCaseHex, switches.Sha256Prefix, switches.UnknownFields) = (true, true, true, true);
        await f.AcceptAsync();
        await f.PassAsync(2);
        var webhook = Assert.Single(f.Shop.Received);
        Assert.Contains("\n  \"event\"", webhook.Text, StringComparison.Ordinal);
        var minified = JavaScriptJson.Stringify(JsonNode.Parse(webhook.Body));
        Assert.Equal("sha256=" + Hmac(minified).ToUpperInvariant(), webhook.Headers["X-Webhook-Signature"]);
    }

    [Fact]
    public async Task Webhooks_get_lost_repeated_delayed_and_retried()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var switches = f.Server.Options.Webhooks;
        switches.Lost.Next();
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.Empty(f.Shop.Received);

        switches.Repeats = 2;
        switches.Delay = TimeSpan.FromSeconds(5);
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.Empty(f.Shop.Received);
        await f.PassAsync(5);
        Assert.Equal(3, f.Shop.Received.Count);

        (switches.Repeats, switches.Delay) = (0, TimeSpan.Zero);
        f.Shop.Answers = _ => (500, "");
        await f.AcceptAsync();
        await f.PassAsync(2);
        await f.PassAsync(2);
        await f.PassAsync(4);
        await f.PassAsync(600);
        Assert.Equal([1, 2, 3], f.Server.Deliveries.Where(d => d.Status == 500).Select(d => d.Attempt));
    }

    [Fact]
    public async Task An_early_webhook_comes_before_the_answer()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Options.Webhooks.Early.Next();
        f.Shop.Answers = _ =>
        {
            Assert.Equal(0, f.Server.Calls.Of(DigipanelOperations.Download));
            return (404, "");
        };
        await f.AcceptAsync();
        Assert.Equal(404, Assert.Single(f.Server.Deliveries).Status);
    }

    [Fact]
    public async Task Odd_webhooks_lack_the_link_fail_after_success_or_are_wrongly_signed()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Options.Webhooks.WithoutDriveLink.Next();
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.DoesNotContain("gdrive_link", f.Shop.Received[0].Text, StringComparison.Ordinal);

        f.Server.Options.Webhooks.FailedAfterSuccess.Next();
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.Contains("\"status\":\"berhasil\"", f.Shop.Received[1].Text, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"gagal\"", f.Shop.Received[2].Text, StringComparison.Ordinal);

        f.Server.Options.Webhooks.WrongSignature.Next();
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.NotEqual(Hmac(f.Shop.Received[3].Text), f.Shop.Received[3].Headers["X-Webhook-Signature"], StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_webhook_can_be_forged_in_every_part()
    {
        await using var f = await DigipanelFixture.StartAsync();
        Assert.Equal(200, await f.Server.SendWebhookAsync("unknown-id", new DigipanelForgery { Status = "Sukses?", Signature = "" }));
        await f.Server.SendWebhookAsync("unknown-id", new DigipanelForgery { RawBody = [0xff, 0xfe] });
        Assert.False(f.Shop.Received[0].Headers.ContainsKey("X-Webhook-Signature"));
        Assert.Contains("Sukses?", f.Shop.Received[0].Text, StringComparison.Ordinal);
        Assert.Equal([0xff, 0xfe], f.Shop.Received[1].Body);
    }
}
