namespace Digipanel.Bot.Downloads;

/// <summary>
/// What share buttons and chat apps make of a link: a redirector around it, which says in its query where it leads, or a short address, which only
/// its server can resolve. The network is not asked: a stranger's address would be called from inside a paste.
/// </summary>
internal static class SharedLinks
{
    /// <summary>Envato's own (its affiliates' share button), and those that people use.</summary>
    private static readonly string[] Shorteners =
    [
        "envato.market", "bit.ly", "s.id", "tinyurl.com", "t.ly", "t.co", "goo.gl", "rb.gy", "cutt.ly", "is.gd", "v.gd", "ow.ly", "lnkd.in", "shorturl.at", "buff.ly",
        "shorturl.asia", "rebrand.ly", "bl.ink", "dub.sh", "share.google", "link.envato.com", "share.envato.com",
    ];

    private static readonly string[] Redirectors =
    [
        "envato.market", "google.com", "google.co.id", "l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.messenger.com", "l.threads.com", "l.wl.co", "youtube.com",
        "out.reddit.com", "linkedin.com", "slack-redir.net", "vk.com", "duckduckgo.com", "translate.goog",
    ];

    private static readonly string[] Targets = ["u", "url", "q", "uddg", "to"];

    /// <summary>Whether only its server knows where it leads.</summary>
    public static bool IsShortened(string host) => Array.Exists(Shorteners, s => Is(host, s));

    /// <summary>Where a redirector says that it leads; null where the host is none, or does not say.</summary>
    public static string? Unwrap(string host, string link)
    {
        var query = link.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 || !Array.Exists(Redirectors, r => Is(host, r)))
        {
            return null;
        }

        foreach (var pair in link[(query + 1)..].Split('&', '#'))
        {
            var name = pair.IndexOf('=', StringComparison.Ordinal);
            if (name > 0 && Targets.Contains(pair[..name], StringComparer.OrdinalIgnoreCase))
            {
                var target = Uri.UnescapeDataString(pair[(name + 1)..].Replace('+', ' '));
                if (target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                {
                    return target;
                }
            }
        }

        return null;
    }

    /// <summary>"https://l.facebook.com/l.php?u=", the rest of which was written out and found as a link of its own.</summary>
    public static bool IsOpenRedirector(string link) =>
        link.EndsWith('=') && link.Split('/', '?') is { Length: > 2 } parts && Array.Exists(Redirectors, r => Is(parts[2].ToLowerInvariant(), r));

    private static bool Is(string host, string site) => host == site || host.EndsWith("." + site, StringComparison.Ordinal);
}
