namespace Digipanel.Bot.Chat.Telegram;

/// <summary>Which bot the token belongs to, once Telegram has said so.</summary>
internal sealed class BotIdentity
{
    private volatile User? _me;

    /// <summary>What customers see above the chat; null while unknown.</summary>
    public string? Name => _me?.FirstName is { Length: > 0 } name ? name : null;

    /// <summary>https://t.me/…; null while unknown.</summary>
    public string? ChatUrl => _me?.Username is { Length: > 0 } username ? $"https://t.me/{username}" : null;

    /// <summary>Telegram's answer to getMe.</summary>
    public void Learn(User me) => _me = me;
}
