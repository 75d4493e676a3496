using System.Net.Http.Json;
using System.Text.Json;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Scenarios;
using Digipanel.Sandbox.Telegram;
using Microsoft.Playwright;
using QRCoder;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>How the chat behaves, with a test in the place of the bot: what it sends and edits is what the page must show.</summary>
public sealed class ChatPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly long Budi = People.Customers[0].Id;
    private static readonly long Siti = People.Customers[1].Id;
    private readonly List<IAsyncDisposable> _open = [];
    private SandboxApp _sandbox = null!;
    private IPage _page = null!;
    private Journey _journey = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, BotAssembly = null });
        foreach (var customer in People.Customers)
        {
            _sandbox.Telegram.AddUser(customer);
        }

        var window = await chromium.OpenAsync(1280, 800);
        _open.Add(window);
        _page = await window.NewPageAsync();
        _journey = new Journey(_page);
        await _journey.OpenAsync(_sandbox.Url, withBot: false);
    }

    public async Task DisposeAsync()
    {
        foreach (var opened in _open)
        {
            await opened.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task An_edited_message_changes_in_place_while_somebody_reads_above()
    {
        for (var i = 1; i <= 30; i++)
        {
            await CallAsync("sendMessage", new { chat_id = Budi, text = $"Pesan {i}\nbaris\nbaris" });
        }

        var last = await CallAsync("sendMessage", new { chat_id = Budi, text = "⏳ Diproses", reply_markup = Keyboard("Batal", "batal") });
        await Assertions.Expect(_page.Locator(".bubble")).ToHaveCountAsync(31);
        await Assertions.Expect(_page.Locator(".bubble").Last).ToBeInViewportAsync();
        await _page.Locator(".bubble").Nth(10).EvaluateAsync("e => e.parentElement.scrollTop = e.offsetTop");
        var before = await _page.Locator(".bubble").Nth(12).BoundingBoxAsync();
        await CallAsync("editMessageText", new { chat_id = Budi, message_id = _sandbox.Telegram.Messages(Budi)[3].Id, text = "Jadi panjang\n1\n2\n3\n4\n5\n6" });
        await CallAsync("editMessageText", new { chat_id = Budi, message_id = last, text = "✅ Selesai" });
        await Assertions.Expect(_page.Locator(".bubble").Last).ToContainTextAsync("✅ Selesai");
        await Assertions.Expect(_page.Locator(".bubble").Last.Locator(".edited")).ToHaveTextAsync("edited");
        await Assertions.Expect(_page.Locator(".bubble").Last.Locator(".key")).ToHaveCountAsync(0);
        await Assertions.Expect(_page.Locator(".bubble").Nth(3)).ToContainTextAsync("Jadi panjang");
        await Assertions.Expect(_page.Locator(".bubble")).ToHaveCountAsync(31);
        var after = await _page.Locator(".bubble").Nth(12).BoundingBoxAsync();
        Assert.Equal(before!.Y, after!.Y, 2f);
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task A_picture_gives_way_to_the_one_it_is_edited_to_and_a_document_opens()
    {
        var message = await UploadAsync("sendPhoto", "photo", "qr.png", Picture(7), ("caption", "Bayar"));
        await Assertions.Expect(_page.Locator(".photo")).ToBeVisibleAsync();
        Assert.Equal(29 * 7, await _page.Locator(".photo").EvaluateAsync<int>("img => img.decode().then(() => img.naturalWidth)"));
        var media = JsonSerializer.Serialize(new { type = "photo", media = "attach://stamp", caption = "Lunas" });
        await UploadAsync("editMessageMedia", "stamp", "stamp.png", Picture(6), ("message_id", $"{message}"), ("media", media));
        await Assertions.Expect(_page.Locator(".bubble .text")).ToHaveTextAsync("Lunas");
        Assert.Equal(29 * 6, await _page.Locator(".photo").EvaluateAsync<int>("img => img.decode().then(() => img.naturalWidth)"));
        await Assertions.Expect(_page.Locator(".edited")).ToHaveCountAsync(1);

        await UploadAsync("sendDocument", "document", "riwayat.txt", "#1 Kartu nama\n"u8.ToArray());
        await Assertions.Expect(_page.Locator(".file .name")).ToContainTextAsync("riwayat.txt");
        var text = await _page.RunAndWaitForPopupAsync(() => _page.Locator(".file .open").ClickAsync());
        await Assertions.Expect(text.Locator("body")).ToContainTextAsync("#1 Kartu nama");
        await text.CloseAsync();
        var download = await _page.RunAndWaitForDownloadAsync(() => _page.Locator(".file .download").ClickAsync());
        Assert.Equal("riwayat.txt", download.SuggestedFilename);
        Assert.Empty(await Axe.FindingsAsync(_page));
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task Chats_are_walked_through_by_keyboard_and_tell_what_is_unread()
    {
        await CallAsync("sendMessage", new { chat_id = Siti, text = "Halo <b>Siti</b>", parse_mode = "HTML" });
        await CallAsync("sendMessage", new { chat_id = Siti, text = "Ada kabar" });
        var siti = _page.GetByRole(AriaRole.Option, new() { Name = "Siti" });
        await Assertions.Expect(siti.Locator(".count")).ToContainTextAsync("2");
        await Assertions.Expect(siti.Locator(".preview")).ToHaveTextAsync("Ada kabar");

        await _page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(_page.Locator(".skip")).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(_page.Locator("#message")).ToBeFocusedAsync();
        await _page.GetByRole(AriaRole.Option, new() { Name = "Budi" }).FocusAsync();
        await _page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(siti).ToBeFocusedAsync();
        await Assertions.Expect(siti).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(siti.Locator(".count")).ToHaveCountAsync(0);
        await Assertions.Expect(_page.Locator(".chat-head h2")).ToHaveTextAsync("Siti");

        await TypingSeenAsync(Siti);
        await CallAsync("sendMessage", new { chat_id = Siti, text = "Sudah jadi" });
        await Assertions.Expect(_page.Locator("#announcer")).ToHaveTextAsync("Bot: Sudah jadi");
        await Assertions.Expect(_page.Locator(".doing")).ToHaveCountAsync(0);
        await Assertions.Expect(siti).ToBeFocusedAsync();

        await _page.Keyboard.PressAsync("Enter");
        await _page.Keyboard.TypeAsync("satu");
        await _page.Keyboard.PressAsync("Shift+Enter");
        await _page.Keyboard.TypeAsync("dua");
        await _page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(_page.Locator("#message")).ToHaveValueAsync("");
        await _page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(_page.Locator("#message")).ToHaveValueAsync("satu\ndua");
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(_page.Locator(".mine .text")).ToHaveTextAsync("satu\ndua");
        Assert.Equal("satu\ndua", _sandbox.Telegram.Messages(Siti)[^1].Text);
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task An_admin_sends_a_picture_and_answers_it()
    {
        _sandbox.Telegram.AddUser(People.Admin);
        await _page.GetByRole(AriaRole.Option, new() { Name = People.Admin.FirstName }).ClickAsync();
        await _page.GetByText("Foto promo").ClickAsync();
        var picture = _page.Locator(".bubble.mine");
        await Assertions.Expect(picture.Locator(".photo")).ToBeVisibleAsync();
        await picture.HoverAsync();
        await picture.GetByRole(AriaRole.Button, new() { Name = "Reply to this message" }).ClickAsync();
        await Assertions.Expect(_page.Locator("#answering")).ToContainTextAsync("Promo akhir tahun!");
        await Assertions.Expect(_page.Locator("#message")).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(_page.Locator("#answering")).ToBeHiddenAsync();

        await picture.GetByRole(AriaRole.Button, new() { Name = "Reply to this message" }).FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await _page.Keyboard.TypeAsync("/broadcast");
        Assert.Empty(await Axe.FindingsAsync(_page));
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(_page.Locator(".quote")).ToContainTextAsync("Promo akhir tahun!");
        await Assertions.Expect(_page.Locator("#answering")).ToBeHiddenAsync();
        var said = _sandbox.Telegram.Messages(People.Admin.Id);
        Assert.Equal((said[0].Id, "/broadcast"), (said[1].ReplyToMessageId, said[1].Text));
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task Somebody_new_is_let_in_and_talked_to_at_once()
    {
        await _page.GetByText("New customer").ClickAsync();
        await _page.GetByLabel("Name").FillAsync("Ayu Lestari");
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(_page.Locator(".chat-head h2")).ToHaveTextAsync("Ayu Lestari");
        await Assertions.Expect(_page.Locator("#message")).ToBeFocusedAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Option, new() { Name = "Ayu Lestari" }).Locator(".face")).ToHaveTextAsync("AL");
        await _journey.TypeAsync("/start");
        Assert.Equal("/start", _sandbox.Telegram.Messages(_sandbox.Telegram.Users[^1].Id)[^1].Text);
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task A_pressed_button_shows_what_the_bot_answers_and_the_focus_stays_on_it()
    {
        await CallAsync("sendMessage", new { chat_id = Budi, text = "Tagihan", reply_markup = Keyboard("Cek status", "cek") });
        var button = _page.GetByRole(AriaRole.Button, new() { Name = "Cek status" });
        await button.FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await _sandbox.Telegram.WaitUntilAsync(() => _sandbox.Telegram.Presses.Count == 1);
        var toast = await _journey.WatchForAsync("#toast", "^Belum masuk ya 🙏$"); // it goes after four seconds
        await CallAsync("answerCallbackQuery", new { callback_query_id = _sandbox.Telegram.Presses[0].QueryId, text = "Belum masuk ya 🙏" });
        await toast();
        await CallAsync("editMessageText", new { chat_id = Budi, message_id = _sandbox.Telegram.Messages(Budi)[0].Id, text = "Tagihan, dicek 12:00", reply_markup = Keyboard("Cek status", "cek") });
        await Assertions.Expect(_page.Locator(".bubble")).ToContainTextAsync("dicek");
        await Assertions.Expect(button).ToBeFocusedAsync();
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task An_outage_counts_down_and_ends_when_it_is_pressed_again()
    {
        var control = _page.Locator(".control[title^='Connections are refused']");
        await control.ClickAsync();
        await Assertions.Expect(control).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(control.Locator(".badge")).ToContainTextAsync("end now");
        await control.ClickAsync();
        await Assertions.Expect(control).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Null(_sandbox.Outage.Until);
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task The_line_of_a_scene_leads_a_phone_to_the_money()
    {
        await _page.SetViewportSizeAsync(390, 800);
        _sandbox.Scene.Show(new SceneView("rush", "Rush hour", "Everybody comes.", "playing", 0, ["The doors open"], "They say hello.", []));

        await _page.Locator("#scene-line").ClickAsync();

        await Assertions.Expect(_page.Locator("body")).ToHaveAttributeAsync("data-view", "money");
        Assert.Empty(_journey.Errors);
    }

    [Fact]
    public async Task Nothing_that_anybody_writes_runs_in_the_page()
    {
        const string evil = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        _sandbox.Telegram.AddUser(new TelegramUser(700_000_001, evil[..40], null, "id"));
        await _sandbox.Telegram.SendTextAsync(Budi, evil + " javascript:document.title='taken' http://x.test/\"onmouseover=\"document.title='taken'");
        await CallAsync("sendMessage", new { chat_id = Budi, text = evil, reply_markup = Keyboard(evil[..30], evil[..30]) });
        await UploadAsync("sendDocument", "document", "a' onload=alert(1) .html", "<script>document.title='taken'</script>"u8.ToArray(), ("caption", evil));
        _sandbox.Scene.Show(new SceneView("rush", evil, evil, "playing", 0, [evil], evil, []));

        await Assertions.Expect(_page.Locator(".bubble")).ToHaveCountAsync(3);
        await Assertions.Expect(_page.Locator("#scene")).ToContainTextAsync("onerror");
        Assert.Equal(0, await _page.Locator("main img, main script, [onerror], [onload], [onmouseover]").CountAsync());
        Assert.Equal("Digipanel.Bot sandbox", await _page.TitleAsync());
        Assert.Empty(_journey.Errors);
    }

    /// <summary>As a bot does it, again and again: each time it shows for five seconds only, and the page may be slower.</summary>
    private async Task TypingSeenAsync(long chat)
    {
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < ShopWorld.Patience, "In vain: the page shows that the bot is typing");
            await CallAsync("sendChatAction", new { chat_id = chat, action = "typing" });
        }
        while (!(await _page.Locator(".chat-head .doing").AllTextContentsAsync()).Any(text => text.Contains("typing", StringComparison.Ordinal)));
    }

    private static object Keyboard(string text, string data) => new { inline_keyboard = new[] { new[] { new { text, callback_data = data } } } };

    /// <summary>A QR code of 29 modules with its border: a PNG that browsers can decode.</summary>
    private static byte[] Picture(int pixelsAModule) =>
        new PngByteQRCode(QRCodeGenerator.GenerateQrCode("x", QRCodeGenerator.ECCLevel.L)).GetGraphic(pixelsAModule);

    private Task<int> CallAsync(string method, object parameters) => PostAsync(method, JsonContent.Create(parameters));

    private Task<int> UploadAsync(string method, string part, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent($"{Budi}"), "chat_id" }, { new ByteArrayContent(bytes), part, name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return PostAsync(method, form);
    }

    private async Task<int> PostAsync(string method, HttpContent content)
    {
        using var answer = await Http.PostAsync(new Uri($"{_sandbox.Telegram.BaseUrl}/bot{_sandbox.Telegram.Options.Token}/{method}"), content);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, json.RootElement.GetRawText());
        var result = json.RootElement.GetProperty("result");
        return result.ValueKind == JsonValueKind.Object ? result.GetProperty("message_id").GetInt32() : 0;
    }
}
