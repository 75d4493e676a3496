using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Page;

/// <summary>Keeps the page's parts up to date: soon after something happened, and every half second for what nobody announces.</summary>
internal sealed class PagePublisher : IAsyncDisposable
{
    private const int LogLinesMax = 200;
    private const int MessagesMax = 150;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(40);

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
        _feed.Publish("customers", "customers", [.. users.Select(u => new CustomerView(u.Id, u.FirstName, u.LanguageCode ?? "id"))], PageJson.Default.IReadOnlyListCustomerView);
        foreach (var user in users)
        {
            _feed.Publish($"chat {user.Id}", "chat", Chat(user.Id), PageJson.Default.ChatView);
        }
        _feed.Publish("world", "world", World(), PageJson.Default.WorldView);
        _feed.Publish("traffic", "traffic", _sources.Traffic.Latest(), PageJson.Default.IReadOnlyListTrafficView);
        _feed.Publish("bot", "bot", Bot(), PageJson.Default.BotView);
        _feed.Publish("log", "log", _sources.Log.Last(LogLinesMax), PageJson.Default.IReadOnlyListString);
    }

    private BotView Bot() => _sources.Bot is { } bot
        ? new BotView(bot.State switch { BotState.Ready => "ready", BotState.Starting => "starting", _ => "down" }, bot.Text, _sources.Controls.View())
        : new BotView("down", "No bot was started", _sources.Controls.View());

    private WorldView World() => _sources.Database is { } database
        ? new WorldView(database.Wallets(), database.Sales(), _sources.DigipanelBalance(), database.Orders(), database.Topups(), database.Ledger())
        : WorldView.Empty with { DigipanelBalance = _sources.DigipanelBalance() };

    private ChatView Chat(long user)
    {
        var messages = _sources.Telegram.Messages(user).Where(m => !m.Deleted).ToList();
        return new ChatView(user, [.. messages.Skip(Math.Max(0, messages.Count - MessagesMax)).Select(View)]);
    }

    private static MessageView View(TelegramMessage message) => new(
        message.Id,
        message.FromBot ? "bot" : "customer",
        message.FromBot ? message.Html : message.Text,
        message.Photo is null ? null : $"api/photos/{message.ChatId}/{message.Id}",
        message.Edited,
        message.At,
        [.. message.Buttons.Select(row => (IReadOnlyList<ButtonView>)[.. row.Select(b => new ButtonView(b.Text, b.CallbackData, b.Url, b.CopyText))])]);
}
