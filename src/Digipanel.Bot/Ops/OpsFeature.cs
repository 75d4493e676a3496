using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Ops;

/// <summary>Clock, ids, options of the shop, alerts.</summary>
internal static class OpsFeature
{
    public static void AddOps(this BotSetup shop)
    {
        var admins = new AdminOptions { Admins = shop.Options.ReadList("Admins") };
        var problems = new List<string>();
        admins.Validate(problems);
        shop.Options.AddProblems(problems);
        shop.Services.AddSingleton(admins);
        shop.Services.AddSingleton(shop.Server);
        shop.Services.AddSingleton(shop.Options.Read<ShopOptions>("Shop", (o, p) => o.Validate(p)));
        shop.Services.AddSingleton(shop.Overrides.Time);
        shop.Services.AddSingleton(new Ids(shop.Overrides.Time, shop.Overrides.FillRandom));
        shop.Services.AddSingleton<AdminAlerts>();
        shop.Services.AddSingleton<WebhookTrouble>();
        shop.Services.AddSingleton<TokenTrouble>();
        shop.Services.AddSingleton<ITrouble>(p => p.GetRequiredService<WebhookTrouble>());
        shop.Services.AddSingleton<ITrouble>(p => p.GetRequiredService<TokenTrouble>());
        if (!shop.Overrides.SingleThread)
        {
            shop.Services.AddSingleton<ITrouble>(new DiskTrouble(DiskTrouble.FreeOf)); // a replay must not depend on the machine's disk
        }

        shop.AddPump<TroublePump>();
    }
}
