using System.Globalization;
using System.Text.RegularExpressions;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Pricing;

/// <summary>Why what an admin wrote changes no price.</summary>
internal enum PriceProblem
{
    /// <summary>A word that means nothing here.</summary>
    Unreadable,

    /// <summary>No price can be that.</summary>
    OutOfBounds,

    /// <summary>Two steps after the same number of orders.</summary>
    SameStep,

    /// <summary>A step that is no cheaper than what comes before it.</summary>
    NotCheaper,

    /// <summary>More steps than anybody reads.</summary>
    TooManySteps,
}

/// <summary>
/// What an admin wrote after /harga: <c>[group] [base] [orders=price …]</c>, or <c>[group] [dasar | tingkat] hapus</c>. What is named is replaced (the steps as a
/// whole), and the rest stays.
/// </summary>
internal sealed partial record TariffChange
{
    public const int StepsMax = 8;
    public const long PriceMax = 100_000_000;
    public const long OrdersMax = 1_000_000;

    private const int TextCharsMax = 512;
    private static readonly string[] EverybodyWords = ["umum", "semua", "all", "everyone"];
    private static readonly string[] BaseWords = ["dasar", "base"];
    private static readonly string[] StepsWords = ["tingkat", "steps"];
    private static readonly string[] DropWords = ["hapus", "delete", "-"];

    /// <summary>Empty: everybody.</summary>
    public required string Scope { get; init; }

    /// <summary>The base is replaced.</summary>
    public bool HasBase { get; init; }

    public Rupiah? Base { get; init; }

    /// <summary>The steps are replaced.</summary>
    public bool HasSteps { get; init; }

    public IReadOnlyList<PriceStep> Steps { get; init; } = [];

    /// <summary>Whether anything is to be changed; else the scope is to be shown.</summary>
    public bool IsChange => HasBase || HasSteps;

    /// <summary>Reads what was written.</summary>
    /// <param name="text">After the command.</param>
    /// <param name="problem">What keeps it from being a change.</param>
    /// <param name="word">The word that it is about.</param>
    /// <returns>Null where there is a problem.</returns>
    public static TariffChange? Read(string text, out PriceProblem problem, out string word)
    {
        (problem, word) = (PriceProblem.Unreadable, "");
        var words = text.Length > TextCharsMax ? [] : text.ToLowerInvariant().Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.TrimEnd(',', ';')).ToList();
        var scope = "";
        if (words.Count > 0 && EverybodyWords.Contains(words[0], StringComparer.Ordinal))
        {
            words.RemoveAt(0);
        }
        else if (words.Count > 0 && IsGroupName(words[0]))
        {
            scope = words[0];
            words.RemoveAt(0);
        }

        var change = new TariffChange { Scope = scope };
        if (words.Count > 0 && DropWords.Contains(words[^1], StringComparer.Ordinal))
        {
            var all = words.Count == 1;
            var isBase = words.Count == 2 && BaseWords.Contains(words[0], StringComparer.Ordinal);
            var isSteps = words.Count == 2 && StepsWords.Contains(words[0], StringComparer.Ordinal);
            word = words[0];
            return all || isBase || isSteps ? change with { HasBase = all || isBase, HasSteps = all || isSteps } : null;
        }

        foreach (var part in words)
        {
            word = part;
            if (change.With(part, out problem) is not { } more)
            {
                return null;
            }

            change = more;
        }

        return change with { Steps = [.. change.Steps.OrderBy(s => s.After)] };
    }

    /// <summary>What a group may be called: no word that means something else after /harga.</summary>
    public static bool IsGroupName(string word) =>
        GroupName().IsMatch(word) && !EverybodyWords.Concat(BaseWords).Concat(StepsWords).Concat(DropWords).Contains(word, StringComparer.Ordinal)
        && !AmountParser.TryParse(word, out _);

    /// <summary>The tariff after it.</summary>
    public Tariff Applied(Tariff before) => new(HasBase ? Base : before.Base, HasSteps ? Steps : before.Steps);

    /// <summary>What is wrong with a tariff; null: nothing.</summary>
    /// <param name="tariff">The one to be.</param>
    /// <param name="start">The price before its first step; null: none of its own.</param>
    /// <param name="word">The step that it is about.</param>
    public static PriceProblem? ProblemOf(Tariff tariff, Rupiah? start, out string word)
    {
        var before = new PriceStep(0, start ?? new Rupiah(long.MaxValue));
        foreach (var step in tariff.Steps)
        {
            word = string.Create(CultureInfo.InvariantCulture, $"{step.After}={step.Price.Value}");
            if (step.After == before.After || step.Price >= before.Price)
            {
                return step.After == before.After ? PriceProblem.SameStep : PriceProblem.NotCheaper;
            }

            before = step;
        }

        word = "";
        return tariff.Steps.Count > StepsMax ? PriceProblem.TooManySteps : null;
    }

    private TariffChange? With(string part, out PriceProblem problem)
    {
        problem = PriceProblem.Unreadable;
        if (part.Split('=') is [var after, var each] && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var orders) && AmountParser.TryParse(each, out var price))
        {
            problem = PriceProblem.OutOfBounds;
            return orders is >= 1 and <= OrdersMax && price is >= 1 and <= PriceMax ? this with { HasSteps = true, Steps = [.. Steps, new PriceStep(orders, new Rupiah(price))] } : null;
        }

        if (!HasBase && AmountParser.TryParse(part, out var rupiah))
        {
            problem = PriceProblem.OutOfBounds;
            return rupiah is >= 1 and <= PriceMax ? this with { HasBase = true, Base = new Rupiah(rupiah) } : null;
        }

        return null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{1,19}\z", RegexOptions.None, 1_000)]
    private static partial Regex GroupName();
}
