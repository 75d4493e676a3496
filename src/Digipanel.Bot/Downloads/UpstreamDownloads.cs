using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// Which download of Digipanel's is which attempt of ours. Remembered for good: a repeat about an attempt that was one too many would otherwise be
/// taken for the webhook of somebody else's order in doubt.
/// </summary>
internal static class UpstreamDownloads
{
    private const string Mine = "WHERE account = @account AND download_id = @downloadId";

    public static void Add(Tx tx, string account, string downloadId, long order, long attempt) => tx.Execute(
        """
        INSERT INTO upstream_downloads (account, download_id, order_number, attempt) VALUES (@account, @downloadId, @order, @attempt)
        ON CONFLICT DO NOTHING
        """,
        new { account, downloadId, order, attempt });

    /// <summary>The orders that it is an attempt of: one, or several of one link.</summary>
    public static IReadOnlyList<Order> Orders(Tx tx, string account, string downloadId) => tx.Query<Order>(
        $"SELECT {Order.Columns} FROM orders WHERE number IN (SELECT order_number FROM upstream_downloads {Mine}) ORDER BY number", new { account, downloadId });

    /// <summary>
    /// It ended. "Failed" stands for good, whatever comes later: its money came back.
    /// </summary>
    /// <returns>True the first time that a failure is told.</returns>
    public static bool Ended(Tx tx, string account, DownloadView view)
    {
        var outcome = view.Status == DownloadStatus.Failed ? "failed" : view.IsDelivered ? "done" : null;
        return outcome is not null
            && tx.Execute(
                $"UPDATE upstream_downloads SET outcome = @outcome {Mine} AND (outcome IS NULL OR (outcome = 'done' AND @outcome = 'failed'))",
                new { outcome, account, downloadId = view.DownloadId }) > 0
            && outcome == "failed";
    }

    /// <summary>Another download of the order that still runs, if one is known.</summary>
    public static RunningDownload? Running(Tx tx, long order) => tx.QuerySingleOrDefault<RunningDownload>(
        "SELECT account, download_id FROM upstream_downloads WHERE order_number = @order AND outcome IS NULL ORDER BY attempt DESC LIMIT 1", new { order });
}

/// <summary>A download by its account and id.</summary>
internal sealed record RunningDownload
{
    public required string Account { get; init; }

    public required string DownloadId { get; init; }
}
