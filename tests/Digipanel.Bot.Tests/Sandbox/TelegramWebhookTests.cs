using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramWebhookTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    /// <summary>The bot's side: takes what is pushed and answers with the statuses given, then 200.</summary>
    private sealed class Hook : IAsyncDisposable
    {
        private readonly Channel<(string? Secret, JsonNode Update)> _got = Channel.CreateUnbounded<(string? Secret, JsonNode Update)>();
        private LoopbackHost? _host;

        public ConcurrentQueue<int> Answers { get; } = new();

        public string Url => _host!.BaseUrl + "/webhooks/telegram";

        public static async Task<Hook> StartAsync()
        {
            var hook = new Hook();
            hook._host = await LoopbackHost.StartAsync(app => app.MapPost("/webhooks/telegram", hook.TakeAsync));
            return hook;
        }

        public async Task<(string? Secret, JsonNode Update)> NextAsync() =>
            await _got.Reader.ReadAsync().AsTask().WaitAsync(TelegramServer.WaitMax);

        public ValueTask DisposeAsync() => _host!.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            var update = await JsonNode.ParseAsync(http.Request.Body);
            http.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 200;
            await _got.Writer.WriteAsync((http.Request.Headers["X-Telegram-Bot-Api-Secret-Token"], update!));
        }
    }

    [Fact]
    public async Task Updates_are_pushed_with_the_secret_and_polling_is_refused()
    {
        await using var hook = await Hook.StartAsync();
        await using var bot = await TelegramTestBot.StartAsync();
        await bot.Server.SendTextAsync(Ayu, "sebelum");
        var set = await bot.CallAsync("setWebhook", new { url = hook.Url, secret_token = "s3cret_-" });
        Assert.Equal("Webhook was set", set.Description);
        Assert.Equal("Webhook is already set", (await bot.CallAsync("setWebhook", new { url = hook.Url, secret_token = "s3cret_-" })).Description);
        await bot.Server.SendTextAsync(Ayu, "sesudah");

        var first = await hook.NextAsync();
        Assert.Equal("s3cret_-", first.Secret);
        Assert.Equal("sebelum", (string)first.Update["message"]!["text"]!);
        Assert.Equal("sesudah", (string)(await hook.NextAsync()).Update["message"]!["text"]!);
        (await bot.CallAsync("getUpdates"))
            .Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    }

    [Fact]
    public async Task What_is_not_answered_2xx_comes_again_after_a_pause_and_in_order()
    {
        var time = new FakeTime();
        await using var hook = await Hook.StartAsync();
        hook.Answers.Enqueue(500);
        await using var bot = await TelegramTestBot.StartAsync(time);
        (await bot.CallAsync("setWebhook", new { url = hook.Url })).Good();
        await bot.Server.SendTextAsync(Ayu, "satu");
        await bot.Server.SendTextAsync(Ayu, "dua");
        Assert.Equal("satu", (string)(await hook.NextAsync()).Update["message"]!["text"]!);
        while (time.Waiting == 0)
        {
            await Task.Yield();
        }

        Assert.Equal("Wrong response from the webhook: 500 Internal Server Error", (string)(await bot.CallAsync("getWebhookInfo")).Good()["last_error_message"]!);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("satu", (string)(await hook.NextAsync()).Update["message"]!["text"]!);
        Assert.Equal("dua", (string)(await hook.NextAsync()).Update["message"]!["text"]!);
    }

    [Fact]
    public async Task A_delivered_update_can_be_pushed_again()
    {
        await using var hook = await Hook.StartAsync();
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("setWebhook", new { url = hook.Url })).Good();
        var sent = await bot.Server.SendTextAsync(Ayu, "halo");
        var first = await hook.NextAsync();
        bot.Server.RepeatUpdate(sent.UpdateId!.Value);
        Assert.Equal((int)first.Update["update_id"]!, (int)(await hook.NextAsync()).Update["update_id"]!);
    }

    [Fact]
    public async Task Setting_a_webhook_ends_a_long_poll_and_deleting_it_brings_polling_back()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        var poll = bot.CallAsync("getUpdates", new { timeout = 30 });
        while (time.Waiting == 0)
        {
            await Task.Yield();
        }

        (await bot.CallAsync("setWebhook", new { url = "https://shop.example/webhooks/telegram", allowed_updates = new[] { "message" } })).Good();
        (await poll).Refused(409, "Conflict: terminated by setWebhook request");
        var info = (await bot.CallAsync("getWebhookInfo")).Good();
        Assert.Equal("https://shop.example/webhooks/telegram", (string)info["url"]!);
        Assert.Equal("message", (string)info["allowed_updates"]![0]!);

        Assert.Equal("Webhook was deleted", (await bot.CallAsync("deleteWebhook", new { drop_pending_updates = true })).Description);
        Assert.Equal("Webhook is already deleted", (await bot.CallAsync("deleteWebhook")).Description);
        Assert.Equal("", (string)(await bot.CallAsync("getWebhookInfo")).Good()["url"]!);
        Assert.Empty((await bot.CallAsync("getUpdates")).Good().AsArray());
    }

    [Theory]
    [InlineData("not a url", "", "invalid webhook URL specified")]
    [InlineData("http://shop.example/", "", "bad webhook: An HTTPS URL must be provided for webhook")]
    [InlineData("https://shop.example:5001/", "", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")]
    [InlineData("https://shop.example/", "rahasia!", "secret token contains unallowed characters")]
    public async Task A_webhook_is_https_on_a_known_port_with_a_plain_secret(string url, string secret, string reason)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("setWebhook", new { url, secret_token = secret })).Refused(400, "Bad Request: " + reason);
        (await bot.CallAsync("setWebhook", new { url = "https://shop.example/", secret_token = new string('a', 257) }))
            .Refused(400, "Bad Request: secret token is too long");
    }
}
