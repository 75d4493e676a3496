using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// POST /webhooks/digipanel and /webhooks/digipanel/{account}. 200 is said after the commit only: how often Digipanel repeats is not documented.
/// Without an account in the address the signature tells which one it is.
/// </summary>
internal sealed partial class DigipanelWebhook(DigipanelOptions options, Store store, WebhookTrouble trouble, ILogger<DigipanelWebhook> logger)
{
    internal const string Path = "/webhooks/digipanel";
    internal const string AccountPath = Path + "/{account}";

    private const string SignatureHeader = "X-Webhook-Signature";

    private readonly List<(string Name, byte[] Secret)> _accounts = [.. options.Accounts.Select(a => (a.Name, Encoding.UTF8.GetBytes(a.WebhookSecret)))];
    private readonly ILogger<DigipanelWebhook> _logger = logger;

    internal async Task HandleAsync(HttpContext context) => context.Response.StatusCode = await AnswerAsync(context);

    private async Task<int> AnswerAsync(HttpContext context)
    {
        var wanted = context.Request.RouteValues["account"] as string;
        if (wanted is not null && !_accounts.Exists(a => a.Name == wanted))
        {
            return StatusCodes.Status404NotFound;
        }

        if (await RequestBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        var header = context.Request.Headers[SignatureHeader] is [{ } only] ? only : null;
        var account = _accounts.Find(a => (wanted is null || a.Name == wanted) && DigipanelWebhookSignature.IsValid(body, header, a.Secret)).Name;
        if (account is null)
        {
            LogForged(body.Length);
            trouble.Refused(wanted is null ? Path : $"{Path}/{wanted}");
            return StatusCodes.Status401Unauthorized;
        }

        trouble.Accepted(wanted is null ? Path : $"{Path}/{wanted}");

        // The webhook has no id of its own: its body is. A repeat is the same body, which was read the first time; anything else goes to the state machine.
        var id = Convert.ToHexStringLower(SHA256.HashData(body));
        var source = "digipanel:" + account;
        if (store.Read(database => Inbox.Knows(database, source, id)))
        {
            LogRepeat(account);
            return StatusCodes.Status200OK;
        }

        if (DigipanelJson.ReadWebhook(body, field => LogUnknownField(account, field.Length <= 64 ? field : field[..64])) is not { } view)
        {
            LogUnreadable(account, body.Length);
            return StatusCodes.Status400BadRequest;
        }

        var effect = await store.InTransaction<EventEffect?>(tx => Inbox.TryAccept(tx, source, id) ? DownloadEvents.Apply(tx, account, view) : null);
        var status = view.StatusWord.Length <= 64 ? view.StatusWord : view.StatusWord[..64];
        LogApplied(account, status, effect);
        return StatusCodes.Status200OK;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook for Digipanel's address is not signed with a known secret ({Bytes} bytes)")]
    private partial void LogForged(int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed webhook of Digipanel {Account} makes no sense ({Bytes} bytes)")]
    private partial void LogUnreadable(string account, int bytes);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A webhook of Digipanel {Account} has the unknown field '{Field}', passed over")]
    private partial void LogUnknownField(string account, string field);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A repeated webhook of Digipanel {Account}")]
    private partial void LogRepeat(string account);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook of Digipanel {Account}: status '{Status}': {Effect} (null: a repeat)")]
    private partial void LogApplied(string account, string status, EventEffect? effect);
}
