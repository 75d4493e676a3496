using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat;

/// <summary>From an update to its command.</summary>
internal static class ChatFeature
{
    public static void AddChat(this BotSetup shop) => shop.Services.AddSingleton<Dispatcher>();
}
