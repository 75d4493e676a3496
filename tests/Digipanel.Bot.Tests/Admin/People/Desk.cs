using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Admin.People;

/// <summary>What admins do at the customer desk, and what came of it.</summary>
internal static class Desk
{
    public const string Boss = "999";
    public const string Ayu = "1";

    /// <summary>A shop with an admin who has written before (customer 1), and Ayu (customer 2) with this much.</summary>
    public static async Task<DownloadsWorld> ShopAsync(long rupiah = 10_000, Action<Dictionary<string, string?>>? configure = null)
    {
        var world = await DownloadsWorld.StartAsync(configure: configure);
        await world.PasteAsync(Boss, "/start");
        await world.PasteAsync(Ayu, "/start");
        if (rupiah > 0)
        {
            await world.FundAsync(Ayu, rupiah);
        }

        return world;
    }

    /// <summary>What an admin hears in answer.</summary>
    public static async Task<Reply> AdminAsync(this DownloadsWorld world, string text)
    {
        await world.PasteAsync(Boss, text);
        return world.LastMessage(Boss);
    }

    /// <summary>The admin presses the one button whose action begins so, under the last message.</summary>
    public static Task<string> AdminPressAsync(this DownloadsWorld world, string prefix) => world.PressAsync(Boss, DownloadsWorld.ActionOf(world.LastMessage(Boss), prefix));

    public static long Transfers(this DownloadsWorld world, TransferKind kind) => world.Value<long>($"SELECT count(*) FROM transfers WHERE kind = '{kind}'");

    public static string LastLog(this DownloadsWorld world) => world.Value<string>(
        "SELECT format('%s|%s|%d|%s|%s|%s', action, subject, customer_id, before, after, reason) FROM admin_log ORDER BY id DESC LIMIT 1");
}
