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
        _sandbox = await SandboxApp.StartAsync(new SandboxOptions { Port = 0, ReadySecondsMax = TimeSpan.FromSeconds(60) });
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
        await journey.TopUpByQrisAsync();
        await journey.PasteAndReceiveAsync();
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        await Assertions.Expect(page.Locator("#orders .pill.good")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#ledger .row")).ToHaveCountAsync(3);
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
        await page.GetByRole(AriaRole.Button, new() { Name = "What happens" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        // Nothing sticks out sideways.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"));
        await journey.ScreenshotAsync("phone-4-world");
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
        await Assertions.Expect(page.Locator("#orders .pill.bad")).ToHaveTextAsync("Failed, refunded");
        await Assertions.Expect(page.Locator("#ledger .row").First).ToContainTextAsync("Release");
        await Assertions.Expect(page.Locator(".tile.main strong")).ToHaveTextAsync("Rp 49.500");
        await journey.ExpectReplyAsync("Rp 49\\.500");
        await journey.ScreenshotAsync("desktop-3-refunded");

        await page.GetByRole(AriaRole.Button, new() { Name = "kill -9 the bot" }).ClickAsync();
        await journey.TypeAsync("/saldo");
        await Assertions.Expect(page.Locator("#messages > :last-child")).ToContainTextAsync("Rp 49.500");
        await Assertions.Expect(page.Locator("#health")).ToHaveAttributeAsync("data-state", "ready");
        Assert.Empty(journey.Errors);
    }
}
