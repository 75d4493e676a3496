using System.Net;
using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Which links Telegram takes in buttons and texts. A host without a dot (localhost) is refused there too; an IP address is not.</summary>
internal static partial class LinkRules
{
    internal abstract record Outcome;

    internal sealed record Good(string Url) : Outcome;

    internal sealed record Bad(string Reason) : Outcome;

    public static Outcome Check(string url)
    {
        url = url.Trim();
        if (url.StartsWith("tg://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("ton://", StringComparison.OrdinalIgnoreCase))
        {
            return new Good(url);
        }

        if (Scheme().Match(url) is { Success: true } scheme && scheme.Groups["scheme"].Value.ToUpperInvariant() is not ("HTTP" or "HTTPS"))
        {
            return new Bad("Unsupported URL protocol");
        }

        if (url.Any(char.IsWhiteSpace))
        {
            return new Bad("Wrong HTTP URL");
        }

        var absolute = Scheme().IsMatch(url) ? url : "http://" + url;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return new Bad(url.Length == 0 ? "URL host is empty" : "Wrong HTTP URL");
        }

        var isAddress = IPAddress.TryParse(uri.Host.Trim('[', ']'), out _);
        if (!isAddress && !Host().IsMatch(uri.IdnHost))
        {
            return new Bad("Wrong HTTP URL");
        }

        // Telegram writes the path that a bare host leaves out, and keeps everything else as it came.
        return new Good(AuthorityOnly().IsMatch(absolute) ? absolute + "/" : absolute);
    }

    [GeneratedRegex("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex Host();

    [GeneratedRegex("^[A-Za-z]+://[^/?#]+$", RegexOptions.None, 1000)]
    private static partial Regex AuthorityOnly();
}
