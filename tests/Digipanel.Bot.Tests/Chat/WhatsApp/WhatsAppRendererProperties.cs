using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Sandbox.WhatsApp;
using WhatsAppMessage = Digipanel.Bot.Chat.WhatsApp.WhatsAppMessage;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Whatever a reply holds, a strict Cloud API takes its rendering at the first try.</summary>
public sealed class WhatsAppRendererProperties
{
    private static readonly Gen<string> Scrap = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        Gen.Elements(
            "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<a href=\"https://x.id/?a=1&amp;b=2\">", "<a href=\"", "<a href=\"\">", "\">", "</a>", "<u>", "<", ">", "&", "&lt;", "*", "_", "~",
            "`", "```", "&#0;", "&#x1F381;", "&#xD800;", "\n", "\r\n", "\t", "\0", "🎁", "é", "漢字", "\u200b", "\u202e", "https://elements.envato.com/x-ABC", "/start", "@ayu", "-", " "),
        from length in Gen.Choose(1, 5000) from c in Gen.Elements('x', '&', '<', '*', 'é', '\n', ' ') select new string(c, length));

    private static readonly Gen<string> Text = Gen.Choose(0, 12).SelectMany(count => Scrap.ListOf(count)).Select(string.Concat);

    private static readonly Gen<string> Link = Gen.OneOf(
        Scrap,
        Gen.Elements(
            "https://drive.google.com/x?y=z", "http://localhost:8080/pay", "http://[::1]/", "https://a.b", "https://a..bc/", "https://bücher.example/", "https://u:p@a.bc/", "https://a.bc/ x", "tg://user?id=1",
            "javascript:x", "ftp://a.bc", "mailto:a@b.cd", "https://", "HTTPS://A.BC/é", "https://a.bc:99999/", "https://a.bc/" + new string('x', 3000)));

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
            _ => new Button(label) { Action = "do" },
        };

    private static readonly Gen<Reply> AnyReply =
        from plain in Text
        from markup in Text
        from buttons in Gen.Frequency((6, Gen.Choose(0, 4)), (2, Gen.Choose(5, 14)), (1, Gen.Choose(90, 130))).SelectMany(count => AnyButton.ListOf(count))
        from width in Gen.Choose(1, 20)
        from qr in Gen.Frequency((3, Gen.Constant("")), (1, Scrap))
        from stamp in Gen.Frequency((5, Gen.Constant<Stamp?>(null)), (1, Gen.Elements<Stamp?>(Stamp.Paid, Stamp.Waiting)))
        from file in Gen.Frequency((5, Gen.Constant<TextDocument?>(null)), (1, Scrap.Select(s => (TextDocument?)new TextDocument(s, s))))
        select new Reply(Html.Plain(plain) + Raw(markup)) { Buttons = [.. buttons.Chunk(width)], QrContent = qr, Picture = stamp, Document = file };

    [Fact]
    public void Any_reply_renders_to_something_that_the_cloud_api_takes() =>
        Prop.ForAll(AnyReply.ToArbitrary(), reply => IsTaken(reply)).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public async Task Any_reply_is_taken_by_the_sandboxs_server_at_the_first_try()
    {
        await using var server = await WhatsAppServer.StartAsync();
        server.AddUser(new WhatsAppUser("Ayu", WhatsAppBench.Ayu));
        server.AddTemplate(new WhatsAppTemplate("order_ready", "id", "Pesananmu sudah siap: {{1}}"));
        await server.SendTextAsync(WhatsAppBench.Ayu, "halo");
        var options = new WhatsAppOptions { AccessToken = server.Options.AccessToken, PhoneNumberId = server.Options.PhoneNumberId, BaseUrl = server.BaseUrl };
        using var client = new WhatsAppClient(options, new SocketsHttpHandler(), TimeProvider.System);
        Prop.ForAll(AnyReply.ToArbitrary(), reply => IsTaken(client, reply)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static bool IsTaken(WhatsAppClient client, Reply reply)
    {
        var requests = new List<CloudMessage> { WhatsAppMessage.Template(WhatsAppBench.Ayu, new WhatsAppTemplateOptions { Name = "order_ready" }, WhatsAppRenderer.TemplateParameter(reply)) };
        foreach (var message in new[] { WhatsAppRenderer.Render(reply, TextsOf.Language("id")), WhatsAppRenderer.RenderPlain(reply, TextsOf.Language("en")) })
        {
            var mediaId = message.Media is null ? null : Id(client.UploadAsync(message.Media, default), reply);
            requests.Add(message.ToRequest(WhatsAppBench.Ayu, mediaId));
        }

        requests.ForEach(request => Id(client.SendAsync(request, default), reply));
        return true;
    }

    private static string Id(Task<WhatsAppResult> call, Reply reply)
    {
        var result = call.GetAwaiter().GetResult();
        return result is WhatsAppResult.Ok(var id) ? id : throw new Xunit.Sdk.XunitException($"{result}\n{JsonSerializer.Serialize(reply)}");
    }

    private static bool IsTaken(Reply reply)
    {
        foreach (var message in new[] { WhatsAppRenderer.Render(reply, TextsOf.Language("id")), WhatsAppRenderer.RenderPlain(reply, TextsOf.Language("en")) })
        {
            IsTaken(message.ToRequest("6281234567890", message.Media is null ? null : "123"));
            Assert.True(message.Options.Count >= message.Buttons.Count + message.Rows.Count);
        }

        IsTaken(WhatsAppMessage.Template("ID.1", new WhatsAppTemplateOptions { Name = "x" }, WhatsAppRenderer.TemplateParameter(reply)));
        return true;
    }

    private static void IsTaken(CloudMessage request)
    {
        var json = JsonSerializer.Serialize(request, CloudApiJson.Default.CloudMessage);
        var problems = string.Join("; ", CloudRules.Problems(JsonDocument.Parse(json).RootElement));
        Assert.True(problems.Length == 0, $"{problems}\n{json}");
    }

    private static Html Raw(string markup) => JsonSerializer.Deserialize<Html>(JsonSerializer.SerializeToUtf8Bytes(markup));
}
