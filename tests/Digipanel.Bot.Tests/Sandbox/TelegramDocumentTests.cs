using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramDocumentTests
{
    private const long Ayu = TelegramTestBot.Ayu;
    private static readonly byte[] Text = "Pesanan 1\nhttps://drive.google.com/file/d/1\n"u8.ToArray();

    private static async Task<TelegramTestBot.Reply> SendAsync(TelegramTestBot bot, byte[] bytes, string fileName = "riwayat.txt", string caption = "", string part = "document", string? reference = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Ayu.ToString()), "chat_id" }, { new StringContent(caption), "caption" }, { new StringContent("HTML"), "parse_mode" },
            { new ByteArrayContent(bytes), part, fileName },
        };
        if (reference is not null)
        {
            form.Add(new StringContent(reference), "document");
        }

        return await bot.PostAsync("sendDocument", form);
    }

    [Fact]
    public async Task A_document_arrives_with_its_name_bytes_and_caption()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var sent = (await SendAsync(bot, Text, caption: "Riwayat <b>November</b>")).Good();
        Assert.Equal(
            ("riwayat.txt", "text/plain", Text.Length, "Riwayat November"),
            ((string)sent["document"]!["file_name"]!, (string)sent["document"]!["mime_type"]!, (int)sent["document"]!["file_size"]!, (string)sent["caption"]!));
        var message = Assert.Single(bot.Server.Messages(Ayu));
        Assert.Equal(("Riwayat <b>November</b>", "riwayat.txt"), (message.Html, message.Document!.FileName));
        Assert.Equal(Text, message.Document.Bytes.ToArray());
        (await bot.CallAsync("sendDocument", new { chat_id = Ayu, document = message.Document.FileId })).Good();
        (await SendAsync(bot, Text, part: "file0", reference: "attach://file0")).Good();
        Assert.Equal(3, bot.Server.Messages(Ayu).Count(m => m.Document is not null));
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\laporan.csv", "laporan.csv")]
    [InlineData("a<b>:c?.txt", "abc.txt")]
    [InlineData("...", "file")]
    public async Task Its_name_is_cleaned_of_what_a_disk_could_take_amiss(string sent, string kept)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await SendAsync(bot, Text, sent)).Good();
        Assert.Equal(kept, bot.Server.Messages(Ayu)[0].Document!.FileName);
    }

    [Fact]
    public async Task What_is_no_document_is_refused()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await SendAsync(bot, [])).Refused(400, "Bad Request: file must be non-empty");
        (await SendAsync(bot, Text, caption: new string('x', 1025))).Refused(400, "Bad Request: message caption is too long");
        (await SendAsync(bot, Text, part: "file1", reference: "attach://file0")).Refused(400, "Bad Request: unknown parameter \"file1\" of sendDocument");
        (await bot.CallAsync("sendDocument", new { chat_id = Ayu })).Refused(400, "Bad Request: there is no document in the request");
        (await bot.CallAsync("sendDocument", new { chat_id = Ayu, document = "https://example.com/a.txt" })).Refused(400, "Bad Request: failed to get HTTP URL content");
        (await bot.CallAsync("sendDocument", new { chat_id = Ayu, document = "BQAC-unknown" }))
            .Refused(400, "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol");
        Assert.Empty(bot.Server.Messages(Ayu));
    }

    [Fact]
    public async Task Its_caption_is_edited_and_its_text_is_not()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var id = (int)(await SendAsync(bot, Text)).Good()["message_id"]!;
        (await bot.CallAsync("editMessageCaption", new { chat_id = Ayu, message_id = id, caption = "Selesai" })).Good();
        (await bot.CallAsync("editMessageText", new { chat_id = Ayu, message_id = id, text = "x" })).Refused(400, "Bad Request: there is no text in the message to edit");
        Assert.Equal(("Selesai", "riwayat.txt"), (bot.Server.Messages(Ayu)[0].Text, bot.Server.Messages(Ayu)[0].Document!.FileName));
    }

    [Fact]
    public async Task What_the_bot_is_doing_shows_for_five_seconds_or_until_its_message_comes()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        Assert.Null(bot.Server.ActionIn(Ayu));
        (await bot.CallAsync("sendChatAction", new { chat_id = Ayu, action = "typing" })).Good();
        Assert.Equal("typing", bot.Server.ActionIn(Ayu));
        (await bot.SendAsync("halo")).Good();
        Assert.Null(bot.Server.ActionIn(Ayu));
        (await bot.CallAsync("sendChatAction", new { chat_id = Ayu, action = "upload_photo" })).Good();
        Assert.Equal("upload_photo", bot.Server.ActionIn(Ayu));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(bot.Server.ActionIn(Ayu));
    }
}
