using System.Net;
using System.Text;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Ops;
using Digipanel.Sandbox.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Digipanel.Bot.Tests.Chat;

public sealed class TelegramWebhookTests : IAsyncLifetime
{
    private const long Ayu = TelegramBench.Ayu;

    private static readonly HttpClient Http = new();

    private TelegramBench _bench = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _bench = await TelegramBench.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = RequestBody.BytesMax);
        _app = builder.Build();
        _app.UseSafeErrors();
        _app.MapPost(TelegramWebhook.Path, new TelegramWebhook(_bench.Options, _bench.Dispatcher, new WebhookTrouble(_bench.Test.Store, _bench.Test.Time), _bench.Logger<TelegramWebhook>()).HandleAsync);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task An_update_is_answered_after_the_commit_and_a_repeat_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Message(7, "/saldo 1")));
        Assert.Equal(1, _bench.InboxRows());
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Message(7, "/saldo 1")));
        await _bench.SendAllAsync();

        Assert.Equal((1, "saldo:1"), (_bench.InboxRows(), _bench.Answers()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("bench-secret_1x")]
    [InlineData("BENCH-SECRET_1")]
    public async Task Who_does_not_know_the_secret_is_not_telegram(string? secret)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Message(7, "/saldo 1"), secret));
        Assert.Equal(0, _bench.InboxRows());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"update_id":"7"}""")]
    [InlineData("""{"update_id":7,"message":7}""")]
    [InlineData("""{"update_id":7,"message":{"text":["x"]}}""")]
    public async Task A_body_that_makes_no_sense_is_refused(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(body));
        Assert.Equal(0, _bench.InboxRows());
    }

    [Fact]
    public async Task Broken_utf8_is_refused() => Assert.Equal(
        HttpStatusCode.BadRequest, await PostAsync(new ByteArrayContent([.. "{\"update_id\":7,\"message\":{\"text\":\""u8, 0xFF, .. "\"}}"u8]), "bench-secret_1"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_256_KiB_is_refused_with_a_length_or_without(bool chunked)
    {
        HttpContent body = new StringContent(Message(7, new string('x', RequestBody.BytesMax)));
        if (chunked)
        {
            body = new StreamContent(new Unseekable(await body.ReadAsStreamAsync()));
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(body, "bench-secret_1"));
        Assert.Equal(0, _bench.InboxRows());
    }

    [Fact]
    public async Task What_is_not_for_us_is_taken_and_forgotten()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("""{"update_id":7,"edited_message":{"text":"x"},"unknown":{"deep":[1,{"er":null}]}}"""));
        Assert.Equal(0, _bench.InboxRows());
    }

    [Fact]
    public async Task Telegram_is_told_where_to_call_and_a_customer_is_answered()
    {
        using var keeper = Keeper();
        Assert.True(await keeper.RunOnceAsync(default));
        await _bench.Sender.StartAsync(default);

        Assert.Equal("saldo:now", (await _bench.Server.AskAsync(Ayu, "/saldo now")).Text);

        await _bench.Sender.StopAsync(default);
        await _bench.Server.WaitUntilAsync(() => _bench.Server.PendingUpdates == 0); // the reply may overtake the 200
    }

    [Fact]
    public async Task A_webhook_that_somebody_removed_is_set_again()
    {
        using var keeper = Keeper();
        await keeper.RunOnceAsync(default);
        Assert.False(await keeper.RunOnceAsync(default));
        await _bench.Client.DeleteWebhookAsync(default);

        Assert.True(await keeper.RunOnceAsync(default));
        Assert.Equal(_app.Urls.Single() + TelegramWebhook.Path, _bench.Server.WebhookUrl);
    }

    private WebhookKeeper Keeper() => new(
        _bench.Client, _bench.Options, new ServerOptions { PublicUrl = _app.Urls.Single() + "/" }, _bench.Test.Store, _bench.Test.Time, _bench.Logger<WebhookKeeper>());

    private Task<HttpStatusCode> PostAsync(string body, string? secret = "bench-secret_1") =>
        PostAsync(new StringContent(body, Encoding.UTF8, "application/json"), secret);

    private async Task<HttpStatusCode> PostAsync(HttpContent body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _app.Urls.Single() + TelegramWebhook.Path) { Content = body };
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private static string Message(int id, string text) => $$$"""
        {"update_id":{{{id}}},"message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"from":{"id":42,"is_bot":false,"first_name":"Ayu"},"text":"{{{text}}}"}}
        """;

    private sealed class Unseekable(Stream inner) : MemoryStream(((MemoryStream)inner).ToArray())
    {
        public override bool CanSeek => false;
    }
}
