using System.Collections.Concurrent;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>Sends the outbox's replies over Meta's Cloud API.</summary>
internal sealed partial class WhatsAppChannel(
    WhatsAppClient client, WhatsAppOptions options, TokenTrouble token, Store store, TimeProvider time, ILogger<WhatsAppChannel> logger) : IChatChannel
{
    /// <summary>This channel's name in addresses, in the inbox and in Admins.</summary>
    internal const string ChannelName = "whatsapp";

    // To one person one message every 6 seconds; 45 may go at once and are borrowed from what comes later.
    private const double ChatMessagesPerSecond = 1.0 / 6;
    private const int ChatBurst = 45;

    // A file is tried so often before its message goes without it.
    private const int MediaTriesMax = 3;

    private const int ReadChatsMax = 10_000;

    /// <summary>How long after a person's last message free text passes.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromHours(24);

    // Meta keeps an upload for 30 days; one that is asked for after that is a refused message.
    private static readonly TimeSpan StampAgeMax = TimeSpan.FromDays(7);

    private readonly ILogger<WhatsAppChannel> _logger = logger;
    private readonly ConcurrentDictionary<Stamp, (string MediaId, DateTimeOffset At)> _stamps = new();

    // The last message of each chat that was told to be read: one call for each message of theirs at the most.
    private readonly ConcurrentDictionary<string, string> _read = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public ChannelPace Pace { get; } = new(options.MessagesPerSecond, ChatMessagesPerSecond, ChatBurst);

    /// <inheritdoc/>
    public bool CanEdit => false;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Reply.AnswersCallback is not null)
        {
            return new SendOutcome.Sent(null); // there is nothing that spins
        }

        var reader = store.Read(database => Reader.Find(database, message.ChatId));
        if (!reader.IsOpen(time.GetUtcNow()))
        {
            return await SendOutsideAsync(message, "the person has not written for 24 hours", cancellationToken);
        }

        _ = MarkRead(message.ChatId, reader, isTyping: false, CancellationToken.None);
        return await SendInsideAsync(message, TextsOf.Language(reader.Language), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowTypingAsync(string chatId, CancellationToken cancellationToken)
    {
        try
        {
            var reader = store.Read(database => Reader.Find(database, chatId));
            if (reader.IsOpen(time.GetUtcNow()))
            {
                await MarkRead(chatId, reader, isTyping: true, cancellationToken);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or Microsoft.Data.Sqlite.SqliteException)
        {
            // The program stops, or the database is away for a moment.
        }
    }

    private async Task<SendOutcome> SendInsideAsync(OutboxMessage message, ITexts texts, CancellationToken ct)
    {
        var rendered = WhatsAppRenderer.Render(message.Reply, texts);
        var result = await PostAsync(message, rendered, ct);
        if (result is WhatsAppResult.Failed { Code: var code } refused && WhatsAppErrors.IsItsForm(code))
        {
            LogPlain(message.Id, refused.Code, refused.Description);
            rendered = WhatsAppRenderer.RenderPlain(message.Reply, texts);
            result = await PostAsync(message, rendered, ct);
        }

        if (result is WhatsAppResult.Failed { Code: WhatsAppErrors.WindowClosed } late)
        {
            // Meta's clock decides, not ours.
            return await SendOutsideAsync(message, late.Description, ct);
        }

        return Outcome(result, message, rendered);
    }

    private async Task<SendOutcome> SendOutsideAsync(OutboxMessage message, string why, CancellationToken ct)
    {
        if (message.Reply.IsPromotion)
        {
            return await PromoteOutsideAsync(message, why, ct);
        }

        if (!message.Reply.IsDelivery || !options.DeliveryTemplate.IsSet)
        {
            return new SendOutcome.OutsideWindow(why);
        }

        var request = WhatsAppMessage.Template(message.ChatId, options.DeliveryTemplate, WhatsAppRenderer.TemplateParameter(message.Reply));
        var result = await client.SendAsync(request, ct);
        var outcome = Outcome(result, message, new WhatsAppMessage(""));
        return outcome is SendOutcome.Refused && result is WhatsAppResult.Failed failed ? Waits(failed) : outcome;

        // A template that Meta does not take, like this or for marketing: the customer's next message brings the file all the same.
        SendOutcome.OutsideWindow Waits(WhatsAppResult.Failed refused)
        {
            LogTemplate(refused.Code, refused.Description);
            return new SendOutcome.OutsideWindow(refused.Description);
        }
    }

    // A template's parameter holds less than a message: one that would be cut stays with those whose window is open.
    private async Task<SendOutcome> PromoteOutsideAsync(OutboxMessage message, string why, CancellationToken ct)
    {
        if (!options.PromotionTemplate.IsSet || WhatsAppRenderer.PromotionParameter(message.Reply) is not { } text)
        {
            return new SendOutcome.OutsideWindow(why);
        }

        var result = await client.SendAsync(WhatsAppMessage.Template(message.ChatId, options.PromotionTemplate, text) with { BizOpaqueCallbackData = message.Tag }, ct);
        var outcome = Outcome(result, message, new WhatsAppMessage(""));
        return result is WhatsAppResult.Failed { Code: var code } failed && WhatsAppErrors.IsTemplates(code)
            ? new SendOutcome.Unsendable($"{code}: {failed.Description}")
            : outcome is SendOutcome.Sent sent ? sent with { IsTemplate = true } : outcome;
    }

    private async Task<WhatsAppResult> PostAsync(OutboxMessage message, WhatsAppMessage rendered, CancellationToken ct)
    {
        string? mediaId = null;
        if (rendered.Media is { } media)
        {
            switch (await UploadAsync(media, ct))
            {
                case WhatsAppResult.Ok(var id):
                    mediaId = id;
                    break;
                case WhatsAppResult.Failed { Code: var code } refused when message.Attempts >= MediaTriesMax && !IsEverybodys(code):
                    // What it says is worth more than its picture: an invoice has its page.
                    LogWithoutFile(message.Id, refused.Code, refused.Description);
                    rendered = WithoutFile(rendered);
                    break;
                case WhatsAppResult.Failed { Code: var code } refused when WhatsAppErrors.IsItsForm(code):
                    return new WhatsAppResult.Failed(WhatsAppErrors.Media, refused.Description);
                case var other:
                    return other;
            }
        }

        var result = await client.SendAsync(rendered.ToRequest(message.ChatId, mediaId) with { BizOpaqueCallbackData = message.Tag }, ct);
        if (result is WhatsAppResult.Failed && rendered.Media?.Stamp is { } stamp)
        {
            _stamps.TryRemove(stamp, out _); // perhaps Meta does not have it any more
        }

        if (rendered.Media is not null && message.Attempts >= MediaTriesMax && result is WhatsAppResult.Failed { Code: var why } failed && WhatsAppErrors.IsItsFile(why))
        {
            LogWithoutFile(message.Id, failed.Code, failed.Description);
            return await client.SendAsync(WithoutFile(rendered).ToRequest(message.ChatId, null), ct);
        }

        return result;
    }

    private static WhatsAppMessage WithoutFile(WhatsAppMessage rendered) =>
        rendered with { Media = null, Text = rendered.Text.Length > 0 ? rendered.Text : WhatsAppRenderer.Nothing };

    private async Task<WhatsAppResult> UploadAsync(OutgoingMedia media, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (media.Stamp is { } known && _stamps.TryGetValue(known, out var upload) && now - upload.At < StampAgeMax)
        {
            return new WhatsAppResult.Ok(upload.MediaId);
        }

        var result = await client.UploadAsync(media, ct);
        if (media.Stamp is { } stamp && result is WhatsAppResult.Ok(var id))
        {
            _stamps[stamp] = (id, now);
        }

        return result;
    }

    private SendOutcome Outcome(WhatsAppResult result, OutboxMessage message, WhatsAppMessage sent)
    {
        switch (result)
        {
            case WhatsAppResult.Ok(var id):
                token.Report(Name, isRefused: false);
                return new SendOutcome.Sent(id)
                {
                    HasPicture = sent.Media is { IsDocument: false },
                    Recorded = tx =>
                    {
                        if (sent.Options.Count > 0)
                        {
                            ShownOptions.Remember(tx, message.ChatId, sent.Options);
                        }

                        Statuses.Recorded(tx, id);
                    },
                };
            case WhatsAppResult.Failed(var code, var description):
                if (WhatsAppErrors.WhatToDo(code) is { } todo)
                {
                    LogOperator(code, description, todo);
                }

                if (WhatsAppErrors.IsOperatorsMatter(code))
                {
                    token.Report(Name, isRefused: true);
                }

                return WhatsAppErrors.OutcomeOf(code, $"{code}: {description}", message.Attempts);
            case WhatsAppResult.Unreachable(var reason) lost:
                return new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, reason) { MayHaveArrived = lost.MayBeDone };
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "An unknown result.");
        }
    }

    /// <summary>Not awaited by who sends: a courtesy. One call for each message of theirs, with the typing indicator or without.</summary>
    private Task MarkRead(string chatId, Reader reader, bool isTyping, CancellationToken ct)
    {
        if (reader.LastMessageId is not { } messageId)
        {
            return Task.CompletedTask;
        }

        if (_read.Count >= ReadChatsMax)
        {
            _read.Clear();
        }

        var isNew = true;
        _read.AddOrUpdate(chatId, messageId, (_, known) =>
        {
            isNew = known != messageId;
            return messageId;
        });
        return isNew ? ReadAsync(new CloudRead(messageId, isTyping ? new CloudTyping("text") : null), ct) : Task.CompletedTask;
    }

    private async Task ReadAsync(CloudRead read, CancellationToken ct)
    {
        try
        {
            await client.ReadAsync(read, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The answer was quicker, or the program stops.
        }
    }

    private static bool IsEverybodys(int code) => WhatsAppErrors.OutcomeOf(code, "", 0) is SendOutcome.RetryLater { WholeChannel: true };

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp refused the form of outbox row {Id} ({Code} {Description}); it is sent again as plain text")]
    private partial void LogPlain(long id, int code, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp does not take the file of outbox row {Id} ({Code} {Description}); it is sent without")]
    private partial void LogWithoutFile(long id, int code, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp does not take WhatsApp:DeliveryTemplate: its body must have one parameter, and its category be utility ({Code} {Description}); the delivery waits for the customer's next message")]
    private partial void LogTemplate(int code, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp refuses ({Code} {Description}): {ToDo}. Messages wait")]
    private partial void LogOperator(int code, string description, string toDo);

    /// <summary>What sending needs to know of a person.</summary>
    private sealed record Reader(long? LastMessageAt, string? LastMessageId, string Language)
    {
        /// <summary>A word from the future was said by a clock that has been set back since.</summary>
        public bool IsOpen(DateTimeOffset now) => LastMessageAt is { } at && now.ToUnixTimeMilliseconds() - at < Window.TotalMilliseconds;

        public static Reader Find(Microsoft.Data.Sqlite.SqliteConnection database, string chatId)
        {
            using var found = Statement.On(
                database,
                """
                SELECT w.last_message_at, w.last_message_id, coalesce(c.language, 'id')
                FROM whatsapp_contacts w LEFT JOIN customers c ON c.channel = 'whatsapp' AND c.chat_id = w.chat_id WHERE w.chat_id = ?1
                """);
            return found.Bind(1, chatId).Step()
                ? new Reader(found.IsNull(0) ? null : found.Number(0), found.TextOrNull(1), found.Text(2))
                : new Reader(null, null, "id");
        }
    }
}
