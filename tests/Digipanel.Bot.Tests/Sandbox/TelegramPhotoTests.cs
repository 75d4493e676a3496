using System.Net.Http.Headers;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramPhotoTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    private static MultipartFormDataContent Form(byte[] photo, string caption = "", string name = "photo", string? reference = null)
    {
        var file = new ByteArrayContent(photo);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var form = new MultipartFormDataContent { { new StringContent(Ayu.ToString()), "chat_id" }, { file, name, "qris.png" } };
        if (caption.Length > 0)
        {
            form.Add(new StringContent(caption), "caption");
            form.Add(new StringContent("HTML"), "parse_mode");
        }

        if (reference is not null)
        {
            form.Add(new StringContent(reference), "photo");
        }

        return form;
    }

    [Fact]
    public async Task A_photo_arrives_with_its_bytes_and_caption()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var png = TelegramTestBot.Png(300, 200);
        using var form = Form(png, "Bayar <b>Rp 50.000</b>");
        var sent = (await bot.PostAsync("sendPhoto", form)).Good();
        Assert.Equal("Bayar Rp 50.000", (string)sent["caption"]!);
        Assert.Equal("bold", (string)sent["caption_entities"]![0]!["type"]!);
        Assert.Equal(300, (int)sent["photo"]![0]!["width"]!);

        var message = Assert.Single(bot.Server.Messages(Ayu));
        Assert.Equal(png, message.Photo!.Bytes.ToArray());
        Assert.Equal("image/png", message.Photo.ContentType);
        (await bot.CallAsync("sendPhoto", new { chat_id = Ayu, photo = message.Photo.FileId })).Good();
        Assert.Equal(2, bot.Server.Messages(Ayu).Count);
    }

    [Fact]
    public async Task A_photo_may_hang_on_another_part()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var form = Form(TelegramTestBot.Png(), name: "file0", reference: "attach://file0");
        (await bot.PostAsync("sendPhoto", form)).Good();
        using var lost = Form(TelegramTestBot.Png(), name: "file1", reference: "attach://file0");
        (await bot.PostAsync("sendPhoto", lost)).Refused(400, "Bad Request: unknown parameter \"file1\" of sendPhoto");
    }

    [Fact]
    public async Task A_jpeg_is_measured_too()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        byte[] jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 100, 0, 50, 1, 0, 0, 0];
        using var form = Form(jpeg);
        var photo = (await bot.PostAsync("sendPhoto", form)).Good()["photo"]![0]!;
        Assert.Equal((50, 100), ((int)photo["width"]!, (int)photo["height"]!));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var text = Form("not a picture"u8.ToArray());
        (await bot.PostAsync("sendPhoto", text)).Refused(400, "Bad Request: IMAGE_PROCESS_FAILED");
        using var empty = Form([]);
        (await bot.PostAsync("sendPhoto", empty)).Refused(400, "Bad Request: file must be non-empty");
        using var thin = Form(TelegramTestBot.Png(2100, 100));
        (await bot.PostAsync("sendPhoto", thin)).Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS");
        using var big = Form([.. TelegramTestBot.Png(), .. new byte[10 * 1024 * 1024]]);
        (await bot.PostAsync("sendPhoto", big))
            .Refused(400, "Bad Request: file of size 10485793 bytes is too big for a photo; the maximum size is 10485760 bytes");
        (await bot.CallAsync("sendPhoto", new { chat_id = Ayu })).Refused(400, "Bad Request: there is no photo in the request");
        (await bot.CallAsync("sendPhoto", new { chat_id = Ayu, photo = "http://127.0.0.1/x.png" })).Refused(400, "Bad Request: failed to get HTTP URL content");
        Assert.Empty(bot.Server.Messages(Ayu));
    }

    [Fact]
    public async Task A_caption_has_1024_characters_at_most()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var fits = Form(TelegramTestBot.Png(), $"<b>{new string('x', 1024)}</b>");
        (await bot.PostAsync("sendPhoto", fits)).Good();
        using var over = Form(TelegramTestBot.Png(), new string('x', 1025));
        (await bot.PostAsync("sendPhoto", over)).Refused(400, "Bad Request: message caption is too long");
    }

    [Fact]
    public async Task A_customers_photo_reaches_the_bot_with_its_caption()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        await bot.Server.SendPhotoAsync(Ayu, TelegramTestBot.Png(), "ini https://elements.envato.com/x");
        var message = (await bot.CallAsync("getUpdates")).Good()[0]!["message"]!;
        Assert.Equal("url", (string)message["caption_entities"]![0]!["type"]!);
        Assert.Null(message["text"]);
        Assert.Equal(200, (int)message["photo"]![0]!["width"]!);
    }
}
