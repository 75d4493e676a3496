using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>What admins can say; one file a command.</summary>
internal static class AdminFeature
{
    public static void AddAdmin(this BotSetup shop) => shop.Services.AddSingleton<IChatCommand, UpstreamCommand>();
}
