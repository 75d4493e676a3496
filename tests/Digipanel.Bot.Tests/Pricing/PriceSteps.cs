using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;

namespace Digipanel.Bot.Tests.Pricing;

/// <summary>What the tests of prices do again and again.</summary>
internal static class PriceSteps
{
    public const string Boss = "999";

    /// <summary>An admin changes prices and says yes.</summary>
    /// <returns>The question.</returns>
    public static async Task<Reply> SetPriceAsync(this DownloadsWorld world, string words)
    {
        var question = Assert.Single(await world.PasteAsync(Boss, $"/harga {words}"));
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(question, "ubahharga:ya"));
        return question;
    }

    /// <summary>A customer's links go to Digipanel.</summary>
    public static async Task OrderLinksAsync(this DownloadsWorld world, string user, int count, int from = 0)
    {
        await world.PasteAsync(user, "", Links(count, from));
        await world.RunLaneAsync();
    }

    public static string[] Links(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")];

    /// <summary>What each of a customer's orders cost, in their order: "500×3 450×2".</summary>
    public static string Paid(this DownloadsWorld world) => world.Value<string>(
        "SELECT coalesce(group_concat(price || '×' || n, ' '), '') FROM (SELECT price, count(*) AS n, min(number) FROM orders GROUP BY price ORDER BY min(number))");
}
