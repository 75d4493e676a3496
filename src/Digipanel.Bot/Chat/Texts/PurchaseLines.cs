using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>
/// Lays lists of orders and links out so that the whole message stays under the 4,096 characters of a chat message, however many there are.
/// </summary>
internal static class PurchaseLines
{
    private const int TitleCharsMax = 48;
    private const int BoughtCharsMax = 1_900;
    private const int OthersCharsMax = 450;

    /// <summary>"#12 Neon city opener", one a line.</summary>
    public static IEnumerable<Html> Bought(IReadOnlyList<OrderLabel> orders, Func<int, string> andMore) => Fit(Labels(orders), BoughtCharsMax, andMore);

    /// <summary>The same, shorter.</summary>
    public static IEnumerable<Html> Others(IReadOnlyList<OrderLabel> orders, Func<int, string> andMore) => Fit(Labels(orders), OthersCharsMax, andMore);

    /// <summary>An empty line before a further part.</summary>
    public static List<Html> Gap(List<Html> lines)
    {
        if (lines.Count > 0)
        {
            lines.Add(Html.Empty);
        }

        return lines;
    }

    /// <summary>Titles or links, one a line.</summary>
    public static IEnumerable<Html> Others(IEnumerable<string> texts, Func<int, string> andMore) =>
        Fit([.. texts.Select(t => Html.Of($"• {t}"))], OthersCharsMax, andMore);

    public static string Short(string title) => title.Length <= TitleCharsMax ? title : title[..(TitleCharsMax - 1)] + "…";

    private static List<Html> Labels(IReadOnlyList<OrderLabel> orders) => [.. orders.Select(o => Html.Of($"• <b>#{o.Number}</b> {Short(o.Title)}"))];

    /// <summary>As many lines as fit, and how many more there are.</summary>
    public static IEnumerable<Html> Fit(IReadOnlyList<Html> lines, int charsMax, Func<int, string> andMore)
    {
        var used = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            used += lines[i].Markup.Length + 1;
            if (used > charsMax)
            {
                yield return Html.Of($"• {andMore(lines.Count - i)}");
                yield break;
            }

            yield return lines[i];
        }
    }
}
