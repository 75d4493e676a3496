using System.Text;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// GET and POST /webhooks/whatsapp. Meta sends whatever is not answered with 200 again for a week, the whole batch: so 200 is said after the last commit, and
/// what was done before is known by its wamid.
/// </summary>
internal sealed partial class WhatsAppWebhook(WhatsAppOptions options, Store store, Dispatcher dispatcher, WebhookTrouble trouble, ILogger<WhatsAppWebhook> logger)
{
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const int ChallengeCharsMax = 1_024;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.AppSecret);
    private readonly ILogger<WhatsAppWebhook> _logger = logger;

    /// <summary>Meta's question, when the webhook is set up, whether it is ours.</summary>
    internal async Task VerifyAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["hub.mode"] is not ["subscribe"]
            || query["hub.verify_token"] is not [{ } shown] || !WhatsAppSignature.AreEqual(shown, options.VerifyToken)
            || query["hub.challenge"] is not [{ Length: > 0 and <= ChallengeCharsMax } challenge])
        {
            LogNotVerified();
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        LogVerified();
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(challenge, context.RequestAborted);
    }

    internal async Task HandleAsync(HttpContext context) => context.Response.StatusCode = await AnswerAsync(context);

    private async Task<int> AnswerAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        var header = context.Request.Headers[SignatureHeader] is [{ } only] ? only : null;
        if (!WhatsAppSignature.IsValid(body, header, _secret))
        {
            LogForged(body.Length);
            trouble.Refused(WhatsAppOptions.WebhookPath);
            return StatusCodes.Status401Unauthorized;
        }

        trouble.Accepted(WhatsAppOptions.WebhookPath);
        if (WebhookParser.Parse(body, options.PhoneNumberId) is not { } parsed)
        {
            LogUnreadable(body.Length);
            return StatusCodes.Status400BadRequest;
        }

        if (parsed.Unreadable > 0)
        {
            LogPartsUnreadable(parsed.Unreadable, body.Length);
        }

        // Not cancelled by the caller's hanging up: the work is queued, and a repeat finds it done.
        return await HandleAsync(parsed) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }

    // One person's messages in their order, people beside each other: they share commits.
    private async Task<bool> HandleAsync(ParsedWebhook parsed)
    {
        var people = parsed.Messages.Select(m => MessageMapper.Map(m.Message, m.Contact)).OfType<InboundMessage>()
            .GroupBy(m => m.Person.Key, StringComparer.Ordinal)
            .Select(HandleInOrderAsync);
        var statuses = parsed.Statuses.Select(MessageStatus.From).OfType<MessageStatus>().Select(ApplyAsync);
        return (await Task.WhenAll([.. people, .. statuses])).All(isDone => isDone);
    }

    // A repeat changes nothing, so that statuses need no row of the inbox. The writer takes them in this order.
    private async Task<bool> ApplyAsync(MessageStatus status)
    {
        if (status.Status == "failed")
        {
            LogUndelivered(status.MessageId, status.Code, status.Reason, WhatsAppErrors.WhatToDo(status.Code));
        }

        try
        {
            await store.InTransaction(tx => Statuses.Apply(tx, status));
            return true;
        }
        catch (Exception e)
        {
            LogNotWritten(status.MessageId, e);
            return false;
        }
    }

    private async Task<bool> HandleInOrderAsync(IEnumerable<InboundMessage> messages)
    {
        foreach (var message in messages)
        {
            try
            {
                await dispatcher.DispatchAsync(AsFarAsKnown(message), (tx, update) => Complete(tx, update, message), CancellationToken.None);
            }
            catch (Exception e)
            {
                if (!await TryPutAsideAsync(message.Update.ExternalId, e))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // For the typing indicator, which goes to the chat before the work is done: of who hides the number we may know it.
    private ChatUpdate AsFarAsKnown(InboundMessage message) =>
        message.Person is { Phone: null, BusinessId: { } id } && store.Read(database => Contact.AddressOf(database, id)) is { } chatId
            ? message.Update with { UserId = chatId, ChatId = chatId }
            : message.Update;

    /// <summary>Whether the message needs not come again: a bug that even the dispatcher's apology meets would meet it again. Of a database that cannot be written it does.</summary>
    private async Task<bool> TryPutAsideAsync(string id, Exception e)
    {
        if (Database.IsUnavailable(e) || e is ObjectDisposedException)
        {
            LogNotWritten(id, e);
            return false;
        }

        LogFailed(id, e);
        try
        {
            await store.InTransaction(tx => Inbox.TryAccept(tx, WhatsAppChannel.ChannelName, id, $"{e.GetType().Name}: {e.Message}"));
            return true;
        }
        catch (Exception again)
        {
            LogNotWritten(id, again);
            return false;
        }
    }

    private ChatUpdate? Complete(Tx tx, ChatUpdate update, InboundMessage message)
    {
        // Meta's clock may be ahead of ours.
        var at = message.At is { } told && told < tx.Now ? told : tx.Now;
        if (message.Change is { } change)
        {
            var leftBehind = Contacts.Change(tx, change, at);
            if (leftBehind.Count > 0)
            {
                LogLeftBehind(string.Join(", ", leftBehind));
            }

            return null;
        }

        var chatId = Contacts.ChatOf(tx, message.Person, at);
        Contacts.Heard(tx, chatId, update.ExternalId, at);
        update = update with { UserId = chatId, ChatId = chatId };
        if (tx.Now - at >= WhatsAppChannel.Window)
        {
            TellLate(tx, update);
            return null;
        }

        Outbox.OpenWindow(tx, new ChatAddress(WhatsAppChannel.ChannelName, chatId));
        return update with { ShownOption = update.CallbackData is null ? ShownOptions.Named(tx, chatId, update.Text) : null };
    }

    // Meta repeats for a week what was not answered. A word that comes so late opens no window, so that nobody could be told what it did: it buys, cancels and
    // bills nothing any more, as on Telegram, which keeps a word for a day.
    private static void TellLate(Tx tx, ChatUpdate update)
    {
        var customer = Customers.Upsert(tx, update);
        var note = new Reply(TextsOf.Language(customer.Language).CameLate);
        using var told = tx.Prepare(
            "SELECT 1 FROM outbox WHERE state = 'pending' AND kind <> 'answer' AND channel = ?1 AND chat_id = ?2 AND payload ->> '$.Text' = ?3");
        if (!told.Bind(1, update.Channel).Bind(2, update.ChatId).Bind(3, note.Text.Markup).Step())
        {
            Outbox.Enqueue(tx, customer.Address, note);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Meta has verified the webhook")]
    private partial void LogVerified();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody asked whether this is a WhatsApp webhook without showing WhatsApp:VerifyToken: if it was Meta's dashboard, give it the same one")]
    private partial void LogNotVerified();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook for WhatsApp's address is not signed with WhatsApp:AppSecret ({Bytes} bytes)")]
    private partial void LogForged(int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed webhook of WhatsApp makes no sense ({Bytes} bytes)")]
    private partial void LogUnreadable(int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} message(s) or status(es) of a webhook of WhatsApp could not be read, and are passed over ({Bytes} bytes)")]
    private partial void LogPartsUnreadable(int count, int bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "What WhatsApp said of or in message {Id} could not be written down; Meta sends it again")]
    private partial void LogNotWritten(string id, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp message {Id} could not be handled, and nobody could be told; it is put aside")]
    private partial void LogFailed(string id, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "WhatsApp could not deliver message {Id} after all ({Code} {Reason}). To do: {ToDo}")]
    private partial void LogUndelivered(string id, int code, string? reason, string? toDo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody changed their number and had written from the new one before Meta said so: the customer(s) {Ids} made then are left behind; move what their wallets hold by hand")]
    private partial void LogLeftBehind(string ids);
}
