using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Broadcasts;

/// <summary>Messages from admins to many, and customers who want none.</summary>
internal static class BroadcastsFeature
{
    public static void AddBroadcasts(this BotSetup shop)
    {
        shop.Services.AddSingleton<BroadcastCommand>();
        shop.Services.AddSingleton<IChatCommand>(p => p.GetRequiredService<BroadcastCommand>());
        shop.Services.AddSingleton<IAdminAnswer>(p => p.GetRequiredService<BroadcastCommand>());
        shop.Services.AddSingleton<IButtonHandler, BroadcastButtons>();
        shop.Services.AddSingleton<IChatCommand, StopPromotionsCommand>();
        shop.Services.AddSingleton<IChatCommand, StartPromotionsCommand>();
        shop.Services.AddSingleton<BroadcastCard>();
        shop.Services.AddSingleton<ICard>(p => p.GetRequiredService<BroadcastCard>());
        shop.Services.AddSingleton<ITrouble, HeldTrouble>();
        shop.AddPump<BroadcastKeeper>();
        shop.AddPump<BroadcastSender>();
    }
}
