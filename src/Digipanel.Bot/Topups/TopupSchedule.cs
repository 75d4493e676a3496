namespace Digipanel.Bot.Topups;

/// <summary>When to try again and when to look again: pure functions of a top-up and the time.</summary>
internal static class TopupSchedule
{
    /// <summary>Asked this often with one reference, Doitpay is down for longer than a customer waits.</summary>
    public const int IssueTriesMax = 6;

    /// <summary>A lost answer costs a reference; after this many the wish is given up.</summary>
    public const int GenerationsMax = 3;

    private static readonly TimeSpan[] IssueRetryDelays =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)];

    // Payments have been seen to settle days late; after this the operator's own books are the place to look.
    private static readonly TimeSpan[] LateLooks =
        [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(72)];

    // A payment made in the last second is booked a little later.
    private static readonly TimeSpan ExpiryGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollIntervalMax = TimeSpan.FromMinutes(10);

    // A notification may overtake Doitpay's own status database.
    private static readonly TimeSpan HintPollInterval = TimeSpan.FromSeconds(10);
    /// <summary>For this long after a notification its payment is asked after every few seconds.</summary>
    public static readonly TimeSpan HintPollPeriod = TimeSpan.FromMinutes(2);
    private const int WeakHintsMax = 50;
    private static readonly TimeSpan LateUnansweredDelay = TimeSpan.FromMinutes(30);

    // Without any answer for this long after the expiry, the last look is given up (the late looks go on).
    private static readonly TimeSpan LastLookPatience = TimeSpan.FromHours(24);

    public static TimeSpan RetryDelay(int attempts) => IssueRetryDelays[Math.Clamp(attempts - 1, 0, IssueRetryDelays.Length - 1)];

    /// <summary>Whether the time of an issued top-up is over, so that an unpaid answer to a look may end it.</summary>
    public static bool IsOver(Topup topup, DateTimeOffset now) => now >= topup.Expiry + ExpiryGrace;

    /// <summary>Whether to stop waiting for an answer to the last look.</summary>
    public static bool IsOverUnanswered(Topup topup, DateTimeOffset now) => now >= topup.Expiry + LastLookPatience;

    /// <summary>The next look at an issued top-up: a fifth of its age apart, and once when its time is over.</summary>
    public static DateTimeOffset NextLook(Topup topup, DateTimeOffset now, TimeSpan interval)
    {
        if (IsHinted(topup, now))
        {
            return now + HintPollInterval;
        }

        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(topup.IssuedAt ?? now.ToUnixTimeMilliseconds());
        var slowed = age / 5 < PollIntervalMax ? age / 5 : PollIntervalMax;
        var next = now + (slowed > interval ? slowed : interval);
        var end = topup.Expiry + ExpiryGrace;
        return now < end && end < next ? end : next;
    }

    /// <summary>The next late look; null when enough have been taken.</summary>
    public static DateTimeOffset? NextLateLook(Topup topup, DateTimeOffset now, bool answered)
    {
        if (IsHinted(topup, now))
        {
            return now + HintPollInterval;
        }

        var ended = DateTimeOffset.FromUnixTimeMilliseconds(topup.EndedAt ?? now.ToUnixTimeMilliseconds());
        if (!answered && now < ended + LateLooks[^1])
        {
            return now + LateUnansweredDelay;
        }

        // Those that a stopped program missed are made up for by one.
        foreach (var look in LateLooks)
        {
            if (ended + look > now)
            {
                return ended + look;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a hint that anyone can make is taken: who knows a reference must not be able to keep us asking. While one was taken a moment
    /// ago the payment is asked after every few seconds anyway, so nothing is missed.
    /// </summary>
    public static bool TakesWeakHint(Topup topup, DateTimeOffset now) =>
        topup.Hints < WeakHintsMax
        && !(topup.HintedAt is { } hinted && (now - DateTimeOffset.FromUnixTimeMilliseconds(hinted)).Duration() < HintPollInterval);

    private static bool IsHinted(Topup topup, DateTimeOffset now) =>
        topup.HintedAt is { } hinted
        && now - DateTimeOffset.FromUnixTimeMilliseconds(hinted) is var since
        && since >= TimeSpan.Zero && since < HintPollPeriod; // before it was hinted: the clock was set back
}
