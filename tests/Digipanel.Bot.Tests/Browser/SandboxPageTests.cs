using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Bot;
using Microsoft.Playwright;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>The sandbox as a newcomer meets it: the real page in a real browser, the bot as its own process.</summary>
public sealed class SandboxPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private SandboxApp _sandbox = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, ReadySecondsMax = ShopWorld.Patience });
        Assert.True(_sandbox.Bot!.State == BotState.Ready, _sandbox.Bot.Text + Environment.NewLine + string.Join(Environment.NewLine, _sandbox.BotLog.Last(50)));
    }

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public async Task On_a_desktop_a_newcomer_tops_up_pastes_a_link_and_gets_the_Drive_link()
    {
        await using var window = await chromium.OpenAsync(1280, 800);
        var page = await window.NewPageAsync();
        var journey = new Journey(page);
        await journey.OpenAsync(_sandbox.Url);
        await journey.ScreenshotAsync("desktop-1-opened");
        await journey.TopUpByQrisWatchingAsync(_sandbox.Url, "desktop-1b-pay-page");
        await journey.PasteAndReceiveAsync();
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        await Assertions.Expect(page.Locator(".journey.order .pill")).ToHaveTextAsync("Delivered");
        await Assertions.Expect(page.Locator(".journey.order .station[data-state=done] .name")).ToHaveTextAsync(["Link", "Hold", "Digipanel", "Webhook", "Capture", "Delivered"]);
        await Assertions.Expect(page.Locator(".journey.topup .station[data-state=done] .name")).ToHaveTextAsync(["Asked for", "QRIS", "Paid", "Notice", "Credited"]);
        await Assertions.Expect(page.Locator("#ledger .transfer b")).ToHaveTextAsync(["Capture", "Hold", "TopUp"]);
        await Assertions.Expect(page.Locator("#proof")).ToHaveTextAsync("Rp 50.000 paid in = Rp 49.500 wallets + Rp 0 held + Rp 500 sales");
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync("desktop-2-delivered");
        Assert.Empty(journey.Errors);
    }

    [Fact]
    public async Task On_a_phone_a_newcomer_tops_up_pastes_a_link_and_gets_the_Drive_link()
    {
        await using var window = await chromium.OpenAsync(390, 844, ColorScheme.Dark);
        var page = await window.NewPageAsync();
        var journey = new Journey(page);
        await journey.OpenAsync(_sandbox.Url);
        await journey.ScreenshotAsync("phone-1-opened");
        await journey.TopUpByLinkAsync("phone-2-checkout");
        await journey.PasteAndReceiveAsync();
        await journey.ScreenshotAsync("phone-3-delivered");
        Assert.Empty(await Axe.FindingsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Money" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        // Nothing sticks out sideways.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"));
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync("phone-4-money");
        await page.GetByRole(AriaRole.Button, new() { Name = "World" }).ClickAsync();
        await Assertions.Expect(page.Locator(".control")).ToHaveCountAsync(21);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"));
        Assert.Empty(await Axe.FindingsAsync(page));
        await journey.ScreenshotAsync("phone-5-world");
        Assert.Empty(journey.Errors);
    }

    [Fact]
    public async Task The_shops_owner_is_an_admin_of_the_bot_and_nobody_else_is()
    {
        await using var window = await chromium.OpenAsync(1280, 800);
        var page = await window.NewPageAsync();
        var journey = new Journey(page);
        await journey.OpenAsync(_sandbox.Url);
        await journey.TypeAsync("/upstream");
        var answer = page.Locator(".theirs:not(.typing)");
        await Assertions.Expect(answer).ToHaveCountAsync(1);
        await Assertions.Expect(answer).Not.ToContainTextAsync("utama");
        await page.GetByRole(AriaRole.Option, new() { Name = "Dewi" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "/upstream" }).ClickAsync();
        await journey.ExpectReplyAsync("utama");
        Assert.Empty(journey.Errors);
    }

    [Fact]
    public async Task When_a_download_fails_and_the_bot_is_killed_the_page_shows_that_the_money_is_right()
    {
        await using var window = await chromium.OpenAsync(1280, 800);
        var page = await window.NewPageAsync();
        var journey = new Journey(page);
        await journey.OpenAsync(_sandbox.Url);
        await journey.TopUpByQrisAsync();
        await journey.PasteAndReceiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Fail the next download" }).ClickAsync();
        await Assertions.Expect(page.Locator(".control[aria-pressed=true]")).ToContainTextAsync("armed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tautan contoh" }).ClickAsync();
        await Assertions.Expect(page.Locator(".journey.order .pill.bad")).ToHaveTextAsync("Failed, refunded");
        await Assertions.Expect(page.Locator("#ledger .transfer").First).ToContainTextAsync("Release");
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        await journey.ExpectReplyAsync("Rp 49\\.500");
        await journey.ScreenshotAsync("desktop-3-refunded");
        await page.GetByRole(AriaRole.Option, new() { Name = "Dewi" }).ClickAsync();
        await Assertions.Expect(page.Locator(".journey.order .head b").First).ToContainTextAsync("Budi · #2");
        await Assertions.Expect(page.Locator("#ledger .way").First).ToHaveTextAsync("Budi: held → wallet");
        await page.GetByRole(AriaRole.Option, new() { Name = "Budi" }).ClickAsync();

        // The line goes after six seconds.
        foreach (var (forge, told) in new[] { ("Forge a payment notice", "is paid”.*the bot answered 401"), ("Forge a download webhook", "Order #2 has failed”.*the bot answered 401") })
        {
            var notice = await journey.WatchForAsync("#notice", told + "\\. No money moved\\.");
            await page.GetByRole(AriaRole.Button, new() { Name = forge }).ClickAsync();
            await notice();
        }

        var killed = _sandbox.Bot!.Pid;
        await page.GetByRole(AriaRole.Button, new() { Name = "kill -9 the bot" }).ClickAsync();
        await ShopWorld.UntilAsync(() => _sandbox.Bot.Pid is { } next && next != killed, "the bot was killed and is started again");
        await journey.TypeAsync("/saldo");
        await Assertions.Expect(page.Locator("#messages > :last-child")).ToContainTextAsync("Rp 49.500");
        await Assertions.Expect(page.Locator("#health")).ToHaveAttributeAsync("data-state", "ready");
        Assert.Empty(journey.Errors);
    }
}
