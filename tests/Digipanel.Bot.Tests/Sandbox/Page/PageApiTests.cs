using System.Net;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox.Page;

/// <summary>What the page asks of the sandbox; no bot is needed for that.</summary>
public sealed class PageApiTests(PageSandbox shared) : IClassFixture<PageSandbox>
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly long Budi = People.Customers[0].Id;
    private static readonly long Siti = People.Customers[1].Id;
    private static readonly long Alex = People.Customers[2].Id;
    private readonly SandboxApp _sandbox = shared.App;

    [Fact]
    public async Task What_is_typed_reaches_Telegram()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/chat/send", $$"""{"customer":{{Siti}},"text":"/start"}"""));
        Assert.Equal("/start", _sandbox.Telegram.Messages(Siti)[^1].Text);
        Assert.True(_sandbox.Telegram.PendingUpdates > 0);
    }

    [Fact]
    public async Task Every_example_is_a_new_link_of_the_right_form()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/chat/example", $$"""{"customer":{{Alex}}}"""));
        }
        var links = _sandbox.Telegram.Messages(Alex).Select(m => m.Text).ToList();
        Assert.All(links, link => Assert.Matches("^https://elements\\.envato\\.com/[a-z-]+-[A-Z0-9]{7}$", link));
        Assert.Equal(2, links.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("/api/chat/send", """{"customer":1,"text":"hi"}""")]
    [InlineData("/api/chat/send", """{"customer":500000001,"text":"  "}""")]
    [InlineData("/api/chat/send", """{"customer":500000001}""")]
    [InlineData("/api/chat/send", """{"customer":"x"}""")]
    [InlineData("/api/chat/send", "{")]
    [InlineData("/api/chat/send", "")]
    [InlineData("/api/chat/press", """{"customer":500000001,"message":99999999999,"data":"x"}""")]
    [InlineData("/api/chat/press", """{"customer":500000001,"message":1,"data":null}""")]
    [InlineData("/api/customers", """{"name":"","language":"id"}""")]
    [InlineData("/api/customers", """{"name":"Ayu","language":"fr"}""")]
    [InlineData("/api/controls/unknown", "{}")]
    [InlineData("/api/controls/pay", "{}")]
    [InlineData("/api/controls/pay", """{"reference":"TU-UNKNOWN"}""")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string path, string body)
    {
        var users = _sandbox.Telegram.Users.Count;
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(path, body));
        Assert.Empty(_sandbox.Telegram.Messages(Budi));
        Assert.Equal(users, _sandbox.Telegram.Users.Count);
    }

    [Fact]
    public async Task Somebody_new_can_be_let_in()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/customers", """{"name":" Ayu <b> ","language":"en"}"""));
        var ayu = _sandbox.Telegram.Users.Single(u => u.FirstName == "Ayu <b>");
        Assert.Equal("en", ayu.LanguageCode);
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/chat/send", $$"""{"customer":{{ayu.Id}},"text":"hi"}"""));
    }

    [Fact]
    public async Task A_fault_is_armed_and_disarmed_by_the_same_control()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/fail-download", "{}"));
        Assert.True(_sandbox.Digipanel.Options.Failing.Due);
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/fail-download", "{}"));
        Assert.False(_sandbox.Digipanel.Options.Failing.Due);
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/too-many-requests", "{}"));
        Assert.Equal(1, _sandbox.Digipanel.Faults.Left);
    }

    [Fact]
    public async Task Every_trouble_with_payments_has_a_control()
    {
        var options = _sandbox.Doitpay.Options;
        foreach (var key in new[] { "notice-form", "notice-twice", "notice-amount", "notice-unknown", "notice-stale", "status-down", "clock", "refund" })
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/api/controls/{key}", "{}"));
        }

        var notices = options.Notifications;
        Assert.Equal((NotificationForm.KeyAndTimeRsa, 1, true), (notices.Form, notices.Duplicates, notices.KeepExternalId));
        Assert.True(notices.WrongAmount.Due && notices.WrongReference.Due && notices.OldTimestamp.Due && options.StatusDown.Due);
        Assert.Equal(TimeSpan.FromMinutes(2), options.ClockAhead);
        foreach (var key in new[] { "notice-form", "notice-form", "notice-form", "notice-form", "notice-twice", "notice-amount", "notice-unknown", "notice-stale", "status-down", "clock", "clock" })
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync($"/api/controls/{key}", "{}"));
        }

        Assert.Equal((NotificationForm.ServiceRsa, 0, false), (notices.Form, notices.Duplicates, notices.KeepExternalId));
        Assert.False(notices.WrongAmount.Due || notices.WrongReference.Due || notices.OldTimestamp.Due || options.StatusDown.Due);
        Assert.Equal(TimeSpan.Zero, options.ClockAhead);
    }

    [Fact]
    public async Task Whoever_is_in_view_blocks_the_bot_and_lets_it_write_again()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/block-bot", $$"""{"customer":{{Budi}}}"""));
        Assert.True(_sandbox.Telegram.IsBlockedBy(Budi));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/block-bot", $$"""{"customer":{{Budi}}}"""));
        Assert.False(_sandbox.Telegram.IsBlockedBy(Budi));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/api/controls/block-bot", """{"customer":6281234500010}"""));
    }

    [Fact]
    public async Task An_outage_refuses_connections_until_it_is_ended_early()
    {
        var balance = new Uri(_sandbox.Digipanel.BaseUrl + "/balance");
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/outage", "{}"));
        Assert.NotNull(_sandbox.Outage.Until);
        Assert.True(await RefusesAsync(balance));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/api/controls/outage", "{}"));
        Assert.Null(_sandbox.Outage.Until);
        Assert.False(await RefusesAsync(balance));
    }

    [Theory]
    [InlineData("forge-notification")]
    [InlineData("forge-webhook")]
    public async Task A_forgery_that_nobody_hears_says_so(string control)
    {
        using var answer = await SendAsync($"/api/controls/{control}", $$"""{"customer":{{Budi}}}""");
        Assert.Contains("the bot does not answer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_shown_as_text_and_nothing_else_is()
    {
        foreach (var (name, type) in new[] { ("riwayat.txt", "text/plain"), ("page.html", "application/octet-stream") })
        {
            using var form = new MultipartFormDataContent { { new StringContent($"{Siti}"), "chat_id" }, { new ByteArrayContent("<script>"u8.ToArray()), "document", name } };
            _sandbox.Telegram.AddUser(People.Customers[1]);
            using var sent = await Http.PostAsync(new Uri($"{_sandbox.Telegram.BaseUrl}/bot{_sandbox.Telegram.Options.Token}/sendDocument"), form);
            Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
            using var file = await Http.GetAsync(new Uri($"{_sandbox.Url}/api/documents/{Siti}/{_sandbox.Telegram.Messages(Siti)[^1].Id}"));
            Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
            Assert.Equal(type != "text/plain", file.Content.Headers.ContentDisposition?.DispositionType == "attachment");
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task The_stream_tells_everything_once_and_then_what_changes()
    {
        _sandbox.Telegram.AddUser(new TelegramUser(7, "Rina"));
        using var limit = new CancellationTokenSource(ShopWorld.Patience);
        await using var stream = await Http.GetStreamAsync(new Uri(_sandbox.Url + "/api/events"), limit.Token);
        using var reader = new StreamReader(stream);
        (string Name, JsonElement Value) before;
        do
        {
            before = await NextAsync(reader, limit.Token);
        }
        while (before.Name != "shop");
        Assert.Equal(50_000, before.Value.GetProperty("digipanel").GetInt64());

        _sandbox.Digipanel.TopUp("utama", 10_000);
        await PostAsync("/api/chat/send", """{"customer":7,"text":"halo\n<script>"}""");

        // The two come in either order: the stream tells each part when it has changed.
        JsonElement? chat = null, after = null;
        while (chat is null || after is null)
        {
            var (name, value) = await NextAsync(reader, limit.Token);
            chat ??= name == "chat" && value.GetProperty("customer").GetInt64() == 7 && value.GetProperty("messages").GetArrayLength() == 1 ? value : null;
            after ??= name == "shop" && value.GetProperty("digipanel").GetInt64() == 60_000 ? value : null;
        }
        Assert.Equal("halo\n<script>", chat.Value.GetProperty("messages")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"customer":1e99,"message":1e99}""")]
    [InlineData("""{"customer":500000001,"message":9223372036854775807,"data":"x"}""")]
    [InlineData("""{"customer":-1,"message":-1,"data":null,"text":null,"name":null,"reference":"\ud800"}""")]
    [InlineData("""{"customer":500000001,"text":"\ud800","data":"\u0000","message":1,"name":"\u0000","language":"id"}""")]
    [InlineData("""{"customer":500000001,"customer":null}""")]
    public async Task Nonsense_is_no_error_of_the_sandbox(string body)
    {
        foreach (var path in new[] { "/api/chat/send", "/api/chat/press", "/api/customers", "/api/controls/pay", "/api/controls/%00", "/api/controls/restart-bot", "/api/chat/example" })
        {
            Assert.InRange((int)await PostAsync(path, body), 200, 499);
        }

        foreach (var path in new[] { "/%00", "/..%2f..%2fetc%2fpasswd", "/api/photos/99999999999999999999/1", "/api/photos/1/99999999999", "/api/photos/-1/-1" })
        {
            using var answer = await Http.GetAsync(new Uri(_sandbox.Url + path));
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    private static async Task<(string Name, JsonElement Value)> NextAsync(StreamReader reader, CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var part = JsonDocument.Parse(line["data: ".Length..]).RootElement;
                return (part.GetProperty("name").GetString()!, part.GetProperty("value"));
            }
        }
        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        try
        {
            using var answer = await Http.GetAsync(address);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var answer = await SendAsync(path, body);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Url + path));
        request.Headers.Add("Origin", _sandbox.Url);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }
}

/// <summary>One sandbox for the class: its RSA keys take a while.</summary>
public sealed class PageSandbox : IAsyncLifetime
{
    /// <summary>Without a bot.</summary>
    public SandboxApp App { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => App = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, BotAssembly = null });

    /// <inheritdoc/>
    public async Task DisposeAsync() => await App.DisposeAsync();
}
