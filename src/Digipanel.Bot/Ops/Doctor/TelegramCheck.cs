using System.Runtime.CompilerServices;
using Digipanel.Bot.Chat.Telegram;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>Telegram: which bot the token belongs to, and whether its updates find the way to us.</summary>
internal static class TelegramCheck
{
    private const string Bot = "Telegram bot";
    private const string Updates = "Telegram updates";
    private const int PendingMany = 100;
    private static readonly TimeSpan ErrorsOfLate = TimeSpan.FromHours(1);

    public static async IAsyncEnumerable<Finding> LookAsync(
        TelegramOptions options, string? publicUrl, ClockWatch network, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = new BotApiClient(options, network, time);
        var me = await client.GetMeAsync(cancellationToken);
        yield return Judge(options, me);
        if (me is BotApiResult<User>.Ok)
        {
            yield return Judge(options, publicUrl, await client.GetWebhookInfoAsync(cancellationToken), time.GetUtcNow());
        }
    }

    private static Finding Judge(TelegramOptions options, BotApiResult<User> result) => result switch
    {
        BotApiResult<User>.Ok(var me) => Finding.Fine(Bot, $"@{me.Username} ({me.FirstName}), https://t.me/{me.Username}"),
        BotApiResult<User>.Refused(401 or 404, var description) => Finding.Wrong(Bot, $"Telegram does not know this token ({description})", "Copy Telegram:BotToken again from @BotFather (/mybots, API Token). It ends where it is revoked."),
        BotApiResult<User>.TooMany(var wait) => Finding.Notable(Bot, $"429: Telegram wants {wait.TotalSeconds:0} s of silence", "Wait, then ask again."),
        BotApiResult<User>.Unreachable(var why) => Finding.Wrong(Bot, $"no usable answer from {options.BaseUrl}: {why}", "Look at the name server and the firewall of this machine; some networks block Telegram."),
        var other => Finding.Wrong(Bot, $"an answer that getMe should not have: {other}", "Look at Telegram:BaseUrl; leave it out for https://api.telegram.org."),
    };

    private static Finding Judge(TelegramOptions options, string? publicUrl, BotApiResult<WebhookInfo> result, DateTimeOffset now)
    {
        if (result is not BotApiResult<WebhookInfo>.Ok(var info))
        {
            return Finding.Notable(Updates, $"getWebhookInfo failed: {result}", "Ask again.");
        }

        var pending = $"{info.PendingUpdateCount} update(s) wait";
        var isSet = !string.IsNullOrEmpty(info.Url);
        if (options.Mode == TelegramMode.Polling)
        {
            return isSet
                ? Finding.Notable(Updates, $"a webhook at {HostOf(info.Url!)} is set although Telegram:Mode is Polling; {pending}", "The bot removes it when it starts. If another program needs it, give that one a token of its own: a bot has one listener.")
                : Judge(info.PendingUpdateCount, $"polling, no webhook is set; {pending}");
        }

        if (string.IsNullOrWhiteSpace(publicUrl))
        {
            return Finding.Wrong(Updates, $"Telegram:Mode is Webhook, and Server:PublicUrl, which Telegram should call, is missing; {pending}", "Set Server:PublicUrl, or use Mode Polling.");
        }

        var ours = publicUrl.TrimEnd('/') + TelegramWebhook.Path;
        if (!isSet)
        {
            return Finding.Notable(Updates, $"no webhook is set although Telegram:Mode is Webhook; {pending}", "The bot sets it when it starts. If it is running, somebody has removed it: it is set again within ten minutes.");
        }

        if (info.Url != ours)
        {
            return Finding.Wrong(Updates, $"Telegram calls {HostOf(info.Url!)}, not {ours}; {pending}", "Another program uses this token, or Server:PublicUrl has changed. Start the bot: it sets its own address. If it changes back, look for the other program.");
        }

        var since = now - DateTimeOffset.FromUnixTimeSeconds(info.LastErrorDate ?? 0);
        return since < ErrorsOfLate
            ? Finding.Wrong(Updates, $"Telegram could not deliver {since.TotalMinutes:0} min ago: {info.LastErrorMessage}; {pending}", "See that the bot runs, and that the proxy passes POST /webhooks/telegram on with a valid certificate.")
            : Judge(info.PendingUpdateCount, $"Telegram calls {ours}; {pending}");
    }

    private static Finding Judge(int pending, string seen) => pending < PendingMany
        ? Finding.Fine(Updates, seen)
        : Finding.Notable(Updates, seen, "So many wait where the bot does not run or is far behind: start it, and watch the number fall.");

    // The path of a stranger's webhook may be a secret.
    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.Host : "an address that cannot be read";
}
