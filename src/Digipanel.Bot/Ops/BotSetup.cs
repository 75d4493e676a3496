using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Digipanel.Bot.Ops;

/// <summary>What a feature's AddX method works with.</summary>
public sealed class BotSetup
{
    internal BotSetup(WebApplicationBuilder builder, BotOverrides overrides)
    {
        Services = builder.Services;
        Overrides = overrides;
        Options = new OptionsReader(builder.Configuration);
        Server = Options.Read<ServerOptions>("Server", (o, problems) => o.Validate(problems));
    }

    /// <summary>The container.</summary>
    public IServiceCollection Services { get; }

    /// <summary>What a test replaced.</summary>
    public BotOverrides Overrides { get; }

    /// <summary>Reads sections and collects every problem.</summary>
    public OptionsReader Options { get; }

    /// <summary>How the outside reaches us: features check their own needs against it.</summary>
    public ServerOptions Server { get; }

    /// <summary>The network towards a provider. No IHttpClientFactory: it logs addresses, and Telegram's holds the token.</summary>
    /// <param name="provider"><c>telegram</c>, <c>whatsapp</c>, <c>digipanel</c> or <c>doitpay</c>.</param>
    public HttpMessageHandler NetworkTo(string provider) =>
        Overrides.Handlers?.Invoke(provider) ?? new SocketsHttpHandler
        {
            // A provider that moves to another address must be found again without a restart.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,
            UseCookies = false,
        };

    /// <summary>Adds a pump; it runs unless a test drives it.</summary>
    public void AddPump<TPump>()
        where TPump : Pump
    {
        Services.TryAddSingleton<TPump>();
        AddRunning<TPump>(p => p.GetRequiredService<TPump>());
    }

    /// <summary>Adds a pump made by <paramref name="make"/>; several of one type may stand side by side.</summary>
    public void AddPump<TPump>(Func<IServiceProvider, TPump> make)
        where TPump : Pump
    {
        // Both registrations must give the same one.
        var gate = new Lock();
        TPump? made = null;
        Services.AddSingleton<TPump>(Made);
        AddRunning<TPump>(Made);

        TPump Made(IServiceProvider provider)
        {
            lock (gate)
            {
                return made ??= make(provider);
            }
        }
    }

    private void AddRunning<TPump>(Func<IServiceProvider, TPump> get)
        where TPump : Pump
    {
        // All of them in one list: a simulation turns whatever pumps there are, those of features to come as well.
        Services.AddSingleton<Pump>(get);
        if (Overrides.RunPumps)
        {
            // AddHostedService would fold several of one type into one.
            Services.AddSingleton<IHostedService>(get);
        }
    }
}
