namespace Digipanel.Bot.Chat;

/// <summary>
/// Shows people that an answer is on its way where it takes longer than a second. A courtesy: it never holds the work up, never fails it, and stops
/// by itself. Off in a simulation that must replay exactly.
/// </summary>
public sealed class Typing
{
    private const int ShownMax = 20; // for a minute and a half: whoever waits longer has been told so in words
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(4.5); // Telegram shows it for five

    private readonly Dictionary<string, IChatChannel> _channels;
    private readonly TimeProvider _time;

    /// <summary>Made by the host.</summary>
    public Typing(IEnumerable<IChatChannel> channels, TimeProvider time)
    {
        _channels = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);
        _time = time;
    }

    /// <summary>Shows nothing to anybody.</summary>
    public static Typing Off { get; } = new([], TimeProvider.System);

    /// <summary>Begins to wait for work for a person; disposing the result is its end.</summary>
    public IDisposable? While(string channel, string chatId) =>
        _channels.TryGetValue(channel, out var found) ? new Indicator(found, chatId, _time) : null;

    private sealed class Indicator : IDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly IChatChannel _channel;
        private readonly string _chatId;
        private readonly ITimer _timer;
        private int _shown;

        public Indicator(IChatChannel channel, string chatId, TimeProvider time)
        {
            (_channel, _chatId) = (channel, chatId);
            _timer = time.CreateTimer(static self => ((Indicator)self!).Show(), this, FirstAfter, AgainAfter);
        }

        // Not disposed: a tick may still be under way, and without a timer the source holds nothing.
        public void Dispose()
        {
            _timer.Dispose();
            _over.Cancel();
        }

        private void Show()
        {
            if (++_shown > ShownMax)
            {
                _timer.Dispose();
            }
            else if (!_over.IsCancellationRequested)
            {
                _ = _channel.ShowTypingAsync(_chatId, _over.Token);
            }
        }
    }
}
