using System.Text.RegularExpressions;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Joining;

/// <summary>Steps that two people, or one with two phones, take: "1" is on Telegram, "6281234567890" on WhatsApp.</summary>
internal static partial class Joined
{
    public const string Telegram = "1";
    public const string WhatsApp = "6281234567890";

    /// <summary>A shop with money on both sides, not joined.</summary>
    public static async Task<DownloadsWorld> ShopAsync(long telegram = 10_000, long whatsapp = 2_500)
    {
        var world = await DownloadsWorld.StartAsync();
        foreach (var (user, rupiah) in new[] { (Telegram, telegram), (WhatsApp, whatsapp) })
        {
            if (rupiah > 0)
            {
                await world.FundAsync(user, rupiah);
            }
        }

        return world;
    }

    public static async Task<string> CodeAsync(this DownloadsWorld world, string user)
    {
        await world.PasteAsync(user, "/hubungkan");
        return Code().Match(world.LastMessage(user).Text.Markup) is { Success: true } match ? match.Value : throw new InvalidOperationException(world.LastMessage(user).Text.Markup);
    }

    /// <summary>Enters a code and says yes.</summary>
    /// <returns>What is answered.</returns>
    public static async Task<string> EnterAsync(this DownloadsWorld world, string user, string code)
    {
        await world.PasteAsync(user, $"/hubungkan {code}");
        await world.PressAsync(user, DownloadsWorld.ActionOf(world.LastMessage(user), "hubung:ya"));
        return world.LastMessage(user).Text.Markup;
    }

    /// <summary>Telegram's account owns the wallet.</summary>
    public static async Task JoinAsync(this DownloadsWorld world) => await world.EnterAsync(WhatsApp, await world.CodeAsync(Telegram));

    public static async Task PartAsync(this DownloadsWorld world, string user)
    {
        await world.PasteAsync(user, "/putuskan");
        await world.PressAsync(user, DownloadsWorld.ActionOf(world.LastMessage(user), "putus:ya"));
    }

    /// <summary>What a person's wallet holds, as they see it.</summary>
    public static long Sees(this DownloadsWorld world, string user) => world.Store.Read(c =>
    {
        using var found = Statement.On(c, "SELECT id FROM customers WHERE user_id = ?1").Bind(1, user);
        return found.Step() ? Ledger.BalanceOf(c, found.Number(0)).Value : 0;
    });

    public static void AssertAudits(this DownloadsWorld world)
    {
        // Wallets are filled by a shortcut here: a credit without its top-up.
        var violations = world.Store.Read(c => LedgerAudit.Run(c, world.Time.GetUtcNow(), deep: true)).Violations.Where(v => v.Check.Name != "topups:unpaid-credit");
        Assert.Equal([], violations.Select(v => v.Sentence).ToArray());
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1_000)]
    public static partial Regex Code();
}
