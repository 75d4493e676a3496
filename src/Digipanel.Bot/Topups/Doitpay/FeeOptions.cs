using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Who bears a fee.</summary>
public enum FeeBearer
{
    /// <summary>The customer pays the amount, and Doitpay keeps its fee of it.</summary>
    Shop,

    /// <summary>The customer pays the fee on top of the amount.</summary>
    Customer,
}

/// <summary>The fee of one way to pay: <c>Doitpay:Fees:METHOD</c>. Integers only; a part of a rupiah is a whole one.</summary>
public sealed class FeeOptions
{
    private const long FlatMax = 1_000_000;
    private const decimal PercentMax = 20;
    private const long Whole = 10_000;

    /// <summary>Rupiah for each top-up.</summary>
    public long Flat { get; set; }

    /// <summary>Per cent of the top-up's amount, two decimals at the most: 0.7.</summary>
    public decimal Percent { get; set; }

    /// <summary>Who bears it.</summary>
    public FeeBearer PaidBy { get; set; }

    private long BasisPoints => (long)(Percent * 100);

    /// <summary>The fee of a top-up of this amount, rounded up to whole rupiah.</summary>
    public Rupiah Of(Rupiah amount) => new(checked(Flat + (((amount.Value * BasisPoints) + Whole - 1) / Whole)));

    /// <summary>The largest amount that is no more than <paramref name="max"/> together with its fee.</summary>
    public long LargestWithin(long max) => (long)((Int128)(max - Flat) * Whole / (Whole + BasisPoints));

    internal void Validate(string method, List<string> problems)
    {
        if (Flat is < 0 or > FlatMax)
        {
            problems.Add($"Doitpay:Fees:{method}:Flat is {Flat}; give whole rupiah from 0 to {FlatMax}.");
        }

        if (Percent is < 0 or > PercentMax || decimal.Truncate(Percent * 100) != Percent * 100)
        {
            problems.Add($"Doitpay:Fees:{method}:Percent must lie between 0 and {PercentMax} with two decimals at the most, such as 0.7.");
        }
    }
}
