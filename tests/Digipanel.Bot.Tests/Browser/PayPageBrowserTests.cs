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
        _bench.Time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(5));
        await using var window = await chromium.OpenAsync(390, 844);
        await window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await OpenAsync(window, topup);
        await LookAsync(page, 390, "pay-phone-4-account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Salin nomor" }).ClickAsync();
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("Tersalin");
        Assert.Equal(topup.Content, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Assertions.Expect(page.Locator(".number")).ToBeHiddenAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("Waktu bayar sudah habis");
        await LookAsync(page, 390, "pay-phone-3-over");
        Assert.Empty(_errors);
    }

    private async Task<IPage> OpenAsync(IBrowserContext window, Topup topup)
    {
        var page = await window.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
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
        await page.GotoAsync(_bench.UrlOf(topup));
        return page;
    }

    private static async Task LookAsync(IPage page, int width, string name)
    {
        await page.ScreenshotAsync(new() { Path = Chromium.Screenshot(name), FullPage = true });
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.True(await page.EvaluateAsync<bool>($"document.documentElement.scrollWidth <= {width}"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('a, button')].filter(e => e.offsetParent).every(e => e.getBoundingClientRect().height >= 44)"));
    }
}
