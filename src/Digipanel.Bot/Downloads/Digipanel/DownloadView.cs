namespace Digipanel.Bot.Downloads;

/// <summary>How far a download is. Decided by the status alone, never by an event's name.</summary>
public enum DownloadStatus
{
    /// <summary>Anything that is neither of the others: unknown words are no end.</summary>
    Running,

    /// <summary>Done: the only documented status, "berhasil".</summary>
    Done,

    /// <summary>Ended without a file.</summary>
    Failed,
}

/// <summary>What Digipanel says of a download, by webhook or when asked.</summary>
/// <param name="DownloadId">Digipanel's id of it.</param>
/// <param name="Title">The item's title.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StatusWord">As Digipanel wrote it.</param>
/// <param name="DriveLink">The file; only ever https.</param>
/// <param name="LicenceLink">The licence; only ever https.</param>
public sealed record DownloadView(string DownloadId, string? Title, DownloadStatus Status, string StatusWord, string? DriveLink, string? LicenceLink)
{
    // Both links and the title fit one chat message of 4,096 characters.
    private const int LinkMaxChars = 1_500;

    // facts/digipanel.md: only "berhasil" is documented; these are what a failure may be called.
    private static readonly string[] FailedWords = ["gagal", "failed", "error", "dibatalkan", "refund", "refunded"];

    /// <summary>Done without a Drive link is not delivered: ask again.</summary>
    public bool IsDelivered => Status == DownloadStatus.Done && DriveLink is not null;

    /// <summary>Reads a status word in any case.</summary>
    public static DownloadStatus StatusOf(string? word) => word?.Trim() switch
    {
        null => DownloadStatus.Running,
        var w when w.Equals("berhasil", StringComparison.OrdinalIgnoreCase) => DownloadStatus.Done,
        var w when FailedWords.Contains(w, StringComparer.OrdinalIgnoreCase) => DownloadStatus.Failed,
        _ => DownloadStatus.Running,
    };

    /// <summary>Links are opaque and passed on as they are, but only https ones: anything else is as good as none.</summary>
    public static string? HttpsOrNothing(string? link) =>
        link is { Length: <= LinkMaxChars }
        && link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        && !link.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(link, UriKind.Absolute, out _)
            ? link
            : null;
}
