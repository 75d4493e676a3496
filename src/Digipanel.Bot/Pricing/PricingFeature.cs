using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Pricing;

/// <summary>What a download costs whom: /harga, and /grup for admins.</summary>
internal static class PricingFeature
{
    public static void AddPricing(this BotSetup shop)
    {
        shop.Services.AddSingleton<Prices>();
        shop.Services.AddSingleton<PriceSetting>();
        shop.Services.AddSingleton<GroupMembers>();
        shop.Services.AddSingleton<PriceCommand>();
        shop.Services.AddSingleton<IChatCommand>(p => p.GetRequiredService<PriceCommand>());
        shop.Services.AddSingleton<IButtonHandler, PriceButtons>();
        shop.Services.AddSingleton<IChatCommand, GroupCommand>();
        shop.Services.AddSingleton<IButtonHandler, GroupButtons>();
    }
}
