using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>POST /webhooks/telegram. Telegram sends again whatever is not answered with 2xx, so 200 is said after the commit only.</summary>
internal sealed partial class TelegramWebhook(TelegramOptions options, Dispatcher dispatcher, WebhookTrouble trouble, ILogger<TelegramWebhook> logger)
{
    internal const string Path = "/webhooks/telegram";

    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.WebhookSecret);
    private readonly ILogger<TelegramWebhook> _logger = logger;

    internal async Task HandleAsync(HttpContext context)
    {
        if (!IsTelegram(context.Request))
        {
            trouble.Refused(Path);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        trouble.Accepted(Path);
        if (await RequestBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (UpdateParser.ParseOne(body) is not { } update)
        {
            LogUnreadable(body.Length);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (UpdateMapper.Map(update) is { } mapped)
        {
            // Not cancelled by the caller's hanging up: the work is queued, and a repeat finds it done.
            await dispatcher.DispatchAsync(mapped, CancellationToken.None);
        }
    }

    private bool IsTelegram(HttpRequest request) =>
        request.Headers[SecretHeader] is [{ } shown] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), _secret);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of Telegram could not be read ({Bytes} bytes)")]
    private partial void LogUnreadable(int bytes);
}
