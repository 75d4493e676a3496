using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Storefront;

/// <summary>What customers can say; one file a command.</summary>
internal static class StorefrontFeature
{
    public static void AddStorefront(this BotSetup shop)
    {
        shop.Services.AddSingleton<IChatFallback, UnknownMessage>();
        shop.Services.AddSingleton<IChatCommand, StartCommand>();
        shop.Services.AddSingleton<IChatCommand, BalanceCommand>();
        shop.Services.AddSingleton<IChatCommand, PriceCommand>();
        shop.Services.AddSingleton<IChatCommand, HelpCommand>();
        shop.Services.AddSingleton<IChatCommand, HistoryCommand>();
        shop.Services.AddSingleton<IChatCommand, LanguageCommand>();
    }
}
