using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Messaging;

/// <summary>The pace of each channel, kept by all who send over it together: a flood wait stops the whole bot, and what one sends is not there for another.</summary>
public sealed class ChannelLimiters
{
    private readonly Dictionary<string, ChannelLimiter> _limiters;

    /// <summary>Made by the host.</summary>
    public ChannelLimiters(IEnumerable<IChatChannel> channels) =>
        _limiters = channels.ToDictionary(c => c.Name, c => new ChannelLimiter(c.Pace), StringComparer.Ordinal);

    /// <summary>Held while any of them is used.</summary>
    internal Lock Gate { get; } = new();

    internal ChannelLimiter Of(string channel) => _limiters[channel];
}
