using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>Somebody whose turn it is.</summary>
/// <param name="Id">Their row on the list.</param>
/// <param name="BroadcastId">The broadcast.</param>
/// <param name="Address">Where they read us.</param>
/// <param name="Attempts">How often it was tried, this time included.</param>
internal sealed record BroadcastTurn(long Id, long BroadcastId, ChatAddress Address, int Attempts)
{
    /// <summary>How often what surely did not arrive is tried.</summary>
    public const int AttemptsMax = 5;

    private const int ErrorCharsMax = 300;

    /// <summary>By which a later word of the platform's finds this row.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"{Broadcast.Prefix}:{Id}");

    /// <summary>The row that a tag names; 0: none.</summary>
    public static long OfTag(string? tag) =>
        tag?.Split(':') is [Broadcast.Prefix, var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>
    /// Takes them for sending, to be committed before anything is sent. Left out is who has come to be blocked, shut out or without promotions since the list
    /// was made, and whose other account has it already.
    /// </summary>
    public static IReadOnlyList<BroadcastTurn> Claim(Tx tx, long broadcastId, IReadOnlyList<BroadcastTurn> chosen)
    {
        if (BroadcastTable.Find(tx.Connection, broadcastId) is not { State: BroadcastState.Running })
        {
            return [];
        }

        var claimed = new List<BroadcastTurn>();
        foreach (var turn in chosen)
        {
            var (why, address) = Look(tx, turn);
            if (why is not null)
            {
                End(tx, turn.Id, "skipped", why);
                continue;
            }

            using var take = tx.Prepare("UPDATE broadcast_recipients SET state = 'sending', attempts = attempts + 1, at = ?2 WHERE id = ?1 AND state = 'pending'");
            if (take.Bind(1, turn.Id).Bind(2, tx.NowMs).Run() == 1)
            {
                claimed.Add(turn with { Address = address, Attempts = turn.Attempts + 1 });
            }
        }

        return claimed;
    }

    /// <summary>Records what became of the message.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="outcome">As the channel told it.</param>
    /// <param name="backOff">When to try again where the platform names no time.</param>
    public void Record(Tx tx, SendOutcome outcome, TimeSpan backOff)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                // A status of the platform's may have said so before the answer did.
                using (var update = tx.Prepare("UPDATE broadcast_recipients SET state = 'sent', at = ?2, message_id = ?3, template = ?4, error = NULL WHERE id = ?1 AND state IN ('sending', 'sent')"))
                {
                    update.Bind(1, Id).Bind(2, tx.NowMs).Bind(3, sent.MessageId).Bind(4, sent.IsTemplate ? 1 : 0).Run();
                }

                sent.Recorded?.Invoke(tx);
                break;
            case SendOutcome.Unreachable(var why):
                End(tx, Id, "blocked", why);
                Customers.SetReachable(tx, Address, reachable: false);
                break;
            case SendOutcome.OutsideWindow:
                End(tx, Id, "skipped", SkipReasons.Window);
                break;
            case SendOutcome.Refused { IsOptOut: true }:
                Promotions.Set(tx, Address, wanted: false);
                End(tx, Id, "skipped", SkipReasons.OptOut);
                break;
            case SendOutcome.Refused(var why):
                End(tx, Id, "failed", why);
                break;
            case SendOutcome.RetryLater { MayHaveArrived: true } lost:
                End(tx, Id, "uncertain", lost.Reason);
                break;
            case SendOutcome.RetryLater { WholeChannel: true } later:
                // Nothing about this one: it does not count as a try.
                Again(tx, Attempts - 1, TimeSpan.Zero, later.Reason);
                if (later.EndsPromotions)
                {
                    PauseFor(tx, BroadcastId, later.Reason);
                }

                break;
            case SendOutcome.RetryLater later when Attempts < AttemptsMax:
                Again(tx, Attempts, later.Delay > TimeSpan.Zero ? later.Delay : backOff, later.Reason);
                break;
            case SendOutcome.RetryLater(_, _, var why):
                End(tx, Id, "failed", why);
                break;
            case SendOutcome.Migrated(var chatId):
                OutboxRecorder.Follow(tx, Address, chatId);
                Again(tx, Attempts, TimeSpan.Zero, "the chat has another id");
                break;
            case SendOutcome.Unsendable(var why):
                Again(tx, Attempts - 1, TimeSpan.Zero, why);
                PauseFor(tx, BroadcastId, why);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome.GetType().Name, "An unknown outcome.");
        }
    }

    /// <summary>Whether anything was handed to the network and has no end.</summary>
    public static bool AnyUnderWay(SqliteConnection database)
    {
        using var any = Statement.On(database, "SELECT 1 FROM broadcast_recipients WHERE state = 'sending' LIMIT 1");
        return any.Step();
    }

    /// <summary>After a death: what was handed to the network may have arrived. It is not sent again by itself.</summary>
    public static void Doubt(Tx tx)
    {
        foreach (var id in tx.Query<long>("SELECT DISTINCT broadcast_id FROM broadcast_recipients WHERE state = 'sending'"))
        {
            tx.Execute(
                "UPDATE broadcast_recipients SET state = 'uncertain', at = @NowMs, error = 'the program ended while it was sent' WHERE broadcast_id = @id AND state = 'sending'",
                new { id, tx.NowMs });
            Cards.Refresh(tx, Broadcast.KeyOf(id));
        }
    }

    /// <summary>It goes on when an admin says so: everybody else would be refused the same, or the platform holds us back for it.</summary>
    public static void PauseFor(Tx tx, long broadcastId, string why)
    {
        if (BroadcastTable.TryPause(tx, broadcastId, BroadcastState.Running, Short(why)))
        {
            Cards.Refresh(tx, Broadcast.KeyOf(broadcastId));
            tx.Wake<BroadcastKeeper>();
        }
    }

    private static (string? Why, ChatAddress Address) Look(Tx tx, BroadcastTurn turn)
    {
        using var look = tx.Prepare(
            """
            SELECT c.channel, c.chat_id, c.reachable, c.blocked OR coalesce(p.blocked, 0), c.promotions AND coalesce(p.promotions, 1),
              EXISTS (SELECT 1 FROM broadcast_recipients o WHERE o.broadcast_id = r.broadcast_id AND o.account_id = p.id AND o.state IN ('sending', 'sent', 'uncertain'))
            FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id LEFT JOIN customers p ON p.id = coalesce(c.joined_to, c.joined_id)
            WHERE r.id = ?1
            """);
        look.Bind(1, turn.Id).Step();
        var address = new ChatAddress(look.Text(0), look.Text(1));
        var why = look.Number(5) != 0 ? SkipReasons.Twice
            : look.Number(4) == 0 ? SkipReasons.OptOut
            : look.Number(3) != 0 ? SkipReasons.Blocked
            : look.Number(2) == 0 ? SkipReasons.Unreachable
            : null;
        return (why, address);
    }

    private static void End(Tx tx, long id, string state, string why)
    {
        using var update = tx.Prepare("UPDATE broadcast_recipients SET state = ?2, at = ?3, error = ?4 WHERE id = ?1 AND state IN ('pending', 'sending')");
        update.Bind(1, id).Bind(2, state).Bind(3, tx.NowMs).Bind(4, Short(why)).Run();
    }

    private void Again(Tx tx, int attempts, TimeSpan delay, string why)
    {
        using var update = tx.Prepare("UPDATE broadcast_recipients SET state = 'pending', attempts = ?2, due_at = ?3, error = ?4 WHERE id = ?1 AND state = 'sending'");
        update.Bind(1, Id).Bind(2, attempts).Bind(3, delay > TimeSpan.Zero ? tx.NowMs + (long)delay.TotalMilliseconds : 0).Bind(4, Short(why)).Run();
    }

    private static string Short(string text) => text.Length > ErrorCharsMax ? text[..ErrorCharsMax] : text;
}

/// <summary>Why somebody on the list is left out, as the table has it.</summary>
internal static class SkipReasons
{
    public const string OptOut = "optout";
    public const string Blocked = "shut out";
    public const string Unreachable = "unreachable";
    public const string Twice = "other account";
    public const string Window = "24 hours";
}
