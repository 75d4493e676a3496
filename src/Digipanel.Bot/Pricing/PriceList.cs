using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Pricing;

/// <summary>The prices in force: a look at a table of a few rows, or of none.</summary>
/// <param name="Everybody">What holds for every customer.</param>
/// <param name="Groups">What holds for those of a group, by its name.</param>
internal sealed record PriceList(Tariff Everybody, IReadOnlyDictionary<string, Tariff> Groups)
{
    private static readonly Dictionary<string, Tariff> NoGroups = [];
    private static readonly PriceList AsConfigured = new(Tariff.None, NoGroups);

    /// <summary>Whether the price is the same whoever asks, and when.</summary>
    public bool IsFlat => Groups.Count == 0 && Everybody.Steps.Count == 0;

    /// <summary>As of the last commit, or of the transaction whose connection it is.</summary>
    public static PriceList Read(SqliteConnection database)
    {
        using var rows = Statement.On(database, "SELECT scope, base, steps FROM prices");
        if (!rows.Step())
        {
            return AsConfigured;
        }

        var (everybody, groups) = (Tariff.None, NoGroups);
        do
        {
            var tariff = Tariff.Read(rows.IsNull(1) ? null : rows.Number(1), rows.Text(2));
            if (rows.Text(0) is { Length: > 0 } group)
            {
                groups = ReferenceEquals(groups, NoGroups) ? new Dictionary<string, Tariff>(StringComparer.Ordinal) : groups;
                groups[group] = tariff;
            }
            else
            {
                everybody = tariff;
            }
        }
        while (rows.Step());

        return new PriceList(everybody, groups);
    }

    /// <summary>What holds for everybody (empty), or a group; says nothing where nothing was said.</summary>
    public Tariff Of(string scope) => scope.Length == 0 ? Everybody : Groups.GetValueOrDefault(scope, Tariff.None);

    /// <summary>What a member of these groups pays, from the first order of a month on: the lowest of all that holds for them, each step lower than the one before.</summary>
    /// <param name="groups">Those without prices of their own say nothing.</param>
    /// <param name="configured">Where no admin has said otherwise.</param>
    public IReadOnlyList<PriceStep> LadderFor(IReadOnlyList<string> groups, Rupiah configured)
    {
        var tariffs = groups.Select(Of).Append(Everybody).ToList();
        var first = tariffs.Select(t => t.Base).OfType<Rupiah>().Append(Everybody.Base ?? configured).Min();
        var ladder = new List<PriceStep> { new(0, first) };
        foreach (var step in tariffs.SelectMany(t => t.Steps).OrderBy(s => s.After).ThenBy(s => s.Price).Where(s => s.Price < first))
        {
            if (step.Price < ladder[^1].Price)
            {
                ladder.Add(step);
            }
        }

        return ladder;
    }
}
