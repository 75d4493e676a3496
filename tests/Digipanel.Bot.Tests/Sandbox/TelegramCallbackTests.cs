using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramCallbackTests
{
    private const long Ayu = TelegramTestBot.Ayu;
    private const string TooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";

    private static async Task<int> SendButtonAsync(TelegramTestBot bot) =>
        (int)(await bot.SendAsync("Pilih", TelegramTestBot.Keyboard(new { text = "Topup", callback_data = "topup:25000" }))).Good()["message_id"]!;

    [Fact]
    public async Task A_pressed_button_reaches_the_bot_and_is_answered_once()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await SendButtonAsync(bot);
        var press = await bot.Server.PressAsync(Ayu, id, "topup:25000");
        var query = (await bot.CallAsync("getUpdates")).Good()[0]!["callback_query"]!;
        Assert.Equal("topup:25000", (string)query["data"]!);
        Assert.Equal(press.QueryId, (string)query["id"]!);
        Assert.Equal(id, (int)query["message"]!["message_id"]!);
        Assert.False(bot.Server.Presses[0].Answered);

        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = press.QueryId, text = "Sebentar", show_alert = true })).Good();
        var answered = await bot.Server.WaitForAnswerAsync(press.QueryId);
        Assert.Equal(("Sebentar", true), (answered.AnswerText, answered.ShowedAlert));
        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = press.QueryId })).Refused(400, TooOld);
    }

    [Fact]
    public async Task An_old_or_unknown_query_cannot_be_answered()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        var press = await bot.Server.PressAsync(Ayu, await SendButtonAsync(bot), "topup:25000");
        time.Advance(bot.Server.Options.CallbackQueryLifetime + TimeSpan.FromSeconds(1));
        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = press.QueryId })).Refused(400, TooOld);
        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = "123" })).Refused(400, TooOld);
        (await bot.CallAsync("answerCallbackQuery")).Refused(400, TooOld);
    }

    [Fact]
    public async Task An_answer_has_200_characters_at_most()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var press = await bot.Server.PressAsync(Ayu, await SendButtonAsync(bot), "topup:25000");
        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = press.QueryId, text = new string('x', 201) }))
            .Refused(400, "Bad Request: MESSAGE_TOO_LONG");
        (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = press.QueryId, text = new string('x', 200) })).Good();
    }

    [Fact]
    public async Task Only_a_button_that_is_there_can_be_pressed_unless_forged()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await SendButtonAsync(bot);
        await Assert.ThrowsAsync<ArgumentException>(() => bot.Server.PressAsync(Ayu, id, "topup:1"));
        await bot.Server.PressAsync(Ayu, id, "topup:1", forged: true);
        Assert.Equal("topup:1", (string)(await bot.CallAsync("getUpdates")).Good()[0]!["callback_query"]!["data"]!);
    }
}
