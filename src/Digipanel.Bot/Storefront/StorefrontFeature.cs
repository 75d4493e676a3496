using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Storefront;

/// <summary>What customers can say; one file a command.</summary>
internal static class StorefrontFeature
{
    public static void AddStorefront(this BotSetup shop)
    {
        shop.Services.AddSingleton<IChatFallback, UnknownMessage>();
        shop.Services.AddSingleton<DeepLinks>();
        shop.Services.AddSingleton<IChatCommand, StartCommand>();
        shop.Services.AddSingleton<IChatCommand, BalanceCommand>();
        shop.Services.AddSingleton<IChatCommand, HelpCommand>();
        shop.Services.AddSingleton<HistoryCommand>();
        shop.Services.AddSingleton<IChatCommand>(p => p.GetRequiredService<HistoryCommand>());
        shop.Services.AddSingleton<IChatCommand, StatusCommand>();
        shop.Services.AddSingleton<IChatCommand, LanguageCommand>();
    }
}
