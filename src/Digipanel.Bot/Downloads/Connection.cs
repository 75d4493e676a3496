namespace Digipanel.Bot.Downloads;

/// <summary>One account as its pumps use it: one client, and one pacer that all its requests pass.</summary>
internal sealed record Connection(string Name, DigipanelClient Client, RequestPacer Pacer);

/// <summary>All accounts, over one handler.</summary>
internal sealed class Connections : IDisposable
{
    private readonly Dictionary<string, Connection> _connections;
    private readonly HttpMessageHandler _network;
    private readonly bool _ownsNetwork;

    /// <summary>An injected network belongs to who injected it.</summary>
    public Connections(DigipanelOptions options, HttpMessageHandler? injected, TimeProvider time, ILogger<DigipanelClient> logger)
    {
        _network = injected ?? DigipanelClient.NewHandler();
        _ownsNetwork = injected is null;
        _connections = options.Accounts.ToDictionary(
            a => a.Name,
            a => new Connection(
                a.Name,
                new DigipanelClient(options, a, _network, time, logger),
                new RequestPacer(time, options.RateLimit.PermitLimit, options.RateLimit.Window)),
            StringComparer.Ordinal);
    }

    public Connection this[string account] => _connections[account];

    /// <summary>What an account has used of its budget; null: it is not configured.</summary>
    public PacerUsage? UsageOf(string account) => _connections.GetValueOrDefault(account)?.Pacer.Usage();

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Client.Dispose();
        }

        if (_ownsNetwork)
        {
            _network.Dispose();
        }
    }
}
