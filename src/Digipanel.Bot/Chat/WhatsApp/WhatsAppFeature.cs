using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>WhatsApp as a channel: Meta's webhook in, the Cloud API out.</summary>
internal static class WhatsAppFeature
{
    public static void AddWhatsApp(this BotSetup shop)
    {
        var options = shop.Options.Read<WhatsAppOptions>(WhatsAppOptions.Section, (o, problems) => o.Validate(problems, shop.Server.PublicUrl));
        shop.Services.AddSingleton(options);
        if (options.Enabled)
        {
            shop.Services.AddSingleton<WhatsAppWebhook>();
            shop.AddWhatsAppSending(options);
        }
    }

    public static void MapWhatsApp(this WebApplication app)
    {
        if (app.Services.GetService<WhatsAppWebhook>() is { } webhook)
        {
            app.MapGet(WhatsAppOptions.WebhookPath, webhook.VerifyAsync);
            app.MapPost(WhatsAppOptions.WebhookPath, webhook.HandleAsync);
        }
    }
}
