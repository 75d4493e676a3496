using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>The way out: messages, receipts and files over the Cloud API.</summary>
internal static class WhatsAppSending
{
    public static void AddWhatsAppSending(this BotSetup shop, WhatsAppOptions options)
    {
        shop.Services.AddSingleton(_ => new WhatsAppClient(options, shop.NetworkTo(WhatsAppChannel.ChannelName), shop.Overrides.Time));
        shop.Services.AddSingleton<IChatChannel, WhatsAppChannel>();
    }
}
