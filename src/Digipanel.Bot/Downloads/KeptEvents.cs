using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Signed words about downloads that nobody knows (yet): a webhook can overtake the answer to its own POST, or be an orphan.</summary>
internal static class KeptEvents
{
    private const string Unmatched = "FROM digipanel_events WHERE account = @account AND order_number IS NULL";

    public static void Keep(Tx tx, string account, DownloadView view) => tx.Execute(
        """
        INSERT INTO digipanel_events (account, download_id, title, status_word, drive_link, licence_link, received_at)
        VALUES (@account, @DownloadId, @Title, @StatusWord, @DriveLink, @LicenceLink, @at)
        """,
        new { account, view.DownloadId, view.Title, view.StatusWord, view.DriveLink, view.LicenceLink, at = tx.NowMs });

    /// <summary>All that waits on an account and is young enough to be an orphan's, in the order of its arrival.</summary>
    public static IReadOnlyList<(long ReceivedAt, DownloadView View)> Waiting(Tx tx, string account) =>
        Read(tx, "AND received_at >= @since", new { account, since = tx.NowMs - (long)LostAttempts.OrphanMax.TotalMilliseconds });

    /// <summary>Takes what was kept about one download: it is an order's.</summary>
    public static IReadOnlyList<DownloadView> Take(Tx tx, string account, string downloadId, long order)
    {
        var taken = Read(tx, "AND download_id = @downloadId", new { account, downloadId });
        tx.Execute(
            "UPDATE digipanel_events SET order_number = @order WHERE account = @account AND order_number IS NULL AND download_id = @downloadId",
            new { account, downloadId, order });
        return [.. taken.Select(e => e.View)];
    }

    /// <summary>Whether the account has told of other downloads that are nobody's: another program uses its key, then.</summary>
    public static bool TellOfOthers(Tx tx, string account, string downloadId) => tx.Scalar<long>(
        $"SELECT EXISTS (SELECT 1 {Unmatched} AND download_id <> @downloadId)", new { account, downloadId }) == 1;

    private static List<(long ReceivedAt, DownloadView View)> Read(Tx tx, string which, object parameters) =>
        [.. tx.Query<Row>($"SELECT received_at, download_id, title, status_word, drive_link, licence_link {Unmatched} {which} ORDER BY id", parameters)
            .Select(e => (e.ReceivedAt, new DownloadView(e.DownloadId, e.Title, DownloadView.StatusOf(e.StatusWord), e.StatusWord, e.DriveLink, e.LicenceLink)))];

    private sealed record Row
    {
        public required long ReceivedAt { get; init; }

        public required string DownloadId { get; init; }

        public string? Title { get; init; }

        public required string StatusWord { get; init; }

        public string? DriveLink { get; init; }

        public string? LicenceLink { get; init; }
    }
}
