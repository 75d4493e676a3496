using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using FsCheck;
using FsCheck.Fluent;
using System.Text.Json;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>Whatever a reply holds, the strict server takes its rendering at the first try.</summary>
public sealed class RendererProperties
{
    private static readonly Gen<string> Scrap = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        Gen.Elements(
            "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<a href=\"https://x.id/?a=1&amp;b=2\">", "<a href=\"", "<a href=\"\">", "\">", "</a>", "<u>", "<", ">", "&", "&lt;",
            "&#0;", "&#x1F381;", "&#xD800;", "\n", "\r\n", "\t", "\0", "🎁", "é", "漢字", "\u200b", "https://elements.envato.com/x-ABC", "/start", "@ayu", "a@b.id", "-", " "),
        from length in Gen.Choose(1, 5000) from c in Gen.Elements('x', '&', '<', '"', 'é', '\n', ' ') select new string(c, length));

    private static readonly Gen<string> Text = Gen.Choose(0, 12).SelectMany(count => Scrap.ListOf(count)).Select(string.Concat);

    private static readonly Gen<string> Link = Gen.OneOf(
        Scrap,
        Gen.Elements(
            "https://drive.google.com/x?y=z", "http://localhost:8080/pay", "http://127.0.0.1/pay", "http://[::1]/", "https://a.b", "https://a.bc", "https://-a.bc/", "https://a-.bc/", "https://a_b.cd/",
            "https://a..bc/", "https://a.bc./", "https://1.2.3/", "https://x.1y/", "https://xn--bcher-kva.example/", "https://bücher.example/", "https://u:p@a.bc/", "https://a.bc/ x", "tg://user?id=1",
            "javascript:x", "ftp://a.bc", "mailto:a@b.cd", "https://", "HTTPS://A.BC/é", "https://a.bc:99999/"));

    private static readonly Gen<Button> AnyButton =
        from label in Scrap
        from kind in Gen.Choose(0, 4)
        from text in kind == 1 ? Link : Scrap
        select kind switch
        {
            0 => new Button(label) { Action = text },
            1 => new Button(label) { Url = text },
            2 => new Button(label) { Copy = text },
            3 => new Button(label) { Action = text, Url = text, Copy = text },
            _ => new Button(label),
        };

    private static readonly Gen<Reply> AnyReply =
        from plain in Text
        from markup in Text
        from buttons in Gen.Frequency((5, Gen.Choose(0, 4)), (1, Gen.Choose(90, 130))).SelectMany(count => AnyButton.ListOf(count))
        from width in Gen.Choose(1, 20)
        from qr in Gen.Frequency((3, Gen.Constant("")), (1, Scrap))
        select new Reply(Html.Plain(plain) + Raw(markup)) { Buttons = [.. buttons.Chunk(width)], QrContent = qr };

    [Fact]
    public async Task Any_reply_renders_to_something_that_telegram_takes()
    {
        await using var bench = await TelegramBench.StartAsync();
        Prop.ForAll(AnyReply.ToArbitrary(), reply => IsTaken(bench, reply)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static bool IsTaken(TelegramBench bench, Reply reply)
    {
        var before = bench.Server.Calls.Count;
        foreach (var message in new[] { MessageRenderer.Render(reply), MessageRenderer.RenderPlain(reply) })
        {
            var call = message.Photo is null
                ? bench.Client.SendMessageAsync(new SendMessageRequest(TelegramBench.Ayu, message.Text, message.ParseMode, message.ReplyMarkup, new LinkPreviewOptions(true)), default)
                : bench.Client.SendPhotoAsync(new SendPhotoRequest(TelegramBench.Ayu, message.Photo, message.Text, message.ParseMode, message.ReplyMarkup), default);
            var result = call.GetAwaiter().GetResult();
            Assert.True(result is BotApiResult<SentMessage>.Ok, $"{result}\n{JsonSerializer.Serialize(message)}");
        }

        return bench.Server.Calls.Count == before + 2;
    }

    private static Html Raw(string markup) => JsonSerializer.Deserialize<Html>(JsonSerializer.SerializeToUtf8Bytes(markup));
}
