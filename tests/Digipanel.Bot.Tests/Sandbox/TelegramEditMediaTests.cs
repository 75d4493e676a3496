using System.Text.Json;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramEditMediaTests
{
    private const long Ayu = TelegramTestBot.Ayu;
    private const string NotModified = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
        + "current content and reply markup of the message";

    private static readonly object Keyboard = TelegramTestBot.Keyboard(new { text = "Cek status", callback_data = "cek" });

    private static MultipartFormDataContent Form(int message, byte[]? picture, object? media = null, object? keyboard = null, string part = "photo")
    {
        var form = new MultipartFormDataContent { { new StringContent(Ayu.ToString()), "chat_id" }, { new StringContent(message.ToString()), "message_id" } };
        var json = media as string ?? JsonSerializer.Serialize(media ?? new { type = "photo", media = "attach://photo", caption = "Bayar <b>Rp 50.000</b>", parse_mode = "HTML" });
        form.Add(new StringContent(json), "media");
        if (keyboard is not null)
        {
            form.Add(new StringContent(JsonSerializer.Serialize(keyboard)), "reply_markup");
        }

        if (picture is not null)
        {
            form.Add(new ByteArrayContent(picture), part, "qris.png");
        }

        return form;
    }

    private static async Task<TelegramTestBot.Reply> EditAsync(TelegramTestBot bot, int message, byte[]? picture, object? media = null, object? keyboard = null, string part = "photo")
    {
        using var form = Form(message, picture, media, keyboard, part);
        return await bot.PostAsync("editMessageMedia", form);
    }

    private static async Task<int> TextAsync(TelegramTestBot bot) => (int)(await bot.SendAsync("Pilih cara bayar", Keyboard)).Good()["message_id"]!;

    [Fact]
    public async Task A_text_becomes_a_picture_with_its_caption_and_keyboard()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await TextAsync(bot);
        var edited = (await EditAsync(bot, id, TelegramTestBot.Png(300, 300), keyboard: Keyboard)).Good();
        Assert.Equal(("Bayar Rp 50.000", null, 300), ((string)edited["caption"]!, (string?)edited["text"], (int)edited["photo"]![0]!["width"]!));
        Assert.NotNull(edited["edit_date"]);
        var message = Assert.Single(bot.Server.Messages(Ayu));
        Assert.Equal(("Bayar <b>Rp 50.000</b>", true, "cek"), (message.Html, message.Edited, message.Button("Cek")!.CallbackData));
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "x" })).Refused(400, "Bad Request: there is no text in the message to edit");
    }

    [Fact]
    public async Task A_picture_takes_the_place_of_another_and_the_keyboard_goes_unless_it_is_sent_again()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await TextAsync(bot);
        (await EditAsync(bot, id, TelegramTestBot.Png(300, 300), keyboard: Keyboard)).Good();
        var snapshot = bot.Server.Messages(Ayu)[0];
        var stamp = TelegramTestBot.Png(320, 320);
        (await EditAsync(bot, id, stamp, new { type = "photo", media = "attach://stamp" }, part: "stamp")).Good();
        var message = Assert.Single(bot.Server.Messages(Ayu));
        Assert.Equal(("", 0), (message.Text, message.Buttons.Count));
        Assert.Equal(stamp, message.Photo!.Bytes.ToArray());
        Assert.Equal(300, snapshot.Photo!.Width);
        (await EditAsync(bot, id, null, new { type = "photo", media = snapshot.Photo.FileId })).Good();
        Assert.Equal(snapshot.Photo, bot.Server.Messages(Ayu)[0].Photo);
    }

    [Fact]
    public async Task The_same_picture_caption_and_keyboard_are_no_edit()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await TextAsync(bot);
        var picture = TelegramTestBot.Png();
        (await EditAsync(bot, id, picture, keyboard: Keyboard)).Good();
        (await EditAsync(bot, id, [.. picture], keyboard: Keyboard)).Refused(400, NotModified);
        (await EditAsync(bot, id, [.. picture])).Good();
        (await EditAsync(bot, id, [.. picture])).Refused(400, NotModified);
        (await EditAsync(bot, id, [.. picture], new { type = "photo", media = "attach://photo", caption = "Lunas" })).Good();
    }

    [Fact]
    public async Task A_document_can_become_a_picture()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent(Ayu.ToString()), "chat_id" }, { new ByteArrayContent("a"u8.ToArray()), "document", "a.txt" } };
        var id = (int)(await bot.PostAsync("sendDocument", form)).Good()["message_id"]!;
        (await EditAsync(bot, id, TelegramTestBot.Png())).Good();
        Assert.Equal((true, null), (bot.Server.Messages(Ayu)[0].Photo is not null, bot.Server.Messages(Ayu)[0].Document));
    }

    [Theory]
    [InlineData("", "parameter \"media\" is required")]
    [InlineData("{", "can't parse input media JSON object")]
    [InlineData("[]", "can't parse InputMedia: expected an Object")]
    [InlineData("""{"media":"attach://photo"}""", "can't parse InputMedia: Can't find field \"type\"")]
    [InlineData("""{"type":"photo"}""", "can't parse InputMedia: media not found")]
    [InlineData("""{"type":"photo","media":"attach://else"}""", "unknown parameter \"photo\" of editMessageMedia")]
    [InlineData("""{"type":"sticker","media":"attach://photo"}""", "can't parse InputMedia: type \"sticker\" is unsupported")]
    [InlineData("""{"type":"photo","media":"attach://photo","captoin":"x"}""", "unknown field \"captoin\" in the InputMedia")]
    [InlineData("""{"type":"photo","media":"http://127.0.0.1/a.png"}""", "unknown parameter \"photo\" of editMessageMedia")]
    public async Task Media_that_make_no_sense_are_refused_in_Telegrams_words(string media, string reason)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await TextAsync(bot);
        // A part that nothing points to is a parameter of its own: only where the media point to it does it come along.
        var refused = await EditAsync(bot, id, media.Contains("media\":", StringComparison.Ordinal) ? TelegramTestBot.Png() : null, media);
        refused.Refused(400, "Bad Request: " + reason);
        Assert.Equal("Pilih cara bayar", Assert.Single(bot.Server.Messages(Ayu)).Text);
    }

    [Fact]
    public async Task What_is_no_picture_or_cannot_be_edited_says_why()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = await TextAsync(bot);
        var theirs = await bot.Server.SendTextAsync(Ayu, "halo");
        (await EditAsync(bot, id, "text"u8.ToArray())).Refused(400, "Bad Request: IMAGE_PROCESS_FAILED");
        (await EditAsync(bot, 9999, TelegramTestBot.Png())).Refused(400, "Bad Request: message to edit not found");
        (await EditAsync(bot, theirs.Id, TelegramTestBot.Png())).Refused(400, "Bad Request: message can't be edited");
        (await EditAsync(bot, id, null, new { type = "photo", media = "https://example.com/a.png" })).Refused(400, "Bad Request: failed to get HTTP URL content");
        (await EditAsync(bot, id, TelegramTestBot.Png(), new { type = "photo", media = "attach://photo", caption = new string('x', 1025) }))
            .Refused(400, "Bad Request: message caption is too long");
        (await EditAsync(bot, id, TelegramTestBot.Png(), new { type = "photo", media = "attach://photo", caption = "<b>x", parse_mode = "HTML" }))
            .Refused(400, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"");
        bot.Server.Block(Ayu);
        (await EditAsync(bot, id, TelegramTestBot.Png())).Refused(403, "Forbidden: bot was blocked by the user");
    }
}
