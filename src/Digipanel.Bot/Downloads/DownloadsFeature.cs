using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Downloads;

/// <summary>Pasted links become orders; each account's lane submits them; webhooks and polls end them.</summary>
internal static class DownloadsFeature
{
    public static void AddDownloads(this BotSetup shop)
    {
        var options = shop.Options.Read<DigipanelOptions>("Digipanel", (o, problems) => o.Validate(problems));
        shop.Services.AddSingleton(options);
        shop.Services.AddSingleton<OrderDesk>();
        shop.Services.AddSingleton<SubmissionBooks>();
        shop.Services.AddSingleton<DigipanelWebhook>();
        shop.Services.AddSingleton<TopupOffer>();
        shop.Services.AddSingleton<IMessageHandler, PasteLinks>();
        shop.Services.AddSingleton<ICard, PurchaseCard>();
        shop.Services.AddSingleton<IButtonHandler, PurchaseButtons>();
        shop.Services.AddSingleton<IButtonHandler, ContinueButton>();
        shop.Services.AddSingleton<IButtonHandler, BuyAgainButton>();
        shop.Services.AddSingleton<IButtonHandler, SendAgainButton>();
        shop.Services.AddSingleton<IChatCommand, CancelCommand>();
        shop.Services.AddSingleton(p => new Connections(
            options,
            shop.Overrides.Handlers?.Invoke("digipanel"),
            shop.Overrides.Time,
            p.GetRequiredService<ILogger<DigipanelClient>>()));
        foreach (var account in options.Accounts)
        {
            shop.AddPump(p => ActivatorUtilities.CreateInstance<SubmissionLane>(p, p.GetRequiredService<Connections>()[account.Name]));
            shop.AddPump(p => ActivatorUtilities.CreateInstance<DownloadReconciler>(p, p.GetRequiredService<Connections>()[account.Name]));
        }

        shop.Services.AddSingleton<ITrouble, LaneTrouble>();
        shop.AddPump<OrderDeadlines>();
        shop.AddPump<PurchaseKeeper>();
    }

    public static void MapDownloads(this WebApplication app)
    {
        var webhook = app.Services.GetRequiredService<DigipanelWebhook>();
        app.MapPost(DigipanelWebhook.Path, webhook.HandleAsync);
        app.MapPost(DigipanelWebhook.AccountPath, webhook.HandleAsync);
    }
}
