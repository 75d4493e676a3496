namespace Digipanel.Bot.Downloads;

/// <summary>
/// Whether a title that Digipanel tells is the item of a link's slug. Only used for orders whose answer was lost, so that there are few to choose
/// from; a wrong match would hand a customer somebody else's file, so that it must be close.
/// </summary>
internal static class TitleMatch
{
    // "Neon City Opener - After Effects" against neon-city-opener: titles are longer than slugs or the other way round, rarely different.
    private const double AgreementMin = 0.6;

    /// <summary>
    /// The orders of the one item that the title means; none where it may mean different items. Equal words beat similar ones, but a similar
    /// title may as well be that of a link without words whose answer was lost at the same time.
    /// </summary>
    public static IReadOnlyList<Order> Choose(string? title, IReadOnlyList<Order> orders)
    {
        var similar = orders.Where(o => Agree(title, o.Slug)).ToList();
        var equal = similar.Where(o => Words(title!).SetEquals(Words(Uri.UnescapeDataString(o.Slug)))).ToList();
        var meant = equal.Count > 0 ? equal : similar;
        var isOne = meant.TrueForAll(o => o.Link == meant[0].Link) && (equal.Count > 0 || !orders.Any(o => o is { Slug: "", State: "uncertain" }));
        return isOne ? meant : [];
    }

    /// <summary>Whether the title cannot be ruled out to be this order's: a link without words may be anything.</summary>
    public static bool MayMean(string? title, Order order) => order.Slug.Length == 0 || Agree(title, order.Slug);

    public static bool Agree(string? title, string slug) => Agreement(title, slug) >= AgreementMin;

    /// <summary>How many of the words they have in common, as a part of those of the longer: from 0 to 1; 0 where one of them has no words.</summary>
    public static double Agreement(string? title, string slug)
    {
        var (a, b) = (Words(title ?? ""), Words(Uri.UnescapeDataString(slug)));
        return a.Count == 0 || b.Count == 0 ? 0 : (double)a.Intersect(b, StringComparer.Ordinal).Count() / Math.Max(a.Count, b.Count);
    }

    /// <summary>A title and a slug that agree have one of these in common at least.</summary>
    public static IReadOnlyCollection<string> WordsOfTitle(string title) => Words(title);

    /// <inheritdoc cref="WordsOfTitle"/>
    public static IReadOnlyCollection<string> WordsOfSlug(string slug) => Words(Uri.UnescapeDataString(slug));

    private static HashSet<string> Words(string text) =>
        [.. new string([.. text.ToLowerInvariant().Where(c => c is not ('\'' or '’')).Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
