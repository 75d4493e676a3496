using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.Downloads;

/// <summary>What a pasted link turned out to be. Only an <see cref="Item"/> can be bought; the others are kept as JSON, for the answer.</summary>
[JsonDerivedType(typeof(OtherEnvatoSite), "site")]
[JsonDerivedType(typeof(NotAnItem), "page")]
[JsonDerivedType(typeof(Broken), "broken")]
[JsonDerivedType(typeof(NotEnvato), "other")]
[JsonDerivedType(typeof(Shortened), "short")]
public abstract partial record EnvatoLink
{
    /// <summary>Longer than any real link by far, also one that a redirector was wrapped around; what is longer is not looked at.</summary>
    internal const int LengthMaxChars = 2_000;

    /// <summary>Every pattern here runs in linear time; the analyser wants it bounded all the same.</summary>
    internal const int MatchTimeoutMs = 1_000;

    private EnvatoLink()
    {
    }

    /// <summary>An item of Envato Elements.</summary>
    /// <param name="Canonical">The one way this link is stored and sent: https, no locale, no query, no fragment.</param>
    /// <param name="Slug">The words of the link, or empty for the app's links, which carry none.</param>
    /// <param name="Key">What makes two links the same item, whatever their slug or locale.</param>
    /// <param name="ShortTitle">What people call it until Digipanel tells its title.</param>
    public sealed record Item(string Canonical, string Slug, string Key, string ShortTitle) : EnvatoLink;

    /// <summary>A shop of Envato's that Digipanel does not serve.</summary>
    public sealed record OtherEnvatoSite(string Host) : EnvatoLink;

    /// <summary>Envato Elements, but a category, a search or another page.</summary>
    public sealed record NotAnItem(string Text) : EnvatoLink;

    /// <summary>Meant for Envato Elements, but not a link we may follow: a port, user info, too long.</summary>
    public sealed record Broken(string Text) : EnvatoLink;

    /// <summary>Somewhere else.</summary>
    public sealed record NotEnvato(string Text) : EnvatoLink;

    /// <summary>Shortened, for example by a share button: where it leads is known to a server that we do not ask.</summary>
    public sealed record Shortened(string Text) : EnvatoLink;

    /// <summary>The sites of facts/envato-and-qris.md that sell single items.</summary>
    internal static readonly string[] OtherSites =
    [
        "themeforest.net", "videohive.net", "graphicriver.net", "audiojungle.net", "codecanyon.net", "photodune.net", "3docean.net",
    ];

    /// <summary>
    /// Reads one link. By hand and not with <see cref="Uri"/>: that one would quietly mend what must be refused
    /// (back slashes, user info, default ports).
    /// </summary>
    public static EnvatoLink Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        var parts = text.Length <= LengthMaxChars ? Parts().Match(text) : Match.Empty;
        if (!parts.Success)
        {
            return text.Contains("elements.envato.com", StringComparison.OrdinalIgnoreCase) ? new Broken(Shown(text)) : new NotEnvato(Shown(text));
        }

        var authority = parts.Groups["authority"].Value;
        var at = authority.LastIndexOf('@');
        var colon = authority.IndexOf(':', at + 1);
        var host = (colon < 0 ? authority[(at + 1)..] : authority[(at + 1)..colon]).ToLowerInvariant();
        if (at >= 0 || colon >= 0)
        {
            return IsElements(host) ? new Broken(Shown(text)) : new NotEnvato(Shown(text));
        }

        if (!IsElements(host))
        {
            return SharedLinks.Unwrap(host, text) is { } inner && Parse(inner) is Item wrapped ? wrapped
                : SharedLinks.IsShortened(host) ? new Shortened(Shown(text))
                : OtherSite(host) is { } other ? new OtherEnvatoSite(other)
                : new NotEnvato(Shown(text));
        }

        var path = parts.Groups["path"].Value;
        var item = host == "app.envato.com" ? AppItem(path) : ElementsItem(path);
        return item is null ? new NotAnItem(Shown(text)) : item;
    }

    private static bool IsElements(string host) => host is "elements.envato.com" or "app.envato.com";

    private static string? OtherSite(string host)
    {
        if (host is "envato.com" || host.EndsWith(".envato.com", StringComparison.Ordinal))
        {
            return host;
        }

        return Array.Find(OtherSites, site => host == site || host.EndsWith("." + site, StringComparison.Ordinal));
    }

    private static Item? ElementsItem(string path)
    {
        var match = ElementsPath().Match(path);
        if (!match.Success)
        {
            return null;
        }

        var (slug, id) = (match.Groups["slug"].Value, match.Groups["id"].Value);
        return new Item($"https://elements.envato.com/{slug}-{id}", slug, "elements/" + id, Words(slug));
    }

    private static Item? AppItem(string path)
    {
        var match = AppPath().Match(path);
        if (!match.Success)
        {
            return null;
        }

        var (search, type) = (match.Groups["search"].Value, match.Groups["type"].Value);
        var uuid = match.Groups["uuid"].Value.ToLowerInvariant();
        return new Item($"https://app.envato.com/{search}{type}/{uuid}", "", "app/" + uuid, $"{Words(type)} {uuid[..8]}");
    }

    /// <summary>"neon-city-opener" is read as "Neon city opener".</summary>
    private static string Words(string slug)
    {
        var words = slug.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? slug : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Refused links are named in the answer; the start of one is enough to recognise it.</summary>
    private static string Shown(string text)
    {
        const int shownChars = 60;
        return text.Length <= shownChars ? text : text[..shownChars] + "…";
    }

    [GeneratedRegex(@"\A(?:https?://)?(?<authority>[^/?#\\\s]+)(?<path>[^?#\\\s]*)(?:[?#]\S*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeoutMs)]
    private static partial Regex Parts();

    // The id is case-sensitive: matched in lower case, the tail of a category's slug would pass for one. Words may hang on it ("ABC1234.Makasih").
    [GeneratedRegex(@"\A/(?:[A-Za-z]{2}(?:-[A-Za-z]{2,4})?/)?(?<slug>[A-Za-z0-9._~%-]{1,300})-(?<id>[A-Z0-9]{7,40})(?:[^A-Za-z0-9%-].*)?\z", RegexOptions.CultureInvariant, MatchTimeoutMs)]
    private static partial Regex ElementsPath();

    [GeneratedRegex(@"\A/(?<search>search/)?(?<type>[a-z0-9-]{1,60})/(?<uuid>[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?:[^A-Za-z0-9%-].*)?\z", RegexOptions.CultureInvariant, MatchTimeoutMs)]
    private static partial Regex AppPath();
}
