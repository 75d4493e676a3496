namespace Digipanel.Bot.Downloads;

/// <summary>
/// Keeps one account within Digipanel's 30 requests a minute, POST and GET together, and uses all of them.
/// <para>
/// Whether the server's window is fixed or sliding is not documented. A log of our own requests over the last window serves both: no window of that
/// length, wherever it starts, sees more than the limit. A request counts from its arrival there, which lies between sending and answer. Waiting for
/// the answer would be safe and cost 8 % of the budget at 5 s; limiters count before the work, so that <see cref="ArrivalSlackMs"/> after sending
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
    private const long ArrivalSlackMs = 1_000;
    private const long ArrivalSlackMaxMs = 30_000;
    private const long RoundingMs = 1_000; // X-RateLimit-Reset is in whole seconds and may be rounded down.
    private const long BlockedMinMs = 1_000;
    private const long BlockedMaxMs = 600_000; // A server that asks for more is asked again after ten minutes all the same.
    private const long PriorityRetryMs = 250;

    private readonly Lock _gate = new();
    private readonly List<PacedRequest> _log = [];
    private readonly PollShare _share = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly int _permitLimit;
    private readonly long _windowMs;

    private Action? _changed;
    private int _limit;
    private long _slackMs = ArrivalSlackMs;
    private long _slackWidenedAt;
    private int _strangers;
    private long _strangersUntil;
    private long _blockedUntil;
    private bool _asking = true; // At the start nobody knows what an earlier run has used up.

    /// <summary>A pacer of at most <paramref name="permitLimit"/> requests in any <paramref name="window"/>.</summary>
    public RequestPacer(TimeProvider time, int permitLimit, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(permitLimit, 1);
        _time = time;
        _permitLimit = _limit = permitLimit;
        _windowMs = (long)window.TotalMilliseconds;
        _started = time.GetTimestamp();
    }

    /// <summary>Calls back whenever something changed before its time: an answer came that was waited for. Pumps wake on it.</summary>
    public void Subscribe(Action onChanged)
    {
        lock (_gate)
        {
            _changed += onChanged;
        }
    }

    /// <summary>
    /// Takes a place in the budget if there is one. The taker sends at once and reports with <see cref="PacedRequest"/>'s methods;
    /// otherwise <paramref name="retryIn"/> says when asking again makes sense (or <see cref="Subscribe"/> does).
    /// </summary>
    public PacedRequest? TryTake(RequestKind kind, out TimeSpan retryIn)
    {
        lock (_gate)
        {
            var now = NowMs;
            Forget(now);
            if (BusyUntil(now) is { } busyUntil)
            {
                return Refuse(kind, now, busyUntil, out retryIn);
            }

            if (_share.IsOthersTurn(kind, now))
            {
                return Refuse(kind, now, now + PriorityRetryMs, out retryIn);
            }

            _share.Took(kind);
            retryIn = TimeSpan.Zero;
            var request = new PacedRequest(this, now);
            _log.Add(request);
            return request;
        }
    }

    /// <summary>How much of the window's budget is taken now.</summary>
    internal PacerUsage Usage()
    {
        lock (_gate)
        {
            var now = NowMs;
            Forget(now);
            return new PacerUsage(_log.Count(r => FreeAt(r) > now) + _strangers, _limit, TimeSpan.FromMilliseconds(Math.Max(0, _blockedUntil - now)));
        }
    }

    internal void OnSending(PacedRequest request)
    {
        lock (_gate)
        {
            request.SentAt = NowMs;
        }
    }

    /// <summary>It never left this machine: the place is free again.</summary>
    internal void OnNotSent(PacedRequest request)
    {
        lock (_gate)
        {
            _log.Remove(request);
            request.DoneAt ??= NowMs;
        }

        _changed?.Invoke();
    }

    internal void OnAnswered(PacedRequest request, RateLimitInfo info)
    {
        lock (_gate)
        {
            if (request.DoneAt is not null)
            {
                return;
            }

            var now = NowMs;
            request.DoneAt = now;
            _limit = info.Limit is > 0 and var told ? Math.Min(told, _permitLimit) : _limit;
            if (info.TooMany)
            {
                Block(request, info, now);
            }
            else
            {
                _asking = false;
                if (info.Remaining is { } remaining)
                {
                    CountStrangers(request, limitTold: info.Limit ?? _limit, remaining, info.UntilReset, now);
                }
            }

            if (_slackMs > ArrivalSlackMs && now - _slackWidenedAt > 10 * _windowMs)
            {
                (_slackMs, _slackWidenedAt) = (Math.Max(ArrivalSlackMs, _slackMs / 2), now);
            }
        }

        _changed?.Invoke();
    }

    /// <summary>
    /// The server counts more than we sent: the difference is somebody else's. It counts less: they are gone. Between sending and answer
    /// we do not know the moment of the count, hence the two bounds.
    /// </summary>
    private void CountStrangers(PacedRequest request, int limitTold, int remaining, TimeSpan? untilReset, long now)
    {
        var counted = limitTold - remaining;
        var oursAtMost = _log.Count(r => r.SentAt <= now && FreeAt(r) > request.SentAt);
        var oursAtLeast = _log.Count(r => r == request || (r.DoneAt <= request.SentAt && r.SentAt + _windowMs > now));
        var seen = Math.Min(_strangers, Math.Max(0, counted - oursAtLeast));
        if (counted - oursAtMost > seen)
        {
            seen = counted - oursAtMost;
            _strangersUntil = now + Math.Clamp((long?)untilReset?.TotalMilliseconds + RoundingMs ?? _windowMs, RoundingMs, _windowMs);
        }

        _strangers = seen;
    }

    private void Block(PacedRequest request, RateLimitInfo info, long now)
    {
        var wait = (long?)info.RetryAfter?.TotalMilliseconds ?? (long?)info.UntilReset?.TotalMilliseconds + RoundingMs ?? _windowMs / _limit;
        _blockedUntil = Math.Max(_blockedUntil, now + Math.Clamp(wait, BlockedMinMs, BlockedMaxMs));
        _asking = true;
        // Without strangers our own log was at fault: a request must have arrived later than we took for granted.
        if (_strangers == 0 && _log.Count(r => r.SentAt + _windowMs + _slackMs > request.SentAt) >= _limit)
        {
            (_slackMs, _slackWidenedAt) = (Math.Min(_slackMs * 2, ArrivalSlackMaxMs), now);
        }
    }

    private long NowMs => (long)_time.GetElapsedTime(_started).TotalMilliseconds;

    private long FreeAt(PacedRequest request) => Math.Min(request.DoneAt ?? long.MaxValue, request.SentAt + _slackMs) + _windowMs;

    private void Forget(long now)
    {
        // One more window than needed: widening the slack must find the requests that it is about.
        _log.RemoveAll(r => r.DoneAt is not null && r.SentAt + _windowMs + ArrivalSlackMaxMs < now);
        if (_strangers > 0 && _strangersUntil <= now)
        {
            (_strangers, _asking) = (0, true);
        }
    }

    private long? BusyUntil(long now)
    {
        if (_blockedUntil > now)
        {
            return _blockedUntil;
        }

        if (_asking && _log.Exists(r => r.DoneAt is null))
        {
            return now + PollShare.InterestMs; // Until then the callback tells.
        }

        var counted = _log.Where(r => FreeAt(r) > now).Select(FreeAt).Order().ToList();
        if (counted.Count + _strangers < _limit)
        {
            return null;
        }

        var first = counted.Count > 0 ? counted[Math.Min(counted.Count - 1, Math.Max(0, counted.Count + _strangers - _limit))] : long.MaxValue;
        return _strangers > 0 ? Math.Min(first, _strangersUntil) : first;
    }

    private PacedRequest? Refuse(RequestKind kind, long now, long until, out TimeSpan retryIn)
    {
        _share.Waits(kind, until);
        retryIn = TimeSpan.FromMilliseconds(Math.Max(1, until - now));
        return null;
    }
}

/// <summary>A pacer's state for people.</summary>
/// <param name="Used">Requests that count now, strangers' among them.</param>
/// <param name="Limit">How many may.</param>
/// <param name="Paused">How long Digipanel wants to be left alone (429).</param>
internal sealed record PacerUsage(int Used, int Limit, TimeSpan Paused);
