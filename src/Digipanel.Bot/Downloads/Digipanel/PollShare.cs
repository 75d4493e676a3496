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
/// Who goes first where both wait: submissions, but polls never starve. A kind waits from its refusal until it comes back, or does not within
/// <see cref="InterestMs"/> of when it could. Not thread-safe: lives under its pacer's lock.
/// </summary>
internal sealed class PollShare
{
    /// <summary>While polls wait, one of ten requests is theirs.</summary>
    public const int SubmissionsPerPollMax = 9;

    /// <summary>A pump that was refused and does not come back within this has lost interest.</summary>
    public const long InterestMs = 1_000;

    private int _submissionsSincePoll;
    private long _submissionsWaitUntil;
    private long _pollsWaitUntil;

    /// <summary>Whether the other kind waits and has the better claim.</summary>
    public bool IsOthersTurn(RequestKind kind, long now) => kind == RequestKind.Poll
        ? _submissionsWaitUntil > now && _submissionsSincePoll < SubmissionsPerPollMax
        : _pollsWaitUntil > now && _submissionsSincePoll >= SubmissionsPerPollMax;

    /// <summary>This kind got a place.</summary>
    public void Took(RequestKind kind)
    {
        if (kind == RequestKind.Poll)
        {
            (_submissionsSincePoll, _pollsWaitUntil) = (0, 0);
        }
        else
        {
            _submissionsSincePoll++;
            _submissionsWaitUntil = 0;
        }
    }

    /// <summary>This kind was told to come back at <paramref name="until"/>.</summary>
    public void Waits(RequestKind kind, long until)
    {
        if (kind == RequestKind.Poll)
        {
            _pollsWaitUntil = until + InterestMs;
        }
        else
        {
            _submissionsWaitUntil = until + InterestMs;
        }
    }
}
