using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramEditTests
{
    private const long Ayu = TelegramTestBot.Ayu;
    private const string NotModified = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
        + "current content and reply markup of the message";

    private static readonly object Keyboard = TelegramTestBot.Keyboard(new { text = "A", callback_data = "a" });

    private static async Task<int> SentAsync(TelegramTestBot bot) => (int)(await bot.SendAsync("lama", Keyboard)).Good()["message_id"]!;

    [Fact]
    public async Task A_text_is_edited_in_place_and_loses_its_keyboard_unless_it_is_sent_again()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await SentAsync(bot);
        var snapshot = bot.Server.Messages(Ayu)[0];
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "<b>baru</b>", parse_mode = "HTML", reply_markup = Keyboard })).Good();
        Assert.Equal(("<b>baru</b>", true, 1), (bot.Server.Messages(Ayu)[0].Html, bot.Server.Messages(Ayu)[0].Edited, bot.Server.Messages(Ayu)[0].Buttons.Count));
        var edited = (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "baru lagi" })).Good();
        Assert.NotNull(edited["edit_date"]);
        Assert.Empty(bot.Server.Messages(Ayu)[0].Buttons);
        Assert.Equal("lama", snapshot.Text);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await SentAsync(bot);
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "lama", reply_markup = Keyboard })).Refused(400, NotModified);
        (await bot.CallAsync("editMessageReplyMarkup", new { chat_id = Ayu, message_id = id, reply_markup = Keyboard })).Refused(400, NotModified);
        (await bot.CallAsync("editMessageReplyMarkup", new { chat_id = Ayu, message_id = id })).Good();
        (await bot.CallAsync("editMessageReplyMarkup", new { chat_id = Ayu, message_id = id })).Refused(400, NotModified);
    }

    [Fact]
    public async Task What_cannot_be_edited_says_why()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await SentAsync(bot);
        var theirs = await bot.Server.SendTextAsync(Ayu, "halo");
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = 9999, text = "x" })).Refused(400, "Bad Request: message to edit not found");
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, text = "x" })).Refused(400, "Bad Request: message identifier is not specified");
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = theirs.Id, text = "x" })).Refused(400, "Bad Request: message can't be edited");
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "" })).Refused(400, "Bad Request: message text is empty");
        (await bot.CallAsync("editMessageCaption", new { chat_id = Ayu, message_id = id, caption = "x" }))
            .Refused(400, "Bad Request: there is no caption in the message to edit");
        bot.Server.Block(Ayu);
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "x" })).Refused(403, "Forbidden: bot was blocked by the user");
    }

    [Fact]
    public async Task A_caption_is_edited_as_text_is()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("42"), "chat_id" }, { new StringContent("lama"), "caption" }, { new ByteArrayContent(TelegramTestBot.Png()), "photo", "a.png" },
        };
        var id = (int)(await bot.PostAsync("sendPhoto", form)).Good()["message_id"]!;
        (await bot.CallAsync("editMessageCaption", new { chat_id = Ayu, message_id = id, caption = "Lunas" })).Good();
        Assert.Equal("Lunas", bot.Server.Messages(Ayu)[0].Text);
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "x" })).Refused(400, "Bad Request: there is no text in the message to edit");
        (await bot.CallAsync("editMessageCaption", new { chat_id = Ayu, message_id = id, caption = new string('x', 1025) }))
            .Refused(400, "Bad Request: message caption is too long");
    }

    [Fact]
    public async Task A_deleted_message_is_gone_for_everyone_for_48_hours()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        var old = await SentAsync(bot);
        time.Advance(TimeSpan.FromHours(49));
        var id = await SentAsync(bot);
        (await bot.CallAsync("deleteMessage", new { chat_id = Ayu, message_id = id })).Good();
        Assert.True(bot.Server.Messages(Ayu)[1].Deleted);
        Assert.Single(bot.Server.Replies(Ayu));
        (await bot.CallAsync("deleteMessage", new { chat_id = Ayu, message_id = id })).Refused(400, "Bad Request: message to delete not found");
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "x" })).Refused(400, "Bad Request: message to edit not found");
        (await bot.CallAsync("deleteMessage", new { chat_id = Ayu, message_id = old })).Refused(400, "Bad Request: message can't be deleted for everyone");
    }
}
