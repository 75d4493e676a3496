using System.Net;
using System.Net.Sockets;

namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// A loopback port that nobody uses: webhooks need the bot's address before the bot has started, and whoever stops listening for a while wants the same
/// address again. So none that the system would choose: what it has chosen it may give to the next one who asks for any, or to an outgoing connection.
/// </summary>
internal static class FreePort
{
    // Below the ports that a system chooses by itself: from 32768 on Linux, from 49152 elsewhere.
    internal const int First = 20_000;
    internal const int Count = 12_000;

    // Begun anywhere, so that two programs seldom try the same; the program's own ports then come round after all the others.
    private static int _next = Random.Shared.Next(Count);

    /// <summary>One that this program has not had before, or not for long. Another program could still take it before the bot does; then the bot says so and stops.</summary>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"All ports from {First} to {First + Count - 1} are in use.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
