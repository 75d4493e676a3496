using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Broadcasts;

/// <summary>/broadcast: a text, or as an answer to any message; then a draft with buttons. "/broadcast daftar" lists what waits and goes out.</summary>
internal sealed class BroadcastCommand(AdminOptions admins) : AdminCommand(admins), IAdminAnswer
{
    private const int ListMax = 10;
    private const int TextCharsMax = 4096;
    private const int CaptionCharsMax = 1024;
    private static readonly TimeSpan DueMax = TimeSpan.FromDays(366);

    public override IReadOnlyList<string> Names => ["broadcast"];

    public string Prefix => Broadcast.Prefix;

    public override void Handle(CommandContext context)
    {
        var words = BroadcastWords.Parse(context.Arguments);
        if (words is { Due: null, Text: var word } && (word.Equals("daftar", StringComparison.OrdinalIgnoreCase) || word.Equals("list", StringComparison.OrdinalIgnoreCase)))
        {
            List(context);
        }
        else if (words.Due is { } due && (due <= context.Tx.Now || due > context.Tx.Now + DueMax))
        {
            context.Reply(context.Texts.BroadcastWrongTime(due));
        }
        else if (words.Text.Length > 0 || (context.Update.Message is { IsMedia: true } && IsTelegram(context)))
        {
            Make(context, ContentOf(context, words), words.Due, IsTelegram(context) ? context.Texts.BroadcastMediaHint : context.Texts.BroadcastReplyUnknown);
        }
        else if (context.Update.ReplyTo is { } answered)
        {
            Make(context, ContentOf(context, answered), words.Due, context.Texts.BroadcastReplyUnknown);
        }
        else
        {
            AdminQuestions.Ask(context.Tx, context.Customer, string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{words.Due?.ToUnixTimeMilliseconds() ?? 0}"));
            context.Reply(context.Texts.BroadcastAsk(words.Due));
        }
    }

    public void Answer(CommandContext context, string payload, string text)
    {
        var due = long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        Make(context, context.Update.Message is { } message ? ContentOf(context, message) : null, due, context.Texts.BroadcastReplyUnknown);
    }

    private static void Make(CommandContext context, BroadcastContent? content, DateTimeOffset? due, Html unknown)
    {
        if (content is null)
        {
            context.Reply(unknown);
            return;
        }

        if (MarkedText.Parse(content.Text.Markup).Visible.Length > TextCharsMax)
        {
            context.Reply(context.Texts.BroadcastTooLong(TextCharsMax));
            return;
        }

        BroadcastTable.Insert(context.Tx, context.Customer, content, due);
        context.Tx.Wake<BroadcastKeeper>();
    }

    /// <summary>The words behind the command. Of a picture whose caption is the command, that picture with the words as its caption.</summary>
    private static BroadcastContent? ContentOf(CommandContext context, BroadcastWords words)
    {
        var message = context.Update.Message;
        if (!IsTelegram(context))
        {
            return message is { IsMedia: true } ? null : new BroadcastContent(WhatsAppMarks.Parse(words.Text));
        }

        var text = words.FormattedIn(message);
        return message is not { IsMedia: true } ? new BroadcastContent(text)
            : words.Text.Length > CaptionCharsMax ? null
            : new BroadcastContent(text) { IsMedia = true, Copies = new CopiedMessage(context.Customer.ChatId, message.Id) { HasOwnCaption = true } };
    }

    /// <summary>On Telegram a message is copied as it is; on WhatsApp its words are known where it is ours, or this very one.</summary>
    private static BroadcastContent? ContentOf(CommandContext context, WrittenMessage message)
    {
        if (IsTelegram(context))
        {
            return new BroadcastContent(message.FormattedFrom(0)) { Copies = new CopiedMessage(context.Customer.ChatId, message.Id), IsMedia = message.IsMedia };
        }

        return message.IsMedia ? null
            : message.Text is { Length: > 0 } text ? new BroadcastContent(WhatsAppMarks.Parse(text))
            : OursOf(context.Tx, message.Id) is { } ours ? new BroadcastContent(ours)
            : null;
    }

    private static bool IsTelegram(CommandContext context) => context.Customer.Channel == "telegram";

    private static Html? OursOf(Tx tx, string messageId) =>
        tx.QuerySingleOrDefault<string>("SELECT payload FROM outbox WHERE channel = 'whatsapp' AND message_id = @messageId AND kind = 'message'", new { messageId }) is { } payload
        && System.Text.Json.JsonSerializer.Deserialize(payload, ReplyJson.Default.Reply) is { Document: null, QrContent: null, Picture: null, Text.Markup.Length: > 0 } reply
            ? reply.Text
            : null;

    private static void List(CommandContext context)
    {
        var texts = context.Texts;
        var list = BroadcastTable.List(context.Tx.Connection, ListMax);
        var lines = list.Select(b => texts.BroadcastLine(BroadcastListForm.Of(b, BroadcastCounts.Read(context.Tx.Connection, b.Id))));
        context.Reply(new Reply(list.Count == 0 ? texts.BroadcastListEmpty : Html.Lines([texts.BroadcastListTitle, Html.Empty, .. lines]))
        {
            Buttons = [.. list.Select(b => BroadcastButton.Look(b, texts.BroadcastTitle(b.Id))).Chunk(3)],
        });
    }
}
