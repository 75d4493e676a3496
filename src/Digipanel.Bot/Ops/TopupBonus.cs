using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Ops;

/// <summary>A step of <c>Shop:TopupBonuses</c>: top-ups from this amount on bring so much more.</summary>
public sealed class TopupBonus
{
    private const long Whole = 10_000;

    /// <summary>Rupiah, from this amount on.</summary>
    public long From { get; set; }

    /// <summary>Per cent of the amount, two decimals at the most.</summary>
    public decimal Percent { get; set; }

    /// <summary>What the table gives for an amount: by the highest step that it reaches, rounded down to whole rupiah.</summary>
    public static Rupiah Of(IEnumerable<TopupBonus> table, Rupiah amount) => table.Where(s => s.From <= amount.Value).MaxBy(s => s.From) is { } step
        ? new Rupiah((long)((Int128)amount.Value * (long)(step.Percent * 100) / Whole))
        : Rupiah.Zero;

    /// <summary>Adds every problem of a table with how to mend it.</summary>
    internal static void Validate(IList<TopupBonus> table, List<string> problems)
    {
        for (var i = 0; i < table.Count; i++)
        {
            if (table[i].From < 1 || table[i].Percent is <= 0 or > 100 || decimal.Truncate(table[i].Percent * 100) != table[i].Percent * 100)
            {
                problems.Add($"Shop:TopupBonuses:{i} needs From (rupiah, such as 250000) and Percent (over 0 to 100, two decimals at the most, such as 5).");
            }
        }

        if (table.Select(s => s.From).Distinct().Count() != table.Count)
        {
            problems.Add("Shop:TopupBonuses has two steps with the same From: keep one of them.");
        }
    }
}
