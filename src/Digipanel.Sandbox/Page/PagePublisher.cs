using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Money;

namespace Digipanel.Sandbox.Page;

/// <summary>Keeps the page's parts up to date: soon after something happened, and every half second for what nobody announces.</summary>
internal sealed class PagePublisher : IAsyncDisposable
{
    private const int LogLinesMax = 200;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(60);

    private readonly PageFeed _feed;
    private readonly PageSources _sources;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Task _running;

    /// <summary>Begins at once.</summary>
    public PagePublisher(PageFeed feed, PageSources sources)
    {
        _feed = feed;
        _sources = sources;
        _running = RunAsync(_stopping.Token);
    }

    /// <summary>Look now.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Awake already, or no longer needed.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _wake.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                Look();
                await _wake.WaitAsync(LookPause, ct);
                // One thing seldom happens alone: what follows at once goes into the same look.
                await Task.Delay(Gather, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    private void Look()
    {
        try
        {
            Publish();
        }
        catch (Exception e)
        {
            // The page must not go blind over one look: say what happened where the page shows it, and look again.
            _sources.Log.Add($"sandbox: the page could not be brought up to date: {e}");
        }
    }

    private void Publish()
    {
        var users = _sources.Telegram.Users;
        var money = MoneyLook.Take(_sources.Database, _sources.Digipanel, _sources.Doitpay);
        var people = users.Select(u => new PersonView(u.Id, u.FirstName, u.LanguageCode ?? "id", u.Id == People.Admin.Id, "telegram")).ToList();
        // WhatsApp's stand beside the first of Telegram's, above the crowd of a scene.
        people.InsertRange(Math.Min(People.Customers.Count, people.Count), WhatsAppChat.People(_sources.WhatsApp));
        _feed.Publish("people", "people", people, PageJson.Default.IReadOnlyListPersonView);
        foreach (var user in users)
        {
            _feed.Publish($"chat {user.Id}", "chat", ChatDrawing.Chat(_sources.Telegram, user.Id), PageJson.Default.ChatView);
            _feed.Publish($"money {user.Id}", "money", user.Id == People.Admin.Id ? money.All(user.Id) : money.Of(user.Id), PageJson.Default.MoneyView);
        }
        foreach (var phone in _sources.WhatsApp.Users.Select(u => u.Phone).OfType<string>())
        {
            _feed.Publish($"chat {phone}", "chat", WhatsAppChat.Chat(_sources.WhatsApp, phone), PageJson.Default.ChatView);
            _feed.Publish($"money {phone}", "money", money.Of(long.Parse(phone)), PageJson.Default.MoneyView);
        }
        _feed.Publish("shop", "shop", money.Shop, PageJson.Default.ShopView);
        _feed.Publish("traffic", "traffic", _sources.Traffic.Latest(), PageJson.Default.IReadOnlyListTrafficView);
        _feed.Publish("bot", "bot", Bot(), PageJson.Default.BotView);
        _feed.Publish("controls", "controls", _sources.Controls.View(), PageJson.Default.IReadOnlyListControlView);
        _feed.Publish("log", "log", _sources.Log.Last(LogLinesMax), PageJson.Default.IReadOnlyListString);
        if (_sources.Scene.View is { } scene)
        {
            _feed.Publish("scene", "scene", scene, PageJson.Default.SceneView);
        }
    }

    private BotView Bot() => _sources.Bot is { } bot
        ? new BotView(bot.State switch { BotState.Ready => "ready", BotState.Starting => "starting", _ => "down" }, bot.Text)
        : new BotView("down", "No bot was started");
}
