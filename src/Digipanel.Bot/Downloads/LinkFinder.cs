using System.Text.RegularExpressions;

namespace Digipanel.Bot.Downloads;

/// <summary>The links of one message.</summary>
/// <param name="Items">What can be bought, each once, in the order of the message.</param>
/// <param name="Refused">What cannot, each once.</param>
/// <param name="LeftOut">Items beyond <see cref="LinkFinder.ItemsAMessageMax"/>: not bought, and the customer is told.</param>
public sealed record FoundLinks(IReadOnlyList<EnvatoLink.Item> Items, IReadOnlyList<EnvatoLink> Refused, int LeftOut)
{
    /// <summary>Whether the message had any link at all.</summary>
    public bool Any => Items.Count + Refused.Count > 0;
}

/// <summary>Finds links anywhere in a message: bare or with https, between words, in quotes, brackets or markdown.</summary>
public static partial class LinkFinder
{
    /// <summary>One message buys at most this many items. 100 is more than a person pastes; a script is slowed, not banned.</summary>
    public const int ItemsAMessageMax = 100;

    /// <summary>Refused links named back at most; they cost nothing, so that the rest is not counted.</summary>
    public const int RefusedMax = 20;

    private const int TextMaxChars = 16_384;

    /// <summary>Finds the links of a message's text and of its text_link entities.</summary>
    public static FoundLinks Find(string? text, IReadOnlyList<string>? linkUrls = null)
    {
        text ??= "";
        var candidates = Candidates().Matches(text.Length <= TextMaxChars ? text : text[..TextMaxChars])
            .Select(match => match.Value.TrimEnd('.', '!', '?', ':', '*', '_', '~', '-'))
            .Where(link => !SharedLinks.IsOpenRedirector(link))
            .Concat(linkUrls ?? []);

        var items = new List<EnvatoLink.Item>();
        var refused = new List<EnvatoLink>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var leftOut = 0;
        foreach (var link in candidates.Select(EnvatoLink.Parse))
        {
            switch (link)
            {
                case EnvatoLink.Item item when keys.Add(item.Key):
                    if (items.Count < ItemsAMessageMax)
                    {
                        items.Add(item);
                    }
                    else
                    {
                        leftOut++;
                    }

                    break;
                case EnvatoLink.Item:
                    break;
                default:
                    if (refused.Count < RefusedMax && !refused.Contains(link))
                    {
                        refused.Add(link);
                    }

                    break;
            }
        }

        return new FoundLinks(items, refused, leftOut);
    }

    // Either a scheme and anything up to a delimiter (but not into a second link glued to the first), or a bare host of Envato's. Links are ASCII:
    // an emoji, a curly quote or a zero-width space ends one. (Told with regard to case, or the Kelvin sign would take every k out.)
    // A bare host must not continue a word, an address, another host or a path: user@elements.envato.com and
    // elements.envato.com.evil.test are no links of ours.
    [GeneratedRegex(
        """
        https?://(?:(?!https?://)(?-i:[^\s<>"'`()\[\]{}|,;\u0080-\uFFFF]))+
        |
        (?<![\w@.:/%\\-])(?:[\w-]{1,63}\.){0,4}(?:envato\.com|themeforest\.net|videohive\.net|graphicriver\.net|audiojungle\.net|codecanyon\.net|photodune\.net|3docean\.net)
        (?!\.?[\w-]|@)(?:[:/?\#](?:(?!https?://)(?-i:[^\s<>"'`()\[\]{}|,;\u0080-\uFFFF]))*)?
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        EnvatoLink.MatchTimeoutMs)]
    private static partial Regex Candidates();
}
