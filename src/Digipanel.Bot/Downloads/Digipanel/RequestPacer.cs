namespace Digipanel.Bot.Downloads;

/// <summary>What a request is for. A submission is a customer waiting; a poll only makes sure.</summary>
public enum RequestKind
{
    /// <summary>POST /download, and what a lane must know before the next one.</summary>
    Submission,

    /// <summary>GET /downloads/:id.</summary>
    Poll,
}

/// <summary>
/// Keeps one account within Digipanel's 30 requests a minute, POST and GET together, and uses all of them.
/// <para>
/// Whether the server's window is fixed or sliding is not documented. A log of our own requests over the last window serves both: no window of that
/// length, wherever it starts, sees more than the limit. A request counts from its arrival there, which lies between sending and answer. Waiting for
/// the answer would be safe and cost 8 % of the budget at 5 s; limiters count before the work, so that <see cref="ArrivalSlack"/> after sending
/// is taken (1.6 %), and widened where a 429 proves it wrong.
/// </para>
/// <para>
/// The headers tell what the log cannot know: a lower limit, and requests that are not ours (another program with the same key, or ourselves before
/// a restart). Such strangers take up room until the reset, after which one request alone asks how things stand.
/// </para>
/// The framework's rate limiters take no TimeProvider and no advice from headers. Time here is monotonic: a stepped wall clock moves nothing.
/// </summary>
public sealed class RequestPacer
{
    /// <summary>While polls wait, one of ten requests is theirs: submissions go first, polls never starve.</summary>
    public const int SubmissionsPerPollMax = 9;

    private const long ArrivalSlackMs = 1_000;
    private const long ArrivalSlackMaxMs = 30_000;
    private const long RoundingMs = 1_000; // X-RateLimit-Reset is in whole seconds and may be rounded down.
    private const long BlockedMinMs = 1_000;
    private const long BlockedMaxMs = 600_000; // A server that asks for more is asked again after ten minutes all the same.
    private const long HungerMs = 1_000; // A pump that was refused and does not come back within this has lost interest.
    private const long PriorityRetryMs = 250;

    private readonly Lock gate = new();
    private readonly List<PacedRequest> log = [];
    private readonly TimeProvider time;
    private readonly long started;
    private readonly int permitLimit;
    private readonly long windowMs;

    private Action? changed;
    private int limit;
    private long slackMs = ArrivalSlackMs;
    private long slackWidenedAt;
    private int strangers;
    private long strangersUntil;
    private long blockedUntil;
    private bool asking = true; // At the start nobody knows what an earlier run has used up.
    private int submissionsSincePoll;
    private long submissionsHungryUntil;
    private long pollsHungryUntil;

    /// <summary>A pacer of at most <paramref name="permitLimit"/> requests in any <paramref name="window"/>.</summary>
    public RequestPacer(TimeProvider time, int permitLimit, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(permitLimit, 1);
        this.time = time;
        this.permitLimit = limit = permitLimit;
        windowMs = (long)window.TotalMilliseconds;
        started = time.GetTimestamp();
    }

    /// <summary>Calls back whenever something changed before its time: an answer came that was waited for. Pumps wake on it.</summary>
    public void Subscribe(Action onChanged)
    {
        lock (gate)
        {
            changed += onChanged;
        }
    }

    /// <summary>How long after sending a request is taken to have arrived at the latest, at present.</summary>
    public TimeSpan ArrivalSlack => TimeSpan.FromMilliseconds(slackMs);

    /// <summary>
    /// Takes a place in the budget if there is one. The taker sends at once and reports with <see cref="PacedRequest"/>'s methods;
    /// otherwise <paramref name="retryIn"/> says when asking again makes sense (or <see cref="Subscribe"/> does).
    /// </summary>
    public PacedRequest? TryTake(RequestKind kind, out TimeSpan retryIn)
    {
        lock (gate)
        {
            var now = NowMs;
            Forget(now);
            if (BusyUntil(now) is { } busyUntil)
            {
                return Refuse(kind, now, busyUntil, out retryIn);
            }

            var othersTurn = kind == RequestKind.Poll
                ? submissionsHungryUntil > now && submissionsSincePoll < SubmissionsPerPollMax
                : pollsHungryUntil > now && submissionsSincePoll >= SubmissionsPerPollMax;
            if (othersTurn)
            {
                return Refuse(kind, now, now + PriorityRetryMs, out retryIn);
            }

            if (kind == RequestKind.Poll)
            {
                (submissionsSincePoll, pollsHungryUntil) = (0, 0);
            }
            else
            {
                submissionsSincePoll++;
                submissionsHungryUntil = 0;
            }

            retryIn = TimeSpan.Zero;
            var request = new PacedRequest(this, now);
            log.Add(request);
            return request;
        }
    }

    internal void OnSending(PacedRequest request)
    {
        lock (gate)
        {
            request.SentAt = NowMs;
        }
    }

    /// <summary>It never left this machine: the place is free again.</summary>
    internal void OnNotSent(PacedRequest request)
    {
        lock (gate)
        {
            log.Remove(request);
            request.DoneAt ??= NowMs;
        }

        changed?.Invoke();
    }

    internal void OnAnswered(PacedRequest request, RateLimitInfo info)
    {
        lock (gate)
        {
            if (request.DoneAt is not null)
            {
                return;
            }

            var now = NowMs;
            request.DoneAt = now;
            limit = info.Limit is > 0 and var told ? Math.Min(told, permitLimit) : limit;
            if (info.TooMany)
            {
                Block(request, info, now);
            }
            else
            {
                asking = false;
                if (info.Remaining is { } remaining)
                {
                    CountStrangers(request, limitTold: info.Limit ?? limit, remaining, info.UntilReset, now);
                }
            }

            if (slackMs > ArrivalSlackMs && now - slackWidenedAt > 10 * windowMs)
            {
                (slackMs, slackWidenedAt) = (Math.Max(ArrivalSlackMs, slackMs / 2), now);
            }
        }

        changed?.Invoke();
    }

    /// <summary>
    /// The server counts more than we sent: the difference is somebody else's. It counts less: they are gone. Between sending and answer
    /// we do not know the moment of the count, hence the two bounds.
    /// </summary>
    private void CountStrangers(PacedRequest request, int limitTold, int remaining, TimeSpan? untilReset, long now)
    {
        var counted = limitTold - remaining;
        var oursAtMost = log.Count(r => r.SentAt <= now && FreeAt(r) > request.SentAt);
        var oursAtLeast = log.Count(r => r == request || (r.DoneAt <= request.SentAt && r.SentAt + windowMs > now));
        var seen = Math.Min(strangers, Math.Max(0, counted - oursAtLeast));
        if (counted - oursAtMost > seen)
        {
            seen = counted - oursAtMost;
            strangersUntil = now + Math.Clamp((long?)untilReset?.TotalMilliseconds + RoundingMs ?? windowMs, RoundingMs, windowMs);
        }

        strangers = seen;
    }

    private void Block(PacedRequest request, RateLimitInfo info, long now)
    {
        var wait = (long?)info.RetryAfter?.TotalMilliseconds ?? (long?)info.UntilReset?.TotalMilliseconds + RoundingMs ?? windowMs / limit;
        blockedUntil = Math.Max(blockedUntil, now + Math.Clamp(wait, BlockedMinMs, BlockedMaxMs));
        asking = true;
        // Without strangers our own log was at fault: a request must have arrived later than we took for granted.
        if (strangers == 0 && log.Count(r => r.SentAt + windowMs + slackMs > request.SentAt) >= limit)
        {
            (slackMs, slackWidenedAt) = (Math.Min(slackMs * 2, ArrivalSlackMaxMs), now);
        }
    }

    private long NowMs => (long)time.GetElapsedTime(started).TotalMilliseconds;

    private long FreeAt(PacedRequest request) => Math.Min(request.DoneAt ?? long.MaxValue, request.SentAt + slackMs) + windowMs;

    private void Forget(long now)
    {
        // One more window than needed: widening the slack must find the requests that it is about.
        log.RemoveAll(r => r.DoneAt is not null && r.SentAt + windowMs + ArrivalSlackMaxMs < now);
        if (strangers > 0 && strangersUntil <= now)
        {
            (strangers, asking) = (0, true);
        }
    }

    private long? BusyUntil(long now)
    {
        if (blockedUntil > now)
        {
            return blockedUntil;
        }

        if (asking && log.Exists(r => r.DoneAt is null))
        {
            return now + HungerMs; // Until then the callback tells.
        }

        var counted = log.Where(r => FreeAt(r) > now).Select(FreeAt).Order().ToList();
        if (counted.Count + strangers < limit)
        {
            return null;
        }

        var first = counted.Count > 0 ? counted[Math.Min(counted.Count - 1, Math.Max(0, counted.Count + strangers - limit))] : long.MaxValue;
        return strangers > 0 ? Math.Min(first, strangersUntil) : first;
    }

    private PacedRequest? Refuse(RequestKind kind, long now, long until, out TimeSpan retryIn)
    {
        if (kind == RequestKind.Poll)
        {
            pollsHungryUntil = until + HungerMs;
        }
        else
        {
            submissionsHungryUntil = until + HungerMs;
        }

        retryIn = TimeSpan.FromMilliseconds(Math.Max(1, until - now));
        return null;
    }
}

/// <summary>A place in the budget. Whoever holds it reports exactly one end: answered, unanswered or not sent.</summary>
public sealed class PacedRequest
{
    private readonly RequestPacer pacer;

    internal PacedRequest(RequestPacer pacer, long now)
    {
        this.pacer = pacer;
        SentAt = now;
    }

    internal long SentAt { get; set; }

    internal long? DoneAt { get; set; }

    /// <summary>The request goes out now.</summary>
    public void Sending() => pacer.OnSending(this);

    /// <summary>An answer came.</summary>
    public void Answered(RateLimitInfo info) => pacer.OnAnswered(this, info);

    /// <summary>No answer came, and whether it arrived is unknown.</summary>
    public void Unanswered() => pacer.OnAnswered(this, RateLimitInfo.Silent);

    /// <summary>It was not sent after all, or surely did not arrive.</summary>
    public void NotSent() => pacer.OnNotSent(this);
}
