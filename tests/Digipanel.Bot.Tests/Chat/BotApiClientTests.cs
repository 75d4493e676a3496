using System.Net;
using System.Text;
using Digipanel.Bot.Chat.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class BotApiClientTests
{
    private const string Token = "123456789:AAtest-Token_0123456789abcdefghijkl";

    private static readonly SendMessageRequest Hello = new(42, "Halo", "HTML", null, null);

    [Fact]
    public async Task A_sent_message_gives_its_id()
    {
        using var handler = StubHandler.Json("""{"ok":true,"result":{"message_id":77,"date":1,"chat":{"id":42,"type":"private"},"text":"Halo"}}""");
        using var client = Client(handler);

        var result = await client.SendMessageAsync(Hello, default);

        Assert.Equal(77, Assert.IsType<BotApiResult<SentMessage>.Ok>(result).Value.MessageId);
        var (uri, contentType, body) = Assert.Single(handler.Requests);
        Assert.Equal($"https://api.telegram.org/bot{Token}/sendMessage", uri.ToString());
        Assert.Equal("application/json; charset=utf-8", contentType);
        Assert.Equal("""{"chat_id":42,"text":"Halo","parse_mode":"HTML"}""", body);
    }

    [Theory]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""", "Refused { Code = 400, Description = Bad Request: chat not found }")]
    [InlineData(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""", "Refused { Code = 401, Description = Unauthorized }")]
    [InlineData(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""", "Blocked { Description = Forbidden: bot was blocked by the user }")]
    [InlineData(409, """{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}""", "Refused { Code = 409, Description = Conflict: terminated by other getUpdates request }")]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}""", "TooMany { RetryAfter = 00:00:07 }")]
    [InlineData(429, "<html>", "TooMany { RetryAfter = 00:00:05 }")]
    [InlineData(429, """{"ok":false,"error_code":429,"parameters":{"retry_after":"soon"}}""", "TooMany { RetryAfter = 00:00:05 }")]
    [InlineData(429, """{"ok":false,"error_code":429,"parameters":{"retry_after":9223372036854775807}}""", "TooMany { RetryAfter = 01:00:00 }")]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001234567890}}""", "Migrated { ChatId = -1001234567890 }")]
    [InlineData(404, "<html>not here</html>", "Refused { Code = 404, Description = HTTP 404 without a Bot API answer }")]
    [InlineData(502, "<html>Bad Gateway</html>", "Unreachable { Reason = HTTP 502 without a Bot API answer, MayBeDone = True }")]
    [InlineData(500, """{"ok":false,"error_code":500,"description":"Internal Server Error"}""", "Unreachable { Reason = Internal Server Error, MayBeDone = True }")]
    [InlineData(200, "hello", "Unreachable { Reason = HTTP 200 without a Bot API answer, MayBeDone = True }")]
    [InlineData(200, "", "Unreachable { Reason = HTTP 200 without a Bot API answer, MayBeDone = True }")]
    [InlineData(200, "null", "Unreachable { Reason = HTTP 200 without a Bot API answer, MayBeDone = True }")]
    [InlineData(200, """{"ok":true}""", "Unreachable { Reason = HTTP 200 without a Bot API answer, MayBeDone = True }")]
    [InlineData(302, "", "Unreachable { Reason = HTTP 302 without a Bot API answer, MayBeDone = True }")]
    public async Task Every_answer_has_one_outcome(int status, string body, string expected)
    {
        using var client = Client(StubHandler.Json(body, (HttpStatusCode)status));

        Assert.Equal(expected, (await client.SendMessageAsync(Hello, default)).ToString());
    }

    [Fact]
    public async Task A_broken_connection_is_an_outcome_that_quotes_nothing()
    {
        using var handler = new StubHandler(request => throw new HttpRequestException(HttpRequestError.ConnectionError, $"cannot reach {request.RequestUri}"));
        using var client = Client(handler);

        var result = await client.SendMessageAsync(Hello, default);

        Assert.Equal("Unreachable { Reason = sendMessage: ConnectionError, MayBeDone = False }", result.ToString());
    }

    [Fact]
    public async Task A_server_that_echoes_the_token_does_not_get_it_into_a_description()
    {
        using var client = Client(StubHandler.Json($$"""{"ok":false,"error_code":404,"description":"no /bot{{Token}}/x\nhere"}""", HttpStatusCode.NotFound));

        Assert.Equal("Refused { Code = 404, Description = no /bot***/x here }", (await client.SendMessageAsync(Hello, default)).ToString());
    }

    [Fact]
    public async Task Stopping_is_not_an_outcome()
    {
        using var client = Client(StubHandler.Json("{}"));
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendMessageAsync(Hello, stopping.Token));
    }

    [Fact]
    public async Task A_photo_goes_as_a_form_with_its_bytes()
    {
        using var handler = StubHandler.Json("""{"ok":true,"result":{"message_id":5}}""");
        using var client = Client(handler);
        var keyboard = new InlineKeyboardMarkup([[new InlineKeyboardButton("Saldo", CallbackData: "saldo")]]);

        await client.SendPhotoAsync(new SendPhotoRequest(42, "PNGBYTES"u8.ToArray(), "Rp 50.000 é", "HTML", keyboard), default);

        var (_, contentType, body) = Assert.Single(handler.Requests);
        Assert.StartsWith("multipart/form-data; boundary=", contentType, StringComparison.Ordinal);
        Assert.Contains("name=\"chat_id\"\r\n\r\n42\r\n", body, StringComparison.Ordinal);
        Assert.Contains("name=\"caption\"\r\n\r\nRp 50.000 é\r\n", body, StringComparison.Ordinal);
        Assert.Contains("name=\"parse_mode\"\r\n\r\nHTML\r\n", body, StringComparison.Ordinal);
        Assert.Contains("""name="reply_markup""" + "\"\r\n\r\n" + """{"inline_keyboard":[[{"text":"Saldo","callback_data":"saldo"}]]}""", body, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo.png\"", body, StringComparison.Ordinal);
        Assert.Contains("PNGBYTES", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polling_names_the_kinds_of_update_and_leaves_out_an_unknown_offset()
    {
        using var handler = StubHandler.Json("""{"ok":true,"result":[]}""");
        using var client = Client(handler);

        await client.GetUpdatesAsync(null, 100, TimeSpan.FromSeconds(25), default);
        await client.GetUpdatesAsync(8, 100, TimeSpan.Zero, default);

        Assert.Equal("""{"limit":100,"timeout":25,"allowed_updates":["message","callback_query","my_chat_member"]}""", handler.Requests[0].Body);
        Assert.Equal("""{"offset":8,"limit":100,"timeout":0,"allowed_updates":["message","callback_query","my_chat_member"]}""", handler.Requests[1].Body);
    }

    [Theory]
    [InlineData("""{"update_id":11,"message":"not an object"}""")]
    [InlineData("""{"update_id":11,"message":{"message_id":"x","chat":[]}}""")]
    [InlineData("""{"update_id":11,"message":{"text":"\ud800"}}""")]
    [InlineData("""{"update_id":11,"callback_query":7}""")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"update_id":"eleven"}""")]
    [InlineData("""{"no":"id"}""")]
    public async Task A_weird_update_costs_itself_only(string weird)
    {
        var before = """{"update_id":10,"message":{"message_id":1,"text":"a","new_field":{"x":[1]}}}""";
        var after = """{"update_id":12,"message":{"message_id":2,"text":"b"}}""";
        using var client = Client(StubHandler.Json($$"""{"ok":true,"result":[{{before}},{{weird}},{{after}}]}"""));

        var batch = Assert.IsType<BotApiResult<UpdateBatch>.Ok>(await client.GetUpdatesAsync(null, 100, TimeSpan.Zero, default)).Value;

        Assert.Equal("a b", string.Join(' ', batch.Updates.Select(u => u.Message!.Text)));
        Assert.Equal(1, batch.Unreadable);
        Assert.Equal(12, batch.LastUpdateId);
    }

    [Fact]
    public async Task A_weird_update_at_the_end_is_confirmed_too()
    {
        using var client = Client(StubHandler.Json("""{"ok":true,"result":[{"update_id":10},{"update_id":11,"message":[]}]}"""));

        var batch = Assert.IsType<BotApiResult<UpdateBatch>.Ok>(await client.GetUpdatesAsync(null, 100, TimeSpan.Zero, default)).Value;

        Assert.Equal(11, batch.LastUpdateId);
        Assert.Equal(1, batch.Unreadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"update_id":0}""")]
    [InlineData("""{"update_id":-5}""")]
    [InlineData("""{"update_id":1.5}""")]
    [InlineData("""{"update_id":99999999999999999999}""")]
    [InlineData("""{"update_id":1,"message":7}""")]
    [InlineData("""{"update_id":1,"message":{"text":"\ud800"}}""")]
    [InlineData("""{"update_id":1} {"update_id":2}""")]
    public void A_webhook_body_that_makes_no_sense_is_no_update(string body) => Assert.Null(UpdateParser.ParseOne(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Broken_utf8_is_no_update() =>
        Assert.Null(UpdateParser.ParseOne([.. "{\"update_id\":1,\"message\":{\"text\":\""u8, 0xFF, 0xFE, .. "\"}}"u8]));

    private static BotApiClient Client(HttpMessageHandler handler) =>
        new(new TelegramOptions { Enabled = true, BotToken = Token }, handler, TimeProvider.System);
}
