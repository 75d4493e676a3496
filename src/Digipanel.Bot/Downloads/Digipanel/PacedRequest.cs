namespace Digipanel.Bot.Downloads;

/// <summary>A place in the budget. Whoever holds it reports exactly one end: answered, unanswered or not sent.</summary>
public sealed class PacedRequest
{
    private readonly RequestPacer _pacer;

    internal PacedRequest(RequestPacer pacer, long now)
    {
        _pacer = pacer;
        SentAt = now;
    }

    internal long SentAt { get; set; }

    internal long? DoneAt { get; set; }

    /// <summary>The request goes out now.</summary>
    public void Sending() => _pacer.OnSending(this);

    /// <summary>An answer came.</summary>
    public void Answered(RateLimitInfo info) => _pacer.OnAnswered(this, info);

    /// <summary>No answer came, and whether it arrived is unknown.</summary>
    public void Unanswered() => _pacer.OnAnswered(this, RateLimitInfo.Silent);

    /// <summary>It was not sent after all, or surely did not arrive.</summary>
    public void NotSent() => _pacer.OnNotSent(this);
}
