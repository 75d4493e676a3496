using System.Net;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramSendTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    [Fact]
    public async Task GetMe_tells_who_the_bot_is()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var me = (await bot.CallAsync("getMe")).Good();
        Assert.Equal(123, (long)me["id"]!);
        Assert.True((bool)me["is_bot"]!);
        Assert.Equal("digipanel_bot", (string)me["username"]!);
    }

    [Theory]
    [InlineData("123:wrong", 401, "Unauthorized")]
    [InlineData("nonsense", 404, "Not Found")]
    public async Task A_wrong_token_is_a_stranger(string token, int code, string description)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync($"{bot.Server.BaseUrl}/bot{token}/getMe");
        Assert.Equal(code, (int)response.StatusCode);
        Assert.Contains(description, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_method_is_not_found()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("sendMesage", new { chat_id = Ayu, text = "x" })).Refused(404, "Not Found");
    }

    [Fact]
    public async Task A_sent_message_is_in_the_chat_with_its_entities_and_buttons()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var sent = (await bot.SendAsync(
            "Halo <b>Ayu &amp; Budi</b> 😀 <a href=\"https://digipanel.id\">situs</a> <code>TU-1</code>",
            TelegramTestBot.Keyboard(
                new { text = "Saldo", callback_data = "saldo" },
                new { text = "Buka", url = "http://127.0.0.1:5000/pay/1" },
                new { text = "Salin", copy_text = new { text = "TU-1" } }),
            "HTML")).Good();

        Assert.Equal("Halo Ayu & Budi 😀 situs TU-1", (string)sent["text"]!);
        Assert.Equal("private", (string)sent["chat"]!["type"]!);
        var message = Assert.Single(bot.Server.Messages(Ayu));
        Assert.Equal((int)sent["message_id"]!, message.Id);
        Assert.True(message.FromBot);
        Assert.Equal(
            [
                new TelegramEntity("bold", 5, 10),
                new TelegramEntity("text_link", 19, 5, "https://digipanel.id/"),
                new TelegramEntity("code", 25, 4),
            ],
            message.Entities);
        Assert.Equal("saldo", message.Button("Saldo")?.CallbackData);
        Assert.Equal("http://127.0.0.1:5000/pay/1", message.Button("Buka")?.Url);
        Assert.Equal("TU-1", message.Button("Salin")?.CopyText);
        Assert.Equal("Halo <b>Ayu &amp; Budi</b> 😀 <a href=\"https://digipanel.id/\">situs</a> <code>TU-1</code>", message.Html);
    }

    [Fact]
    public async Task Forms_and_queries_are_taken_like_json()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["text"] = "Halo", ["reply_markup"] = """{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}""",
        });
        (await bot.PostAsync($"sendMessage?chat_id={Ayu}", form)).Good();
        Assert.Equal("a", bot.Server.Messages(Ayu)[0].Button("A")?.CallbackData);
    }

    [Theory]
    [InlineData("", "Bad Request: message text is empty")]
    [InlineData("  \n ", "Bad Request: text must be non-empty")]
    public async Task A_text_must_say_something(string text, string refusal)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync(text)).Refused(400, refusal);
        Assert.Empty(bot.Server.Messages(Ayu));
    }

    [Fact]
    public async Task Lengths_count_after_parsing()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync($"<b>{new string('x', 4095)}</b>&amp;", parseMode: "HTML")).Good();
        (await bot.SendAsync($"<b>{new string('x', 4096)}</b>&amp;", parseMode: "HTML")).Refused(400, "Bad Request: message is too long");
        (await bot.SendAsync(new string('x', 40_000))).Refused(400, "Bad Request: text is too long");
    }

    [Theory]
    [InlineData(999, 400, "Bad Request: chat not found")]
    [InlineData(43, 403, "Forbidden: bot can't initiate conversation with a user")]
    [InlineData(44, 403, "Forbidden: user is deactivated")]
    [InlineData(45, 403, "Forbidden: bot was blocked by the user")]
    public async Task Who_cannot_be_reached_is_refused_with_the_reason(long chat, int code, string description)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.AddUser(new TelegramUser(43, "Baru"), TelegramReach.NotStarted);
        bot.Server.AddUser(new TelegramUser(44, "Hilang"), TelegramReach.Deactivated);
        bot.Server.AddUser(new TelegramUser(45, "Marah"));
        bot.Server.Block(45);
        (await bot.CallAsync("sendMessage", new { chat_id = chat, text = "x" })).Refused(code, description);
        (await bot.CallAsync("sendChatAction", new { chat_id = chat, action = "typing" })).Refused(code, description);
    }

    [Fact]
    public async Task Who_blocked_the_bot_and_writes_again_can_be_reached_again()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.Block(Ayu);
        await bot.Server.SendTextAsync(Ayu, "/start");
        (await bot.SendAsync("Halo lagi")).Good();
    }

    [Fact]
    public async Task A_chat_must_be_named()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("sendMessage", new { text = "x" })).Refused(400, "Bad Request: chat_id is empty");
    }

    [Fact]
    public async Task Unknown_parameters_and_fields_are_typos()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("sendMessage", new { chat_id = Ayu, text = "x", parsemode = "HTML" }))
            .Refused(400, "Bad Request: unknown parameter \"parsemode\" of sendMessage");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", callbackData = "a" })))
            .Refused(400, "Bad Request: unknown field \"callbackData\" in an InlineKeyboardButton");
        (await bot.CallAsync("sendMessage", new { chat_id = Ayu, text = "x", link_preview_options = new { disabled = true } }))
            .Refused(400, "Bad Request: unknown field \"disabled\" in the LinkPreviewOptions");
    }

    [Fact]
    public async Task Broken_bodies_are_refused()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        foreach (var body in new[] { "{\"chat_id\":42,", "[]", "null" })
        {
            using var content = new StringContent(body, null, "application/json");
            (await bot.PostAsync("sendMessage", content)).Refused(400, "Bad Request: can't parse the request's JSON object");
        }

        using var broken = new ByteArrayContent([.. "{\"chat_id\":42,\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        broken.Headers.ContentType = new("application/json");
        (await bot.PostAsync("sendMessage", broken)).Refused(400, "Bad Request: strings must be encoded in UTF-8");
        using var half = new StringContent("""{"chat_id":42,"text":"\ud800"}""", null, "application/json");
        (await bot.PostAsync("sendMessage", half)).Refused(400, "Bad Request: strings must be encoded in UTF-8");
        using var xml = new StringContent("<x/>", null, "application/xml");
        (await bot.PostAsync("sendMessage", xml)).Refused(400, "Bad Request: unsupported content type of the request");
    }

    [Fact]
    public async Task A_reply_needs_the_message_it_answers()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var asked = await bot.Server.SendTextAsync(Ayu, "halo");
        (await bot.CallAsync("sendMessage", new { chat_id = Ayu, text = "x", reply_parameters = new { message_id = asked.Id } })).Good();
        Assert.Equal(asked.Id, bot.Server.Replies(Ayu)[0].ReplyToMessageId);
        (await bot.CallAsync("sendMessage", new { chat_id = Ayu, text = "x", reply_parameters = new { message_id = 9999 } }))
            .Refused(400, "Bad Request: message to be replied not found");
    }

    [Fact]
    public async Task Chat_actions_are_those_that_Telegram_knows()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("sendChatAction", new { chat_id = Ayu, action = "upload_photo" })).Good();
        (await bot.CallAsync("sendChatAction", new { chat_id = Ayu, action = "thinking" })).Refused(400, "Bad Request: wrong parameter action in request");
    }

    [Fact]
    public async Task The_call_log_names_no_token()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x")).Good();
        var call = Assert.Single(bot.Server.Calls);
        Assert.Equal(("sendMessage", "42", 200), (call.Method, call.ChatId, call.Status));
        Assert.DoesNotContain(bot.Server.Calls, c => c.ToString().Contains("abc", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await bot.CallAsync("getMe")).Status);
    }
}
