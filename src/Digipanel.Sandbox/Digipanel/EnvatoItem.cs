using System.Globalization;
using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The links that the service can do, and the title it gives them.</summary>
internal static partial class EnvatoItem
{
    /// <summary>The title, or null where the link is no item: 422.</summary>
    public static string? TitleOf(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return null;
        if (url.UserInfo.Length > 0 || !url.IsDefaultPort) return null;
        return url.Host switch
        {
            "elements.envato.com" when Item().Match(url.AbsolutePath) is { Success: true } m => Words(m.Groups["slug"].Value),
            "app.envato.com" when App().Match(url.AbsolutePath) is { Success: true } m =>
                $"{Words(m.Groups["type"].Value)} {m.Groups["id"].Value[..8].ToUpperInvariant()}",
            _ => null,
        };
    }

    private static string Words(string slug) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Join(' ', slug.Split('-', StringSplitOptions.RemoveEmptyEntries)));

    // The id is case-sensitive: matched in any case, the last word of a slug would pass for one.
    [GeneratedRegex("^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?<slug>[a-z0-9-]+)-[A-Z0-9]{7,}/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();

    [GeneratedRegex("^/(?:search/)?(?<type>[a-z][a-z-]*)/(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex App();
}
