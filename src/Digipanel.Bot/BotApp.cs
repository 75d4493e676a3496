using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot;

/// <summary>Builds the host: the same one for production, the tests and the sandbox.</summary>
public static class BotApp
{
    // Running work gets this long to finish when the program is asked to stop; what does not is left due.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Reads the configuration, checks all of it and composes the features. Nothing runs yet.</summary>
    /// <param name="args">The command line, for example <c>--Urls http://127.0.0.1:8080</c>.</param>
    /// <param name="overrides">The clock, the network and other things that a test replaces.</param>
    /// <exception cref="ConfigurationProblemsException">Lists everything that is wrong with the configuration.</exception>
    public static WebApplication Build(string[] args, BotOverrides? overrides = null)
    {
        overrides ??= new BotOverrides();
        var (builder, setup) = Compose(args, overrides);
        setup.Options.ThrowIfProblems();

        var app = builder.Build();
        app.UseSafeErrors();
        Features.Map(app);
        return app;
    }

    /// <summary>Reads the configuration and composes the features; every problem stands in the setup's options. Nothing is opened, made or called.</summary>
    internal static (WebApplicationBuilder Builder, BotSetup Setup) Compose(string[] args, BotOverrides overrides)
    {
        // Settings are read once; watching for changes, each commit to a database in the same folder cost a look.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.Configuration.AddInMemoryCollection(overrides.Settings);
        var secretFiles = SecretFiles.Apply(builder.Configuration);
        builder.AddBotLogging(overrides);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = RequestBody.DrainBytesMax;
        });
        // No work of a request blocks its thread, so it needs no change of threads between the socket and the work.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        var problems = new List<string>(secretFiles);
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Urls"]))
        {
            builder.WebHost.UseUrls([.. ListenUrls.Read(builder.Configuration["Urls"]!, problems)]);
        }
        else if (string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"]))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:8080");
        }

        builder.Services.Configure<HostOptions>(o =>
        {
            o.ShutdownTimeout = ShutdownTimeout;
            o.ServicesStopConcurrently = true;
        });

        var setup = new BotSetup(builder, overrides);
        setup.Options.AddProblems(problems);
        Features.Add(setup);
        if (overrides.NeedsChannel && !builder.Services.Any(s => s.ServiceType == typeof(IChatChannel)))
        {
            setup.Options.AddProblems(["No chat channel is on, so nobody could talk to the bot: set Telegram:Enabled to true, with its Telegram:BotToken, or WhatsApp:Enabled, with its keys."]);
        }

        return (builder, setup);
    }
}
