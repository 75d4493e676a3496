using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Storage;

/// <summary>The database and its readiness.</summary>
internal static class StorageFeature
{
    public static void AddStorage(this BotSetup shop)
    {
        var options = shop.Options.Read<StorageOptions>("Storage", (o, problems) => o.Validate(problems));
        shop.Services.AddSingleton(options);
        shop.Services.AddSingleton(p => new Store(options, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Store>>(), shop.Overrides.StoreObserver, shop.Overrides.SingleThread));
        shop.Services.AddSingleton<IReadinessCheck, DatabaseCheck>();
    }
}
