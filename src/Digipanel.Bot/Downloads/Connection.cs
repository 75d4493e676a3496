namespace Digipanel.Bot.Downloads;

/// <summary>One account as its pumps use it: one client, and one pacer that all its requests pass.</summary>
internal sealed record Connection(string Name, DigipanelClient Client, RequestPacer Pacer);

/// <summary>All accounts, over one handler.</summary>
internal sealed class Connections : IDisposable
{
    private readonly Dictionary<string, Connection> connections;
    private readonly HttpMessageHandler network;
    private readonly bool ownsNetwork;

    /// <summary>An injected network belongs to who injected it.</summary>
    public Connections(DigipanelOptions options, HttpMessageHandler? injected, TimeProvider time, ILogger<DigipanelClient> logger)
    {
        network = injected ?? DigipanelClient.NewHandler();
        ownsNetwork = injected is null;
        connections = options.Accounts.ToDictionary(
            a => a.Name,
            a => new Connection(
                a.Name,
                new DigipanelClient(options, a, network, time, logger),
                new RequestPacer(time, options.RateLimit.PermitLimit, options.RateLimit.Window)),
            StringComparer.Ordinal);
    }

    public Connection this[string account] => connections[account];

    public void Dispose()
    {
        foreach (var connection in connections.Values)
        {
            connection.Client.Dispose();
        }

        if (ownsNetwork)
        {
            network.Dispose();
        }
    }
}
