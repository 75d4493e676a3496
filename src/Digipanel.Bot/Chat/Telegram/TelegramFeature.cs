using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>Telegram as a channel: updates by polling or webhook, replies, the menus of commands.</summary>
internal static class TelegramFeature
{
    public static void AddTelegram(this BotSetup shop)
    {
        var options = shop.Options.Read<TelegramOptions>(TelegramOptions.Section, (o, problems) => o.Validate(problems, shop.Server.PublicUrl));
        shop.Services.AddSingleton(options);
        shop.Services.AddSingleton<BotIdentity>();
        if (!options.Enabled)
        {
            return;
        }

        shop.Services.AddSingleton(_ => new BotApiClient(options, shop.NetworkTo("telegram"), shop.Overrides.Time));
        shop.Services.AddSingleton<IChatChannel, TelegramChannel>();
        shop.AddPump<BotProfile>();
        if (options.Mode == TelegramMode.Webhook)
        {
            shop.Services.AddSingleton<TelegramWebhook>();
            shop.AddPump<WebhookKeeper>();
        }
        else
        {
            shop.AddPump<TelegramPoller>();
        }
    }

    public static void MapTelegram(this WebApplication app)
    {
        if (app.Services.GetService<TelegramWebhook>() is { } webhook)
        {
            app.MapPost(TelegramWebhook.Path, webhook.HandleAsync);
        }
    }
}
