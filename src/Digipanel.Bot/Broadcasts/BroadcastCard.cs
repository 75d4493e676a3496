using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>The admin's one message about a broadcast, from the draft over the live progress to the report: "siaran:3".</summary>
internal sealed class BroadcastCard(IEnumerable<IChatChannel> channels, WhatsAppOptions? whatsapp = null) : ICard
{
    private const int ReasonsMax = 3;

    private readonly Dictionary<string, double> _paces = channels.ToDictionary(c => c.Name, c => ChannelLimiter.SpareOf(c.Pace), StringComparer.Ordinal);

    public string Prefix => Broadcast.Prefix;

    /// <summary>Puts the card at the end of its chat, where it is noticed; also one so old that it is not known any more.</summary>
    public static void ShowAgain(Tx tx, Broadcast broadcast, Reply farewell)
    {
        var chat = Cards.Find(tx.Connection, broadcast.CardKey)?.Address ?? Customers.Find(tx.Connection, broadcast.AdminId)?.Address;
        if (chat is not null)
        {
            Cards.ShowAgain(tx, chat, broadcast.CardKey, farewell);
        }
    }

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && BroadcastTable.Find(database, number) is { } broadcast
            ? Render(database, broadcast, now)
            : null;

    public Reply? Render(SqliteConnection database, Broadcast broadcast, DateTimeOffset now)
    {
        var shown = Cards.Find(database, broadcast.CardKey);
        var reader = (shown is null ? null : Customers.At(database, shown.Address)) ?? Customers.Find(database, broadcast.AdminId);
        var texts = TextsOf.Language(reader?.Language ?? "id");
        var reply = broadcast.State switch
        {
            BroadcastState.Draft => Draft(broadcast, texts, isMarked: shown?.Channel != WhatsAppChannel.ChannelName),
            BroadcastState.Ready when broadcast.StartedAt is null => Waiting(database, broadcast, texts),
            BroadcastState.Paused when broadcast.StartedAt is null => Held(broadcast, texts),
            BroadcastState.Cancelled => new Reply(texts.BroadcastCancelled(broadcast.Id)),
            _ => Progress(database, broadcast, texts, now),
        };
        return reply is null ? null : reply with { Stage = string.Create(CultureInfo.InvariantCulture, $"{broadcast.Revision}:{BroadcastTable.NameOf(broadcast.State)};") };
    }

    // Nothing until it is known whom it would reach: a message that says "one moment" would be a second one where nothing is edited.
    private Reply? Draft(Broadcast draft, ITexts texts, bool isMarked)
    {
        if (draft.Preview == "refused")
        {
            return new Reply(texts.BroadcastRefused(draft.Id, draft.Trouble ?? "")) { Buttons = [[BroadcastButton.Cancel(draft, texts)]] };
        }

        if (!draft.IsCounted)
        {
            return null;
        }

        var hasTemplate = whatsapp?.PromotionTemplate.IsSet == true && WhatsAppRenderer.PromotionParameter(draft.Content.ToReply()) is not null;
        var onWhatsApp = draft.Whatsapp - (hasTemplate ? 0 : draft.Outside);
        var form = new BroadcastDraftForm
        {
            Id = draft.Id, Segment = draft.Segment, Due = draft.Due,
            Telegram = draft.Telegram, WhatsApp = onWhatsApp,
            LeftOut = hasTemplate ? 0 : draft.Outside, Templates = hasTemplate ? draft.Outside : 0,
            Cost = hasTemplate && whatsapp!.PromotionPrice > 0 ? new Rupiah(draft.Outside * whatsapp.PromotionPrice) : null,
            Takes = Longest(draft.Telegram, onWhatsApp), IsCaptionOnly = draft.Content.IsMedia && onWhatsApp > 0,
        };
        var rows = BroadcastButton.Segments(draft, texts, isMarked, _paces.Count > 1);
        return new Reply(texts.BroadcastDraft(form))
        {
            Buttons = [.. rows, form.People > 0 ? [BroadcastButton.Send(draft, texts, form), BroadcastButton.Cancel(draft, texts)] : [BroadcastButton.Cancel(draft, texts)]],
        };
    }

    private static Reply Waiting(SqliteConnection database, Broadcast broadcast, ITexts texts) =>
        new(texts.BroadcastWaiting(broadcast.Id, broadcast.Due, BroadcastTable.IsAnotherRunning(database, broadcast.Id), texts.BroadcastSegmentName(broadcast.Segment)))
        {
            Buttons = [[BroadcastButton.Cancel(broadcast, texts)]],
        };

    private static Reply Held(Broadcast broadcast, ITexts texts) =>
        new(texts.BroadcastHeld(broadcast.Id, broadcast.Trouble == BroadcastHold.Late ? broadcast.Due : null, texts.BroadcastSegmentName(broadcast.Segment)))
        {
            Buttons = [[BroadcastButton.Resume(broadcast, texts), BroadcastButton.Cancel(broadcast, texts)]],
        };

    private Reply Progress(SqliteConnection database, Broadcast broadcast, ITexts texts, DateTimeOffset now)
    {
        var counts = BroadcastCounts.Read(database, broadcast.Id);
        var isOver = broadcast.State is BroadcastState.Done or BroadcastState.Stopped;
        var templates = isOver && _paces.ContainsKey(WhatsAppChannel.ChannelName)
            ? database.ExecuteScalar<long>("SELECT count(*) FROM broadcast_recipients WHERE broadcast_id = @Id AND template = 1", new { broadcast.Id })
            : 0;
        var form = new BroadcastProgressForm
        {
            Id = broadcast.Id, State = broadcast.State, Counts = counts, IsGathered = broadcast.IsGathered,
            Trouble = broadcast.State is BroadcastState.Paused ? broadcast.Trouble : null,
            TimeLeft = Longest(counts.LeftOnTelegram, counts.LeftOnWhatsApp),
            Took = TimeSpan.FromMilliseconds((isOver ? broadcast.EndedAt ?? 0 : now.ToUnixTimeMilliseconds()) - (broadcast.StartedAt ?? 0)),
            Templates = templates, Cost = templates > 0 && whatsapp?.PromotionPrice > 0 ? new Rupiah(templates * whatsapp.PromotionPrice) : null,
            Reasons = isOver && counts.Failed > 0 ? Reasons(database, broadcast.Id) : [],
        };
        return new Reply(isOver ? texts.BroadcastReport(form) : texts.BroadcastProgress(form)) { Buttons = BroadcastButton.OfProgress(broadcast, texts, counts) };
    }

    private TimeSpan Longest(long telegram, long whatsApp) =>
        TimeSpan.FromSeconds(Math.Max(telegram / _paces.GetValueOrDefault("telegram", 1), whatsApp / _paces.GetValueOrDefault("whatsapp", 1)));

    private static List<BroadcastReason> Reasons(SqliteConnection database, long id) => database.Query<BroadcastReason>(
        "SELECT coalesce(error, '?') AS why, count(*) AS people FROM broadcast_recipients WHERE broadcast_id = @id AND state = 'failed' GROUP BY error ORDER BY count(*) DESC LIMIT @ReasonsMax",
        new { id, ReasonsMax }).AsList();
}
