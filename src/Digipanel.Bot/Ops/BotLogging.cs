namespace Digipanel.Bot.Ops;

/// <summary>Structured logs: JSON lines, or readable ones where the environment is Development.</summary>
internal static class BotLogging
{
    public static void AddBotLogging(this WebApplicationBuilder builder, BotOverrides overrides)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));

        // The framework names every request with its path at Information: noise, and /pay/{topup} is a capability.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        if (overrides.ConsoleLogs && builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        }
        else if (overrides.ConsoleLogs)
        {
            builder.Logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }

        if (overrides.Logs is not null)
        {
            builder.Logging.AddProvider(overrides.Logs);
        }
    }
}
