namespace Digipanel.Sandbox.Telegram;

/// <summary>How the sandbox's Telegram starts. What may change while it runs is on <see cref="TelegramServer"/>.</summary>
public sealed record TelegramServerOptions
{
    /// <summary>The bot's token; the digits before the colon are the bot's own user id.</summary>
    public string Token { get; init; } = "7000000001:AAsandbox-token_of-no-value-anywhere";

    /// <summary>The bot's first name as getMe tells it.</summary>
    public string BotName { get; init; } = "Digipanel";

    /// <summary>The bot's @username, without the at sign.</summary>
    public string BotUsername { get; init; } = "digipanel_bot";

    /// <summary>Where update ids start. Telegram promises only that they rise, and that they start anywhere after a week of silence.</summary>
    public int FirstUpdateId { get; init; } = 705_311_842;

    /// <summary>Where message ids start.</summary>
    public int FirstMessageId { get; init; } = 11;

    /// <summary>How long a pressed button may be answered.</summary>
    public TimeSpan CallbackQueryLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause before an update that a webhook refused is sent to it again.</summary>
    public TimeSpan WebhookRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether webhooks may be http on loopback with any port, as a self-hosted Bot API server in local mode allows.</summary>
    public bool AllowLoopbackWebhooks { get; init; } = true;
}
