namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// latestTransactionStatus by name (SNAP). A shop in production reads 02 as failed and 04 as expired, so nothing but
/// <see cref="Success"/> is ever money, and nothing but our own clock ends an unpaid top-up.
/// </summary>
public static class SnapStatus
{
    /// <summary>Paid.</summary>
    public const string Success = "00";

    /// <summary>Made, nothing more.</summary>
    public const string Initiated = "01";

    /// <summary>Being paid; failed to others.</summary>
    public const string Paying = "02";

    /// <summary>Waits.</summary>
    public const string Pending = "03";

    /// <summary>Given back to the payer; expired to others.</summary>
    public const string Refunded = "04";

    /// <summary>Cancelled.</summary>
    public const string Cancelled = "05";

    /// <summary>Failed.</summary>
    public const string Failed = "06";

    /// <summary>Not known.</summary>
    public const string NotFound = "07";

    /// <summary>Its name for logs and events; null for one that SNAP does not have.</summary>
    public static string? NameOf(string status) => status switch
    {
        Success => "success",
        Initiated => "initiated",
        Paying => "paying",
        Pending => "pending",
        Refunded => "refunded",
        Cancelled => "cancelled",
        Failed => "failed",
        NotFound => "not found",
        _ => null,
    };

    /// <summary>Bounded, whatever a stranger put there: <c>04 refunded</c>.</summary>
    internal static string Describe(string status) => NameOf(status) is { } name ? $"{status} {name}" : $"{(status.Length > 16 ? status[..16] : status)} (unknown)";
}
