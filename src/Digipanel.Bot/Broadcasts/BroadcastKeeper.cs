using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>
/// Shows drafts to the admins who make them (the message itself first, by the way that customers will get it, then how many they are), begins broadcasts when
/// their time and turn have come, and makes their lists, in bites: the writer also has customers waiting.
/// </summary>
internal sealed class BroadcastKeeper : Pump
{
    /// <summary>Customers looked at in one transaction: a few milliseconds of the writer.</summary>
    internal const int BiteMax = 250;

    private const int TroubleCharsMax = 300;

    private readonly Dictionary<string, IChatChannel> _channels;
    private readonly ChannelLimiters _limiters;
    private readonly AdminOptions _admins;

    /// <summary>Made by the host.</summary>
    public BroadcastKeeper(Store store, IEnumerable<IChatChannel> channels, ChannelLimiters limiters, AdminOptions admins, TimeProvider time, ILogger<BroadcastKeeper> logger)
        : base(store, time, logger) => (_channels, _limiters, _admins) = (channels.ToDictionary(c => c.Name, StringComparer.Ordinal), limiters, admins);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) =>
        await ShowDraftAsync() || await GatherAsync() || await BeginNextAsync();

    private async Task<bool> ShowDraftAsync()
    {
        // Not the first alone: an admin whose platform takes nothing now keeps no other's waiting.
        foreach (var draft in Store.Read(BroadcastTable.Drafts))
        {
            if (Store.Read(database => Customers.Find(database, draft.AdminId)) is { } admin
                && (draft.Preview == "owed" ? await PreviewAsync(draft, admin) : await CountAsync(draft, admin)))
            {
                return true;
            }
        }

        return false;
    }

    // To the admin at least once, as any message; to customers at most once, which is the sender's business.
    private async Task<bool> PreviewAsync(Broadcast draft, Customer admin)
    {
        if (!_channels.TryGetValue(admin.Channel, out var channel) || Wait(admin.Address) > TimeSpan.Zero)
        {
            return false;
        }

        var outcome = await TrySendAsync(channel, new OutboxMessage(draft.Id, admin.ChatId, draft.Content.ToReply(), 0));
        if (outcome is SendOutcome.RetryLater { WholeChannel: var isAll, Delay: var delay })
        {
            if (isAll)
            {
                Pause(admin.Channel, delay);
            }

            return false;
        }

        await Store.InTransaction(tx =>
        {
            var (preview, trouble) = outcome switch
            {
                SendOutcome.Sent => ("sent", (string?)null),
                SendOutcome.Refused(var why) => ("refused", why),
                SendOutcome.Unsendable(var why) => ("refused", why),
                _ => ("refused", outcome.GetType().Name),
            };
            tx.Execute("UPDATE broadcasts SET preview = @preview, trouble = @trouble WHERE id = @Id AND preview = 'owed'", new { preview, trouble = Short(trouble), draft.Id });
            (outcome as SendOutcome.Sent)?.Recorded?.Invoke(tx);
            if (preview == "refused")
            {
                Cards.Show(tx, admin.Address, draft.CardKey);
            }
        });
        return true;
    }

    // Beside the writer and beside what is being sent: of a million customers it takes a second.
    private async Task<bool> CountAsync(Broadcast draft, Customer admin)
    {
        var reach = Store.Read(database => draft.Segment.Count(database, ChannelsOf(draft), Time.GetUtcNow()));
        await Store.InTransaction(tx =>
        {
            var isNew = tx.Execute(
                "UPDATE broadcasts SET counted = @Revision, telegram = @Telegram, whatsapp = @WhatsApp, outside = @Outside WHERE id = @Id AND state = 'draft' AND revision = @Revision",
                new { draft.Id, draft.Revision, reach.Telegram, reach.WhatsApp, reach.Outside }) == 1;
            if (isNew)
            {
                Cards.Show(tx, admin.Address, draft.CardKey);
            }
        });
        return true;
    }

    private Task<bool> GatherAsync()
    {
        if (Store.Read(BroadcastTable.Running) is not { IsGathered: false })
        {
            return Task.FromResult(false);
        }

        return Store.InTransaction(tx =>
        {
            if (BroadcastTable.Running(tx.Connection) is not { IsGathered: false } running)
            {
                return false; // an admin was quicker
            }

            var after = running.GatheredTo ?? 0;
            var to = Math.Min(after + BiteMax, running.GatherMax!.Value);
            running.Segment.Gather(tx, running.Id, after, to, ChannelsOf(running));
            tx.Execute("UPDATE broadcasts SET gathered_to = @to WHERE id = @Id", new { to, running.Id });
            if (to == running.GatherMax)
            {
                Cards.Refresh(tx, running.CardKey);
                tx.Wake<BroadcastSender>();
            }

            return true;
        });
    }

    private Task<bool> BeginNextAsync()
    {
        var now = Time.GetUtcNow();
        if (!Store.Read(database => BroadcastTable.Running(database) is null && BroadcastTable.NextReady(database, now) is not null))
        {
            return Task.FromResult(false);
        }

        return Store.InTransaction(tx =>
        {
            if (BroadcastTable.Running(tx.Connection) is not null || BroadcastTable.NextReady(tx.Connection, tx.Now) is not { } next)
            {
                return false;
            }

            var why = BroadcastHold.Why(tx.Connection, next, _admins, tx.Now);
            if (why is null)
            {
                Begin(tx, next);
            }
            else
            {
                BroadcastHold.Hold(tx, next, why);
            }

            if (why != BroadcastHold.Maker && next is { DueAt: not null, StartedAt: null } && Customers.Find(tx.Connection, next.AdminId) is { } admin)
            {
                // Its card stands where it was made, days above.
                BroadcastCard.ShowAgain(tx, next, new Reply(TextsOf.Language(admin.Language).BroadcastMoved(next.Id)));
            }

            Cards.Refresh(tx, next.CardKey);
            return true;
        });
    }

    // One that has begun before keeps its list.
    private static void Begin(Tx tx, Broadcast next)
    {
        tx.Execute(
            """
            UPDATE broadcasts SET state = 'running', revision = revision + 1, started_at = coalesce(started_at, @NowMs), gathered_to = coalesce(gathered_to, 0),
              gather_max = coalesce(gather_max, (SELECT max(id) FROM customers), 0)
            WHERE id = @Id
            """,
            new { next.Id, tx.NowMs });
        tx.Wake<BroadcastSender>();
    }

    private List<string> ChannelsOf(Broadcast broadcast) => [.. _channels.Keys.Where(broadcast.Content.Reaches)];

    private static async Task<SendOutcome> TrySendAsync(IChatChannel channel, OutboxMessage message)
    {
        try
        {
            return await channel.SendAsync(message, CancellationToken.None);
        }
        catch (Exception e) when (e is not SqliteException)
        {
            return new SendOutcome.Refused($"a fault of our own ({e.GetType().Name})");
        }
    }

    private TimeSpan Wait(ChatAddress chat)
    {
        lock (_limiters.Gate)
        {
            return _limiters.Of(chat.Channel).TryTake(chat.ChatId, isAnswer: false, Time.GetUtcNow());
        }
    }

    private void Pause(string channel, TimeSpan delay)
    {
        lock (_limiters.Gate)
        {
            _limiters.Of(channel).Pause(Time.GetUtcNow(), delay);
        }
    }

    private static string? Short(string? text) => text is { Length: > TroubleCharsMax } ? text[..TroubleCharsMax] : text;
}
