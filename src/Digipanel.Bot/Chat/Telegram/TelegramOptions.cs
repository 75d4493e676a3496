using System.Buffers;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>How updates reach the bot.</summary>
public enum TelegramMode
{
    /// <summary>The bot asks (getUpdates): needs no public address.</summary>
    Polling,

    /// <summary>Telegram calls POST /webhooks/telegram.</summary>
    Webhook,
}

/// <summary>The section <c>Telegram</c>. A class, not a record: a record's ToString would print the token.</summary>
public sealed class TelegramOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Telegram";

    private const int MessagesPerSecondMax = 100_000;

    private static readonly SearchValues<char> SecretChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Whether the bot talks on Telegram at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>What @BotFather gave: <c>123456789:AA…</c>. A secret.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The Bot API server; another one is a local Bot API server or the sandbox.</summary>
    public string BaseUrl { get; set; } = "https://api.telegram.org";

    /// <summary>How updates reach the bot: Polling or Webhook.</summary>
    public TelegramMode Mode { get; set; }

    /// <summary>What Telegram must show in X-Telegram-Bot-Api-Secret-Token. A secret.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>
    /// How many messages a second the bot sends over all chats; each chat stays at one a second. Telegram's own limit is about 30, of which answers to
    /// pressed buttons and edits take some, hence 25. More only with Telegram's paid broadcasts (up to 1,000), or for a load test against a server of
    /// one's own: Telegram answers what is too fast with 429 and keeps the whole bot waiting.
    /// </summary>
    public int MessagesPerSecond { get; set; } = 25;

    /// <summary>Adds every problem, with how to mend it, to <paramref name="problems"/>.</summary>
    /// <param name="problems">The list that stops the start when it is not empty.</param>
    /// <param name="publicUrl">Server:PublicUrl, which Webhook mode needs.</param>
    public void Validate(ICollection<string> problems, string? publicUrl)
    {
        if (!Enabled)
        {
            return;
        }

        if (!IsToken(BotToken))
        {
            problems.Add(BotToken.Length == 0
                ? "Telegram:BotToken is missing: ask @BotFather for one (/newbot), then set Telegram__BotToken or Telegram__BotToken_FILE."
                : "Telegram:BotToken does not look like a bot token (digits, a colon, then letters, digits, _ and -): copy it again from @BotFather.");
        }

        if (!IsHttp(BaseUrl, out var baseUrl) || baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0)
        {
            problems.Add("Telegram:BaseUrl must be an http or https URL without ? and #: leave it out for https://api.telegram.org.");
        }

        if (MessagesPerSecond is < 1 or > MessagesPerSecondMax)
        {
            problems.Add($"Telegram:MessagesPerSecond is {MessagesPerSecond}; give 1 to {MessagesPerSecondMax}, or leave it out for 25, which Telegram allows every bot.");
        }

        if (!Enum.IsDefined(Mode))
        {
            problems.Add("Telegram:Mode must be Polling or Webhook.");
        }

        if (Mode == TelegramMode.Webhook)
        {
            ValidateWebhook(problems, publicUrl);
        }
    }

    private void ValidateWebhook(ICollection<string> problems, string? publicUrl)
    {
        if (WebhookSecret.Length is 0 or > 256 || WebhookSecret.AsSpan().ContainsAnyExcept(SecretChars))
        {
            problems.Add("Telegram:WebhookSecret must be 1 to 256 of A-Z a-z 0-9 _ - in Webhook mode: make one with `openssl rand -hex 32`.");
        }

        // A Bot API server of one's own, on this machine, calls plain http and any port.
        if (IsHttp(publicUrl, out var url) && url.IsLoopback && IsHttp(BaseUrl, out var baseUrl) && baseUrl.IsLoopback)
        {
            return;
        }

        if (url?.Scheme != Uri.UriSchemeHttps)
        {
            problems.Add("Server:PublicUrl must be an https URL that Telegram can reach in Telegram:Mode Webhook: set it, or use Mode Polling.");
        }
        else if (url.Port is not (443 or 80 or 88 or 8443))
        {
            problems.Add($"Server:PublicUrl has port {url.Port}, but Telegram calls webhooks on 443, 80, 88 and 8443 only.");
        }
    }

    private static bool IsHttp(string? text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    // Real tokens have 8 to 10 digits and 35 characters; Telegram has never promised either, so only the alphabet is checked.
    private static bool IsToken(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && !text.AsSpan(0, colon).ContainsAnyExceptInRange('0', '9')
            && text.Length - colon is > 3 and < 200
            && !text.AsSpan(colon + 1).ContainsAnyExcept(SecretChars);
    }
}
