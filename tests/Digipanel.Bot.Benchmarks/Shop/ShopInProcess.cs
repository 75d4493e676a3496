using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>The bot's own composition inside this process, without its pumps and its network: what remains is a command's transaction.</summary>
internal sealed class ShopInProcess : IDisposable
{
    private const int NoPort = 9; // discard: nothing here connects anywhere
    private readonly WebApplication _app;

    public ShopInProcess(string database, bool singleThread = false)
    {
        _app = BotApp.Build([], new BotOverrides
        {
            // A few customers who write all the time: their floods would not be answered, which is quicker than any answer.
            RunPumps = false, ConsoleLogs = false, CountsFloods = false, SingleThread = singleThread, Settings = ShopSettings.For(database, NoPort, NoPort),
        });
        Dispatcher = _app.Services.GetRequiredService<Dispatcher>();
        Store = _app.Services.GetRequiredService<Store>();
    }

    public Dispatcher Dispatcher { get; }

    public Store Store { get; }

    public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
