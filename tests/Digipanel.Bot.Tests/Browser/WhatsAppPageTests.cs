using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Bot.Tests.Sandbox;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.WhatsApp;
using Microsoft.Playwright;
using QRCoder;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>The WhatsApp customer on the page, with a test in the place of the bot.</summary>
public sealed class WhatsAppPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly string Rina = People.OnWhatsApp.Phone!;
    private SandboxApp _sandbox = null!;

    public async Task InitializeAsync() => _sandbox = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, BotAssembly = null });

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public async Task Buttons_lists_links_and_pictures_work_and_ticks_tell_how_far_a_message_got()
    {
        await using var window = await chromium.OpenAsync(1280, 800);
        var (page, journey) = await OpenChatAsync(window);
        await Assertions.Expect(page.Locator("#chat")).ToHaveAttributeAsync("data-channel", "whatsapp");
        await Assertions.Expect(page.Locator(".messages .empty")).ToContainTextAsync("menu");
        await journey.TypeAsync("menu");
        await Assertions.Expect(page.Locator(".mine .ticks")).ToHaveTextAsync("sent");
        await using var shop = await ShopReceiver.StartAsync();
        _sandbox.WhatsApp.Webhooks.Url = shop.BaseUrl;
        await Assertions.Expect(page.Locator(".mine .ticks")).ToHaveTextAsync("delivered");
        await PostAsync(new { messaging_product = "whatsapp", status = "read", message_id = _sandbox.WhatsApp.Messages(Rina)[0].Id, typing_indicator = new { type = "text" } });
        await Assertions.Expect(page.Locator(".mine .ticks")).ToHaveTextAsync("read");
        await Assertions.Expect(page.Locator(".chat-head .doing")).ToContainTextAsync("typing");

        await SendEverythingAsync();
        await Assertions.Expect(page.Locator(".theirs strong").First).ToHaveTextAsync("Digipanel");
        await Assertions.Expect(page.Locator(".doing")).ToHaveCountAsync(0);
        Assert.Equal(29 * 7, await page.Locator(".photo").EvaluateAsync<int>("img => img.decode().then(() => img.naturalWidth)"));
        await Assertions.Expect(page.Locator("a.key").Filter(new() { HasText = "Bayar sekarang" })).ToHaveAttributeAsync("href", "https://pay.example/TU-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sudah bayar" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mine").Last).ToContainTextAsync("Sudah bayar");
        Assert.Equal("paid:1", _sandbox.WhatsApp.Replies(Rina).First(m => m.Type == "button").Options[0].Id);

        // The list by keyboard alone: open, look, close; open, choose.
        var opens = page.GetByRole(AriaRole.Button, new() { Name = "Lihat menu" });
        await opens.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var sheet = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await Assertions.Expect(sheet.Locator(".row").First).ToBeFocusedAsync();
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync("whatsapp-desktop-list");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await Assertions.Expect(opens).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".mine").Last).ToContainTextAsync("Isi saldo");
        // The chat shows what is chosen before the shop is told, so nothing need be pending yet.
        await ShopWorld.UntilAsync(() => shop.Received.Any(r => r.Text.Contains("list_reply", StringComparison.Ordinal)), "the shop is told of the choice");
        Assert.Equal("m:topup", Assert.Single(ChoicesIn(shop)));
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Empty(journey.Errors);
    }

    [Theory]
    [InlineData("whatsapp-desktop-light", 1280, 800, ColorScheme.Light)]
    [InlineData("whatsapp-desktop-dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("whatsapp-phone-light", 390, 844, ColorScheme.Light)]
    [InlineData("whatsapp-phone-dark", 390, 844, ColorScheme.Dark)]
    public async Task The_chat_is_readable_on_every_screen(string name, int width, int height, ColorScheme scheme)
    {
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var (page, journey) = await OpenChatAsync(window);
        await journey.TypeAsync("menu");
        await PostAsync(new { messaging_product = "whatsapp", status = "read", message_id = _sandbox.WhatsApp.Messages(Rina)[0].Id });
        await SendEverythingAsync();
        await Assertions.Expect(page.Locator(".theirs")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator(".ticks.read")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync(name);
        await page.Locator(".messages").EvaluateAsync("e => e.scrollTop = 0");
        await journey.ScreenshotAsync(name + "-top");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lihat menu" }).ClickAsync();
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync(name + "-sheet");
        Assert.Empty(journey.Errors);
    }

    [Fact]
    public async Task Somebody_new_on_WhatsApp_is_let_in_and_talked_to_at_once()
    {
        await using var window = await chromium.OpenAsync(1280, 800);
        var (page, journey) = await OpenChatAsync(window);
        await page.GetByText("New customer").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Bayu");
        await page.GetByLabel("Channel").SelectOptionAsync("whatsapp");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chat-head h2")).ToHaveTextAsync("Bayu");
        await Assertions.Expect(page.Locator(".chat-head p")).ToContainTextAsync("WhatsApp · +62");
        await journey.TypeAsync("saldo");
        Assert.Equal("saldo", _sandbox.WhatsApp.Messages(_sandbox.WhatsApp.Users[^1].Address)[^1].Text);
        Assert.Empty(journey.Errors);
    }

    /// <summary>The rows of lists that webhooks have told of.</summary>
    private static IReadOnlyList<string> ChoicesIn(ShopReceiver shop) =>
    [
        .. shop.Received.SelectMany(r => JsonNode.Parse(r.Body)!["entry"]!.AsArray()).SelectMany(e => e!["changes"]!.AsArray())
            .SelectMany(c => c!["value"]!["messages"]?.AsArray() ?? []).Select(m => (string?)m!["interactive"]?["list_reply"]?["id"]).OfType<string>(),
    ];

    private async Task<(IPage Page, Journey Journey)> OpenChatAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        var journey = new Journey(page);
        await journey.OpenAsync(_sandbox.Url, withBot: false);
        await page.GetByRole(AriaRole.Option, new() { Name = "Rina" }).ClickAsync();
        return (page, journey);
    }

    private async Task SendEverythingAsync()
    {
        await SendAsync(new { type = "text", text = new { body = "Halo Rina! Selamat datang di *Digipanel* 👋\nTempel tautan Envato, _kapan saja_." } });
        await InteractiveAsync(new
        {
            type = "list", body = new { text = "Mau apa hari ini?" },
            action = new
            {
                button = "Lihat menu",
                sections = new[] { new { title = "Menu", rows = new[] { Row("m:saldo", "Cek saldo", "Uang yang bisa kamu pakai"), Row("m:topup", "Isi saldo", "QRIS, DANA atau transfer bank"), Row("m:help", "Bantuan", "Cara memakai toko ini") } } },
            },
        });
        await InteractiveAsync(new
        {
            type = "button", header = new { type = "image", image = new { id = await UploadAsync() } }, body = new { text = "Scan QRIS ini untuk membayar *Rp 50.000*." },
            action = new { buttons = new[] { Reply("paid:1", "Sudah bayar"), Reply("cancel:1", "Batalkan") } },
        });
        await InteractiveAsync(new { type = "cta_url", body = new { text = "Atau lewat halaman bayar." }, action = new { name = "cta_url", parameters = new { display_text = "Bayar sekarang", url = "https://pay.example/TU-1" } } });
        await SendAsync(new { type = "text", text = new { body = "Nomor virtual account BCA:\n```7001212345678901```" } });

        static object Row(string id, string title, string description) => new { id, title, description };
        static object Reply(string id, string title) => new { type = "reply", reply = new { id, title } };
    }

    private Task InteractiveAsync(object interactive) => SendAsync(new { type = "interactive", interactive });

    private async Task SendAsync(object message)
    {
        var body = JsonSerializer.SerializeToNode(message)!.AsObject();
        body["messaging_product"] = "whatsapp";
        body["to"] = Rina;
        await PostAsync(body);
    }

    private async Task<string> UploadAsync()
    {
        using var code = QRCodeGenerator.GenerateQrCode("digipanel", QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        using var file = new ByteArrayContent(png.GetGraphic(7));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var product = new StringContent("whatsapp");
        using var form = new MultipartFormDataContent { { product, "messaging_product" }, { file, "file", "qris.png" } };
        return (string)(await CallAsync("media", form))["id"]!;
    }

    private async Task PostAsync(object body)
    {
        using var content = JsonContent.Create(body, body.GetType());
        await CallAsync("messages", content);
    }

    private async Task<JsonNode> CallAsync(string path, HttpContent content)
    {
        var whatsapp = _sandbox.WhatsApp;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{whatsapp.BaseUrl}/v25.0/{whatsapp.Options.PhoneNumberId}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", whatsapp.Options.AccessToken);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}
