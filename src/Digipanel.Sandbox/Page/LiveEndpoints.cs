using System.Text;

namespace Digipanel.Sandbox.Page;

/// <summary>What the page reads: everything at once, or everything and then each change.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>GET /api/snapshot and GET /api/events.</summary>
    public static void MapLive(this WebApplication app, PageFeed feed, CancellationToken stopping)
    {
        app.MapGet("/api/snapshot", () => Results.Text(feed.Snapshot(), "application/json", Encoding.UTF8));
        app.MapGet("/api/events", http => StreamAsync(http, feed, stopping));
    }

    private static async Task StreamAsync(HttpContext http, PageFeed feed, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = "text/event-stream";
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", end.Token);
            await foreach (var part in feed.FollowAsync(Heartbeat, end.Token))
            {
                // The JSON has no line breaks: System.Text.Json writes them as \n inside strings.
                await http.Response.WriteAsync(part is null ? ": still here\n\n" : $"event: part\ndata: {part}\n\n", end.Token);
                await http.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab was closed, or the sandbox stops.
        }
    }
}
