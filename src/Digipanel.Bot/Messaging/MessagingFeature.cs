using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Messaging;

/// <summary>What comes in once, what goes out at least once.</summary>
internal static class MessagingFeature
{
    public static void AddMessaging(this BotSetup shop)
    {
        shop.Services.AddSingleton<ChannelLimiters>();
        shop.AddPump<OutboxSender>();
        shop.AddPump<MessagePurge>();
    }
}
