using Microsoft.Playwright;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>One headless Chromium for all browser tests: the machine's own, never a downloaded one.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string Executable = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    // Nothing may leave the machine, and a container has neither a sandbox for the browser nor a graphics card.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable, Headless = true, Args = Arguments, Timeout = Journey.AnswerMsMax,
        });
    }

    /// <summary>A fresh window of this size, as somebody new would open it.</summary>
    public Task<IBrowserContext> OpenAsync(int width, int height, ColorScheme scheme = ColorScheme.Light) =>
        _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
        });

    /// <summary>Where screenshots go for people to look at; not part of the repository.</summary>
    public static string Screenshot(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Digipanel.Bot.sln")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder?.FullName ?? Path.GetTempPath(), "artifacts", name + ".png");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }
}
