using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>WhatsApp as a channel: Meta's webhook in, the Cloud API out.</summary>
internal static class WhatsAppFeature
{
    public static void AddWhatsApp(this BotSetup shop)
    {
        var options = shop.Options.Read<WhatsAppOptions>(WhatsAppOptions.Section, (o, problems) => o.Validate(problems, shop.Server.PublicUrl));
        shop.Services.AddSingleton(options);
    }

    public static void MapWhatsApp(this WebApplication app)
    {
    }
}
