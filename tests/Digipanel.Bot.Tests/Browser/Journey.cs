using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>What a newcomer does on the page, and sees.</summary>
public sealed class Journey(IPage page)
{
    /// <summary>A net under a broken test, in milliseconds: a busy machine takes as long as it likes.</summary>
    public const int AnswerMsMax = 120_000;

    /// <summary>Errors of the page itself: any is a bug.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Opens the page and waits until the bot is ready, where there is one.</summary>
    public async Task OpenAsync(string url, bool withBot = true)
    {
        page.SetDefaultTimeout(AnswerMsMax);
        Assertions.SetDefaultExpectTimeout(AnswerMsMax);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Add(error);
        // Nothing of the page may come from anywhere else.
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal))
            {
                Errors.Add("asked for " + request.Url);
            }
        };
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#health")).ToHaveAttributeAsync("data-state", withBot ? "ready" : "down");
    }

    /// <summary>Types a message and sends it with the keyboard.</summary>
    public async Task TypeAsync(string text)
    {
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".mine").Last).ToContainTextAsync(text);
    }

    /// <summary>
    /// Looks for a line that goes by itself after some seconds. The page itself watches, from before what brings the line: a look from outside comes every second
    /// or so, or on a busy machine after the line has gone.
    /// </summary>
    /// <returns>What waits for it, and tells the line.</returns>
    public async Task<Func<Task<string>>> WatchForAsync(string selector, string pattern)
    {
        await page.EvaluateAsync(
            """
            ([selector, pattern]) => {
              const line = document.querySelector(selector);
              window.watched = new Promise(seen => new MutationObserver(() => new RegExp(pattern).test(line.textContent) && seen(line.textContent))
                .observe(line, { childList: true, characterData: true, subtree: true }));
            }
            """,
            new[] { selector, pattern });
        return () => page.EvaluateAsync<string>("() => window.watched").WaitAsync(TimeSpan.FromMilliseconds(AnswerMsMax));
    }

    /// <summary>The bot's last bubble that says this.</summary>
    public ILocator Reply(string words) => page.Locator(".theirs").Filter(new() { HasTextRegex = new Regex(words, RegexOptions.None, TimeSpan.FromMinutes(1)) }).Last;

    /// <summary>Waits for that bubble.</summary>
    public Task ExpectReplyAsync(string words) => Assertions.Expect(Reply(words)).ToBeVisibleAsync();

    /// <summary>Waits until one of the three steps is ticked off.</summary>
    public Task ExpectStepAsync(string id) =>
        Assertions.Expect(page.Locator("#" + id)).ToHaveClassAsync(new Regex("done", RegexOptions.None, TimeSpan.FromMinutes(1)));

    /// <summary>Says hello, asks for a top-up and pays the QRIS picture with the button that stands in for a phone's camera.</summary>
    public async Task TopUpByQrisAsync()
    {
        await AskForTopUpAsync("QRIS");
        var picture = page.Locator(".photo");
        await Assertions.Expect(picture).ToBeVisibleAsync();
        Assert.True(await picture.EvaluateAsync<bool>("img => img.decode().then(() => img.naturalWidth > 100)"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bayar Rp 50.000" }).ClickAsync();
        await ExpectMoneyAsync();
    }

    /// <summary>The same, with the customer's own page open beside the chat: it leads back here once the money is there.</summary>
    public async Task TopUpByQrisWatchingAsync(string url, string screenshot)
    {
        await AskForTopUpAsync("QRIS");
        var link = page.Locator(".theirs a.key").Filter(new() { HasText = "Halaman bayar" }).Last;
        await Assertions.Expect(link).ToBeVisibleAsync();
        var own = await page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await Assertions.Expect(own.Locator("h1")).ToContainTextAsync("Rp 50.000");
        await Assertions.Expect(own.GetByAltText("Kode QRIS")).ToBeVisibleAsync();
        await own.ScreenshotAsync(new() { Path = Chromium.Screenshot(screenshot) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Bayar Rp 50.000" }).ClickAsync();
        await Assertions.Expect(own.GetByRole(AriaRole.Status)).ToContainTextAsync("Pembayaran diterima");
        await Assertions.Expect(own.GetByRole(AriaRole.Link, new() { Name = "Kembali ke chat" })).ToHaveAttributeAsync("href", url);
        await own.CloseAsync();
        await ExpectMoneyAsync();
    }

    /// <summary>Says hello, asks for a top-up and pays on the page behind the payment link.</summary>
    public async Task TopUpByLinkAsync(string screenshot)
    {
        await AskForTopUpAsync("DANA");
        var link = page.Locator(".theirs a.key").Filter(new() { HasText = "Bayar lewat" }).Last;
        await Assertions.Expect(link).ToBeVisibleAsync();
        var checkout = await page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await checkout.ScreenshotAsync(new() { Path = Chromium.Screenshot(screenshot) });
        await checkout.Locator("#pay").ClickAsync();
        await Assertions.Expect(checkout.GetByRole(AriaRole.Status)).ToContainTextAsync("berhasil");
        await checkout.CloseAsync();
        await ExpectMoneyAsync();
    }

    /// <summary>Pastes a link between words and waits for what it was bought for.</summary>
    public async Task PasteAndReceiveAsync()
    {
        await TypeAsync("Tolong https://elements.envato.com/minimal-business-card-A1B2C3D ya, terima kasih");
        await ExpectStepAsync("step-paste");
        await ExpectStepAsync("step-drive");
        await Assertions.Expect(page.Locator(".theirs a[href^='https://drive.google.com/']").First).ToBeVisibleAsync();
    }

    private async Task AskForTopUpAsync(string method)
    {
        await TypeAsync("/start");
        await ExpectReplyAsync("Budi");
        await TypeAsync("/topup 50000");
        await page.Locator(".theirs .key").Filter(new() { HasText = method }).Last.ClickAsync();
    }

    private async Task ExpectMoneyAsync()
    {
        await ExpectStepAsync("step-topup");
        await ExpectReplyAsync("Saldo sekarang: ?Rp 50\\.000");
    }

    /// <summary>A picture for people to look at.</summary>
    public Task ScreenshotAsync(string name) => page.ScreenshotAsync(new() { Path = Chromium.Screenshot(name) });
}
