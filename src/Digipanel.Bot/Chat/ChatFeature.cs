using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat;

/// <summary>From an update to its command.</summary>
internal static class ChatFeature
{
    public static void AddChat(this BotSetup shop)
    {
        shop.Services.AddSingleton(provider => shop.Overrides.SingleThread ? Typing.Off : new Typing(provider.GetServices<IChatChannel>(), shop.Overrides.Time));
        if (shop.Overrides.CountsFloods)
        {
            shop.Services.AddSingleton<FloodGuard>();
        }

        shop.Services.AddSingleton<Dispatcher>();
    }
}
