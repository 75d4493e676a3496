using System.Text;
using System.Text.Json.Nodes;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class WhatsAppFormTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static TheoryData<string, string, int> Refused => new()
    {
        { "an unknown field", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":"a"},"silent":true}""", 100 },
        { "an unknown field below", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":"a","parse_mode":"HTML"}}""", 100 },
        { "no body", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{}}""", 131008 },
        { "an empty body", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":""}}""", 131009 },
        { "a body of blanks", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":" \n "}}""", 131009 },
        { "a body that is a number", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":1}}""", 100 },
        { "half a surrogate pair", """{"messaging_product":"whatsapp","to":"6281234567890","type":"text","text":{"body":"\ud800"}}""", 100 },
        { "no product", """{"to":"6281234567890","type":"text","text":{"body":"a"}}""", 131008 },
        { "nobody", """{"messaging_product":"whatsapp","type":"text","text":{"body":"a"}}""", 131008 },
        { "two people", """{"messaging_product":"whatsapp","to":"6281234567890","recipient":"ID.1","type":"text","text":{"body":"a"}}""", 100 },
        { "a number that is none", """{"messaging_product":"whatsapp","to":"ID.1349120","type":"text","text":{"body":"a"}}""", 131009 },
        { "an unknown type", """{"messaging_product":"whatsapp","to":"6281234567890","type":"keyboard","keyboard":{}}""", 131009 },
        { "another key twice", """{"messaging_product":"whatsapp","to":"6281234567890","to":"6281","type":"text","text":{"body":"a"}}""", 100 },
        { "no JSON", "{", 100 },
        { "an array", "[]", 100 },
        { "an unknown receipt", """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.nothing"}""", 131009 },
        { "a picture that nobody uploaded", """{"messaging_product":"whatsapp","to":"6281234567890","type":"image","image":{"id":"1"}}""", 131053 },
        { "a picture by its address", """{"messaging_product":"whatsapp","to":"6281234567890","type":"image","image":{"link":"http://127.0.0.1/a.png"}}""", 131053 },
        { "a link button to nowhere", """{"messaging_product":"whatsapp","to":"6281234567890","type":"interactive","interactive":{"type":"cta_url","body":{"text":"a"},"action":{"name":"cta_url","parameters":{"display_text":"Bayar","url":"bayar"}}}}""", 131009 },
        { "a link button without an address", """{"messaging_product":"whatsapp","to":"6281234567890","type":"interactive","interactive":{"type":"cta_url","body":{"text":"a"},"action":{"name":"cta_url","parameters":{"display_text":"Bayar"}}}}""", 131008 },
        { "an unknown template", """{"messaging_product":"whatsapp","to":"6281234567890","type":"template","template":{"name":"file_ready","language":{"code":"id"}}}""", 132001 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_Meta_refuses_is_refused_with_its_code(string what, string json, int code)
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        var (status, body) = await bot.PostAsync(content);
        Assert.True((int?)body["error"]?["code"] == code, $"{what}: {body.ToJsonString()}");
        Assert.Equal(code == 132001 ? 404 : 400, status);
        Assert.NotNull(body["error"]!["error_data"]!["details"]);
        Assert.Empty(bot.Server.Replies(WhatsAppTestBot.Ayu));
    }

    [Fact]
    public async Task Every_limit_holds_to_the_character()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text(new string('a', 4096))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Text(new string('a', 4097))));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Buttons((new string('i', 256), new string('t', 20)), ("b", "B"), ("c", "C"))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons(("a", new string('t', 21)))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons((new string('i', 257), "A"))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons(("a", "A"), ("b", "B"), ("c", "C"), ("d", "D"))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons()));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons(("a", "A"), ("b", "A"))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons(("a", "A"), ("a", "B"))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.Buttons(("a", "dua\nbaris"))));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.List(10, button: new string('t', 20))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.List(11)));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.List(1, button: new string('t', 21))));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.List(1, new string('t', 24))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.List(1, new string('t', 25))));
        Assert.Equal(131009, await bot.CodeOfAsync(WhatsAppTestBot.List(2, "sama")));

        var long1024 = WhatsAppTestBot.Buttons(("a", "A"));
        long1024["interactive"]!["body"]!["text"] = new string('a', 1024);
        Assert.Null(await bot.CodeOfAsync(long1024));
        long1024["interactive"]!["body"]!["text"] = new string('a', 1025);
        Assert.Equal(131009, await bot.CodeOfAsync(long1024));

        var described = WhatsAppTestBot.List(1);
        described["interactive"]!["action"]!["sections"]![0]!["rows"]![0]!["description"] = new string('a', 73);
        Assert.Equal(131009, await bot.CodeOfAsync(described));
    }

    [Fact]
    public async Task A_message_of_each_kind_arrives_as_it_was_sent()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var picture = (string)(await bot.UploadAsync(Png, "image/png")).Body["id"]!;
        var file = (string)(await bot.UploadAsync("isi"u8.ToArray(), "text/plain", "riwayat.txt")).Body["id"]!;
        var header = WhatsAppTestBot.Buttons(("pay:1", "Sudah bayar"));
        header["interactive"]!["header"] = new JsonObject { ["type"] = "image", ["image"] = new JsonObject { ["id"] = picture } };
        await bot.SendAsync(header);
        await bot.SendAsync(WhatsAppTestBot.List(4));
        await bot.SendAsync(Message("""{"messaging_product":"whatsapp","to":"6281234567890","type":"interactive","interactive":{"type":"cta_url","body":{"text":"Bayar di sini"},"action":{"name":"cta_url","parameters":{"display_text":"Bayar","url":"https://pay.example/1"}}}}"""));
        await bot.SendAsync(Message("""{"messaging_product":"whatsapp","to":"6281234567890","type":"document","document":{"id":"MEDIA","filename":"riwayat.txt","caption":"Riwayat"}}""", file));

        var seen = bot.Server.Replies(WhatsAppTestBot.Ayu);
        Assert.Equal(["button", "list", "cta_url", "document"], seen.Select(m => m.Type), StringComparer.Ordinal);
        Assert.Equal(1, seen[0].Image!.Width);
        Assert.Equal("pay:1", seen[0].Option("Sudah")!.Id);
        Assert.Equal(("Buka", 4), (seen[1].ListButton, seen[1].Options.Count));
        Assert.Equal("https://pay.example/1", seen[2].Link!.Url);
        Assert.Equal(("riwayat.txt", "Riwayat"), (seen[3].Document!.FileName, seen[3].Text));
    }

    [Fact]
    public async Task Media_must_be_of_a_known_type_and_what_it_says()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        Assert.Equal(100, (int)(await bot.UploadAsync("a,b"u8.ToArray(), "text/csv", "a.csv")).Body["error"]!["code"]!);
        Assert.Equal(100, (int)(await bot.UploadAsync("kein Bild"u8.ToArray(), "image/png")).Body["error"]!["code"]!);
        Assert.Equal(100, (int)(await bot.UploadAsync(Png, "image/jpeg")).Body["error"]!["code"]!);
        Assert.Equal(100, (int)(await bot.UploadAsync(Png, "image/png", says: "image/jpeg")).Body["error"]!["code"]!);
        Assert.Equal(100, (int)(await bot.UploadAsync([], "image/png")).Body["error"]!["code"]!);
        var id = (string)(await bot.UploadAsync("isi"u8.ToArray(), "text/plain", "a.txt")).Body["id"]!;
        Assert.Equal(131053, await bot.CodeOfAsync(Image(id)));
        var picture = (string)(await bot.UploadAsync(Png, "image/png")).Body["id"]!;
        Assert.Null(await bot.CodeOfAsync(Image(picture)));
        bot.Server.ForgetMedia();
        Assert.Equal(131053, await bot.CodeOfAsync(Image(picture)));

        static JsonNode Image(string id) => Message("""{"messaging_product":"whatsapp","to":"6281234567890","type":"image","image":{"id":"MEDIA"}}""", id);
    }

    [Fact]
    public async Task A_template_passes_with_the_parameters_that_it_has()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.AddTemplate(new("file_ready", "id", "Halo {{1}}, file kamu: {{2}}"));
        bot.Server.CloseWindow(WhatsAppTestBot.Ayu);
        Assert.Null(await bot.CodeOfAsync(Template("Ayu", "https://drive.example/1")));
        Assert.Equal("Halo Ayu, file kamu: https://drive.example/1", bot.Server.Replies(WhatsAppTestBot.Ayu)[^1].Text);
        Assert.Equal(132000, await bot.CodeOfAsync(Template("Ayu")));
        Assert.Equal(132018, await bot.CodeOfAsync(Template("Ayu\nBudi", "x")));
        Assert.Equal(132018, await bot.CodeOfAsync(Template("Ayu    Budi", "x")));

        static JsonObject Template(params string[] values) => new()
        {
            ["messaging_product"] = "whatsapp", ["to"] = WhatsAppTestBot.Ayu, ["type"] = "template",
            ["template"] = new JsonObject
            {
                ["name"] = "file_ready", ["language"] = new JsonObject { ["code"] = "id" },
                ["components"] = new JsonArray(new JsonObject
                {
                    ["type"] = "body", ["parameters"] = new JsonArray([.. values.Select(v => new JsonObject { ["type"] = "text", ["text"] = v })]),
                }),
            },
        };
    }

    private static JsonNode Message(string json, string media = "") => JsonNode.Parse(json.Replace("MEDIA", media, StringComparison.Ordinal))!;
}
