using System.Net;
using System.Net.Sockets;

namespace Digipanel.Sandbox.Bot;

/// <summary>A loopback port that nobody uses: webhooks need the bot's address before the bot has started.</summary>
internal static class FreePort
{
    /// <summary>The system's choice. Somebody else could take it before the bot does; then the bot says so and stops.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
