using System.Text.RegularExpressions;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Tests.Topups.PayPage;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Chat.Telegram;
using Microsoft.Playwright;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>The customer's own page in a real browser: readable for everybody, and paid shows without a reload.</summary>
public sealed class PayPageBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private PayPageBench _bench = null!;
    private readonly List<string> _errors = [];
    private static readonly Regex AlmostAnHour = Pattern("^5[0-9]:|^1:00:00$");

    public async Task InitializeAsync()
    {
        _bench = await PayPageBench.StartAsync();
        _bench.Bot.Service<BotIdentity>().Learn(new User { FirstName = "Toko Digipanel", Username = "TokoDigipanelBot" });
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(360, 740, ColorScheme.Light, "phone-light")]
    [InlineData(390, 844, ColorScheme.Dark, "phone-dark")]
    [InlineData(1280, 900, ColorScheme.Light, "desktop-light")]
    public async Task Paid_appears_without_a_reload_and_all_of_it_is_accessible(int width, int height, ColorScheme scheme, string name)
    {
        var topup = await _bench.IssueAsync();
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = await OpenAsync(window, topup);
        await Assertions.Expect(page.Locator(".left")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".left b")).ToContainTextAsync(":");
        Assert.True(await page.Locator(".qr img").EvaluateAsync<bool>("img => img.decode().then(() => img.naturalWidth > 300)"));
        await LookAsync(page, width, $"pay-{name}-1-open");

        await page.EvaluateAsync("window.mark = 1");
        _bench.Status = InvoiceBench.Paid;
        await _bench.Bot.PressAsync($"bayar:cek:{topup.Id}");
        await _bench.Bot.RunAsync();
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("Pembayaran diterima");
        await Assertions.Expect(page.Locator(".qr")).ToHaveCountAsync(0);
        Assert.Equal(1, await page.EvaluateAsync<int>("window.mark"));
        Assert.StartsWith("Pembayaran diterima", await page.TitleAsync(), StringComparison.Ordinal);
        await LookAsync(page, width, $"pay-{name}-2-paid");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_virtual_account_disappears_when_its_time_is_over_and_its_button_copies_the_number()
    {
        var topup = await _bench.IssueAsync("VA_BCA");
        await using var window = await chromium.OpenAsync(390, 844);
        await window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await OpenAsync(window, topup, ownClock: true);
        await LookAsync(page, 390, "pay-phone-4-account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Salin nomor" }).ClickAsync();
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Tersalin");
        Assert.Equal(topup.Content, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        // Its own count ends in the same second in which the server still says "open".
        await page.RouteAsync("**/status", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"view":"open","left":0,"next":3}""" }));
        await page.Clock.FastForwardAsync("01:00:00");
        await Assertions.Expect(page.Locator(".number")).ToBeHiddenAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(60));
        await page.UnrouteAsync("**/status");
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("Waktu bayar sudah habis");
        await LookAsync(page, 390, "pay-phone-3-over");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_phone_whose_clock_is_set_or_runs_ahead_still_shows_what_can_be_paid()
    {
        var topup = await _bench.IssueAsync();
        await using var window = await chromium.OpenAsync(390, 844);
        var page = await OpenAsync(window, topup, "/", ownClock: true);
        await page.Clock.SetSystemTimeAsync(DateTime.UtcNow.AddHours(2));
        await page.Clock.RunForAsync(1_500); // shorter than it takes to ask the server
        Assert.Matches(AlmostAnHour, await page.Locator(".left b").TextContentAsync());
        Assert.True(await page.Locator(".qr").IsVisibleAsync());
        await page.Clock.FastForwardAsync("02:00:00"); // counted to the end, and the server knows better
        await Assertions.Expect(page.Locator(".left b")).ToHaveTextAsync(AlmostAnHour);
        await Assertions.Expect(page.Locator(".qr")).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task After_an_hour_without_a_network_it_asks_again_once_there_is_one()
    {
        const int FailuresMax = 60;
        var topup = await _bench.IssueAsync();
        await using var window = await chromium.OpenAsync(390, 844);
        await window.AddInitScriptAsync("{ const ask = fetch; window.asked = 0; window.fetch = (...what) => { asked++; return window.down ? Promise.reject(new Error('down')) : ask(...what); }; }");
        var page = await OpenAsync(window, topup, ownClock: true);
        await page.EvaluateAsync("window.down = true; window.asked = 0");
        for (var i = 0; i < FailuresMax + 5; i++)
        {
            await page.Clock.FastForwardAsync(31_000);
        }

        Assert.InRange(await page.EvaluateAsync<int>("asked"), FailuresMax - 1, FailuresMax + 1);
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        await page.EvaluateAsync("window.down = false; window.asked = 0; dispatchEvent(new Event('online'))");
        await Assertions.Expect(page.Locator(".left b")).ToHaveTextAsync(Pattern("^29:|^30:00$"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_reference_of_what_was_paid_before_can_be_copied_also_where_the_clipboard_refuses()
    {
        var topup = await _bench.IssueAsync();
        _bench.Status = InvoiceBench.Paid;
        await _bench.Bot.PressAsync($"bayar:cek:{topup.Id}");
        await _bench.Bot.RunAsync();
        await using var window = await chromium.OpenAsync(390, 844);
        await window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await window.AddInitScriptAsync("navigator.clipboard.writeText = () => Promise.reject(new Error('not in this app'))");
        var page = await OpenAsync(window, topup);
        await page.GetByRole(AriaRole.Button, new() { Name = "Salin" }).ClickAsync();
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Tersalin");
        Assert.Equal(topup.Reference, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Empty(_errors);
    }

    private async Task<IPage> OpenAsync(IBrowserContext window, Topup topup, string tail = "", bool ownClock = false)
    {
        var page = await window.NewPageAsync();
        if (ownClock)
        {
            await page.Clock.InstallAsync();
        }

        page.SetDefaultTimeout(Journey.AnswerMsMax);
        Assertions.SetDefaultExpectTimeout(Journey.AnswerMsMax);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_bench.UrlOf(topup), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _errors.Add("asked for " + request.Url);
            }
        };
        await page.GotoAsync(_bench.UrlOf(topup) + tail);
        return page;
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromMinutes(1));

    private static async Task LookAsync(IPage page, int width, string name)
    {
        await page.ScreenshotAsync(new() { Path = Chromium.Screenshot(name), FullPage = true });
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.True(await page.EvaluateAsync<bool>($"document.documentElement.scrollWidth <= {width}"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('a, button')].filter(e => e.offsetParent).every(e => e.getBoundingClientRect().height >= 44)"));
    }
}
