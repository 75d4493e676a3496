namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// How far our clock is from Doitpay's: the Date header of every answer against the middle of its exchange. Doitpay refuses calls whose X-TIMESTAMP
/// is more than five minutes off, and that says "Invalid Signature" like any other mistake; this tells what it is.
/// </summary>
public sealed class ClockSkew
{
    /// <summary>From here on somebody should look at the clock.</summary>
    public static readonly TimeSpan WarnAt = TimeSpan.FromSeconds(60);

    /// <summary>From here on calls are refused.</summary>
    public static readonly TimeSpan RefusedAt = SnapTimestamp.SkewMax;

    /// <summary>From here on all is well again; between this and <see cref="WarnAt"/> nothing changes, so that nobody is told twice a minute.</summary>
    public static readonly TimeSpan FineAt = TimeSpan.FromSeconds(45);

    // A slow exchange does not say when in it the answer was written.
    private static readonly TimeSpan ExchangeMax = TimeSpan.FromSeconds(10);

    // The header has whole seconds, cut off.
    private static readonly TimeSpan HeaderMiddle = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private TimeSpan? _last;
    private TimeSpan? _confirmed;

    /// <summary>Ours minus Doitpay's by the last answer, to about a second; null before the first.</summary>
    public TimeSpan? Measured
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>What the last two answers agree on: one odd header alone calls nobody.</summary>
    internal TimeSpan? Confirmed
    {
        get
        {
            lock (_gate)
            {
                return _confirmed;
            }
        }
    }

    /// <summary>Takes an exchange into account.</summary>
    /// <param name="sent">When the request left, by our clock.</param>
    /// <param name="received">When its answer was there, by our clock.</param>
    /// <param name="date">The answer's Date header.</param>
    internal void Observe(DateTimeOffset sent, DateTimeOffset received, DateTimeOffset? date)
    {
        var took = received - sent;
        if (date is not { } theirs || took < TimeSpan.Zero || took > ExchangeMax)
        {
            return;
        }

        var skew = sent + (took / 2) - (theirs + HeaderMiddle);
        lock (_gate)
        {
            if (_last is { } before && (Math.Sign(before.Ticks) == Math.Sign(skew.Ticks) || (before - skew).Duration() <= FineAt))
            {
                _confirmed = skew.Duration() < before.Duration() ? skew : before;
            }

            _last = skew;
        }
    }
}

/// <summary>Looks at the clock of every answer on its way in.</summary>
internal sealed class ClockSkewHandler(HttpMessageHandler inner, ClockSkew skew, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = time.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.Age is null) // a cache's answer tells the time of its making
        {
            skew.Observe(sent, time.GetUtcNow(), response.Headers.Date);
        }

        return response;
    }
}
