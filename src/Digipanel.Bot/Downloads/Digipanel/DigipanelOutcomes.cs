namespace Digipanel.Bot.Downloads;

/// <summary>What became of POST /download.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>200: it runs, and costs.</summary>
    public sealed record Accepted(string DownloadId, string? Title, long? Cost, long? BalanceAfter) : SubmitOutcome;

    /// <summary>422 (or 400, 410): Digipanel will never take this link.</summary>
    public sealed record Refused(int Status, string? Message) : SubmitOutcome;

    /// <summary>401 (or 403): the shop's key is wrong. No customer's fault.</summary>
    public sealed record Unauthorized : SubmitOutcome;

    /// <summary>402: the shop's balance is used up. No customer's fault.</summary>
    public sealed record NoBalance : SubmitOutcome;

    /// <summary>429: not taken; the pacer knows when to try again.</summary>
    public sealed record RateLimited : SubmitOutcome;

    /// <summary>Surely not taken: the connection was refused, the name did not resolve, or a strange 3xx or 4xx came. Try again later.</summary>
    public sealed record NotTaken(string Reason) : SubmitOutcome;

    /// <summary>Perhaps taken, perhaps not: a time-out, a reset connection, a 5xx, an answer that cannot be read.</summary>
    public sealed record Uncertain(string Reason) : SubmitOutcome;
}

/// <summary>What became of GET /balance.</summary>
public abstract record BalanceOutcome
{
    private BalanceOutcome()
    {
    }

    /// <summary>The account's balance and what a download costs, in rupiah.</summary>
    public sealed record Known(long Balance, long? CostPerDownload) : BalanceOutcome;

    /// <summary>401 or 403.</summary>
    public sealed record Unauthorized : BalanceOutcome;

    /// <summary>402: not expected here, but then the balance is surely too low.</summary>
    public sealed record NoBalance : BalanceOutcome;

    /// <summary>429.</summary>
    public sealed record RateLimited : BalanceOutcome;

    /// <summary>No usable answer; asking again is harmless.</summary>
    public sealed record NoAnswer(string Reason) : BalanceOutcome;
}

/// <summary>What became of GET /downloads/:id.</summary>
public abstract record LookupOutcome
{
    private LookupOutcome()
    {
    }

    /// <summary>How far it is.</summary>
    public sealed record Found(DownloadView Download) : LookupOutcome;

    /// <summary>404: Digipanel does not know it.</summary>
    public sealed record NotFound : LookupOutcome;

    /// <summary>401 or 403.</summary>
    public sealed record Unauthorized : LookupOutcome;

    /// <summary>429.</summary>
    public sealed record RateLimited : LookupOutcome;

    /// <summary>No usable answer; asking again is harmless.</summary>
    public sealed record NoAnswer(string Reason) : LookupOutcome;
}
