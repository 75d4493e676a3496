using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Topups.PayPage;

namespace Digipanel.Bot.Topups;

/// <summary>Filling wallets through Doitpay: the command, two pumps, three notifications, the customer's own page.</summary>
internal static class TopupsFeature
{
    public static void AddTopups(this BotSetup shop)
    {
        var options = shop.Options.Read<DoitpayOptions>(DoitpayOptions.Section, (o, problems) => o.Validate(problems));
        shop.Services.AddSingleton(options);
        shop.Services.AddSingleton(provider => new SnapClient(
            options,
            shop.NetworkTo("doitpay"),
            provider.GetRequiredService<Ids>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SnapClient>>()));
        shop.Services.AddSingleton(_ => new MerchantTokens(options, shop.Overrides.FillRandom));
        shop.Services.AddSingleton<DoitpayPublicKey>();
        shop.Services.AddSingleton<MerchantTokenDesk>();
        shop.Services.AddSingleton<DoitpayNotifications>();
        shop.Services.AddSingleton<TopupMethods>();
        shop.Services.AddSingleton<InvoiceDesk>();
        shop.Services.AddSingleton<ICard, InvoiceCard>();
        shop.Services.AddSingleton<ICard, CaseCard>();
        shop.Services.AddSingleton<IButtonHandler, CaseButtons>();
        shop.Services.AddSingleton<TopupDialog>();
        shop.Services.AddSingleton<TopupCommand>();
        shop.Services.AddSingleton<IChatCommand>(p => p.GetRequiredService<TopupCommand>());
        shop.Services.AddSingleton<IButtonHandler>(p => p.GetRequiredService<TopupCommand>());
        shop.Services.AddSingleton<IButtonHandler, TopupMenu>();
        shop.Services.AddSingleton<IButtonHandler, InvoiceButtons>();
        shop.Services.AddSingleton<IMessageHandler, TopupAmountMessage>();
        shop.AddPayPages();
        shop.AddPump<TopupIssuer>();
        shop.AddPump<TopupReconciler>();
        shop.AddPump<RefundChecker>();
    }

    public static void MapTopups(this WebApplication app)
    {
        app.MapPost("/v1.0/access-token/b2b", (HttpContext http, MerchantTokenDesk desk) => desk.HandleAsync(http.Request, http.RequestAborted));
        app.MapPayPages();
        Map("/v1.0/qr/qr-mpm-notify", service: "52");
        Map("/v1.0/debit/notify", service: "56");
        Map("/v1.0/transfer-va/payment", VirtualAccountNotice.Service);

        void Map(string path, string service) => app.MapPost(path, async (HttpContext http, DoitpayNotifications notifications) =>
            (await notifications.HandleAsync(http.Request, service, http.RequestAborted)).ToResult());
    }
}
