using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups;

/// <summary>How a top-up goes on. Each change leaves a line in <c>topup_events</c>; the table's triggers know which ways are open.</summary>
internal static class TopupChanges
{
    private const int FaultCharsMax = 500;

    public static void Issue(Tx tx, Topup topup, string? providerReference, string content, DateTimeOffset nextLook)
    {
        // A notification may have come before the answer did: then look at once.
        tx.Execute(
            """
            UPDATE topups SET state = 'issued', provider_reference = @providerReference, content = @content, fault = NULL, issued_at = @now,
              due_at = iif(hints > 0, @now, @due)
            WHERE id = @Id
            """,
            new { topup.Id, providerReference = Shorten(providerReference, 128), content, now = tx.NowMs, due = Ms(nextLook) });
        Record(tx, topup.Id, "issued", providerReference);
    }

    public static void RetryAt(Tx tx, Topup topup, DateTimeOffset due, string fault, bool toldDelay)
    {
        tx.Execute(
            "UPDATE topups SET due_at = @due, fault = @fault, told_delay = @toldDelay WHERE id = @Id",
            new { topup.Id, due = Ms(due), fault = Shorten(fault, FaultCharsMax), toldDelay });
        Record(tx, topup.Id, "try failed", fault);
    }

    /// <summary>Ends it unpaid; the first late look is due then, for money may come all the same.</summary>
    public static void End(Tx tx, Topup topup, TopupState state, string why, DateTimeOffset? nextLook)
    {
        tx.Execute(
            "UPDATE topups SET state = @state, ended_at = @now, fault = @why, due_at = iif(hints <> @Hints, due_at, @due) WHERE id = @Id",
            new { topup.Id, topup.Hints, state = Name(state), now = tx.NowMs, why = Shorten(why, FaultCharsMax), due = Ms(nextLook) });
        Record(tx, topup.Id, Name(state), why);
    }

    /// <summary>It could not be made: the invoice says so, and not that the customer cancelled it.</summary>
    public static void GiveUp(Tx tx, Topup topup) => tx.Execute("UPDATE topups SET given_up = 1 WHERE id = @Id", new { topup.Id });

    /// <summary>The invoice offers the other ways to pay, or no longer does.</summary>
    public static void Choose(Tx tx, Topup topup, bool choosing) => tx.Execute("UPDATE topups SET choosing = @choosing WHERE id = @Id", new { topup.Id, choosing });

    /// <summary>The customer asks whether the money is there: look now.</summary>
    public static void Ask(Tx tx, Topup topup)
    {
        tx.Execute("UPDATE topups SET asked_at = @now WHERE id = @Id", new { topup.Id, now = tx.NowMs });
        LookNow(tx, topup);
    }

    /// <summary>Looks now, whatever the diary says.</summary>
    public static void LookNow(Tx tx, Topup topup)
    {
        tx.Execute("UPDATE topups SET due_at = min(coalesce(due_at, @now), @now) WHERE id = @Id AND state NOT IN ('paid', 'requested')", new { topup.Id, now = tx.NowMs });
        tx.Wake<TopupReconciler>();
    }

    /// <summary>What came of the customer's question; money is told by a receipt.</summary>
    public static void Answer(Tx tx, Topup topup, bool answered) => tx.Execute(
        "UPDATE topups SET checked_at = @now, check_answered = @answered WHERE id = @Id", new { topup.Id, answered, now = tx.NowMs });

    /// <summary>Puts the next look into the diary, unless a notification came since this look began.</summary>
    public static void LookAgain(Tx tx, Topup seen, DateTimeOffset? nextLook, string? fault) => tx.Execute(
        "UPDATE topups SET due_at = iif(hints <> @Hints, due_at, @due), fault = @fault WHERE id = @Id AND state <> 'paid'",
        new { seen.Id, seen.Hints, due = Ms(nextLook), fault = Shorten(fault, FaultCharsMax) });

    public static void Pay(Tx tx, Topup topup)
    {
        tx.Execute("UPDATE topups SET state = 'paid', paid_at = @now, due_at = NULL, fault = NULL WHERE id = @Id", new { topup.Id, now = tx.NowMs });
        Record(tx, topup.Id, "paid", topup.State is TopupState.Issued ? null : $"was {Name(topup.State)}");
    }

    public static void ToldMismatch(Tx tx, Topup topup, string why)
    {
        tx.Execute("UPDATE topups SET told_mismatch = 1 WHERE id = @Id", new { topup.Id });
        Record(tx, topup.Id, "mismatch", why);
    }

    /// <summary>A notification came: look now. It changes nothing else, so a repeated or replayed one costs a question.</summary>
    public static void Hint(Tx tx, Topup topup, string detail)
    {
        if (topup.State is TopupState.Paid)
        {
            return;
        }

        tx.Execute(
            // A wish that is with Doitpay right now keeps its lease; Issue() sees the hint. One that is due already keeps its place: calls are counted,
            // and who is notified again and again must not move to the end of the queue each time.
            "UPDATE topups SET hints = hints + 1, hinted_at = @now, due_at = iif(state = 'requested', due_at, min(coalesce(due_at, @now), @now)) WHERE id = @Id",
            new { topup.Id, now = tx.NowMs });
        Record(tx, topup.Id, "notified", detail);
        tx.Wake<TopupReconciler>();
    }

    public static void Record(Tx tx, string topupId, string what, string? detail) => tx.Execute(
        "INSERT INTO topup_events (topup_id, at, event, detail) VALUES (@topupId, @at, @what, @detail)",
        new { topupId, at = tx.NowMs, what, detail = Shorten(detail, FaultCharsMax) });

    private static string Name(TopupState state) => state switch
    {
        TopupState.Requested => "requested",
        TopupState.Issued => "issued",
        TopupState.Paid => "paid",
        TopupState.Expired => "expired",
        _ => "cancelled",
    };

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    private static string? Shorten(string? text, int charsMax) => text is not null && text.Length > charsMax ? text[..charsMax] : text;
}
