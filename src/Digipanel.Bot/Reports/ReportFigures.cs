using System.Runtime.InteropServices;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Reports;

/// <summary>What /laporan shows, all of one committed state. Money is the ledger's.</summary>
internal sealed record ReportFigures
{
    /// <summary>How the days were asked for.</summary>
    public required ReportSpan Span { get; init; }

    /// <summary>When they begin.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When they are over.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Orders that were delivered and paid (Capture).</summary>
    public required Tally Sales { get; init; }

    /// <summary>Orders whose money went back to the wallet, because they failed or were cancelled (Release).</summary>
    public required Tally Returned { get; init; }

    /// <summary>Those of them that their customers cancelled.</summary>
    public required long Cancelled { get; init; }

    /// <summary>Delivered orders that an admin gave the money back for (Refund).</summary>
    public required Tally Refunds { get; init; }

    /// <summary>Orders that were not over at the end.</summary>
    public required long Open { get; init; }

    /// <summary>Payments that arrived (TopUp).</summary>
    public required Tally Topups { get; init; }

    /// <summary>The same by way to pay, the largest first.</summary>
    public required IReadOnlyList<MethodLine> Methods { get; init; }

    /// <summary>Bonuses of top-ups.</summary>
    public required Tally Bonuses { get; init; }

    /// <summary>Vouchers that were used.</summary>
    public required Tally Vouchers { get; init; }

    /// <summary>By admins, to customers.</summary>
    public required Tally Credits { get; init; }

    /// <summary>By admins, from customers.</summary>
    public required Tally Debits { get; init; }

    /// <summary>What Digipanel took for the orders that were delivered.</summary>
    public required Tally Upstream { get; init; }

    /// <summary>What Digipanel took, and nothing was sold for it.</summary>
    public required Tally CertainLosses { get; init; }

    /// <summary>What it may have taken.</summary>
    public required Tally PossibleLosses { get; init; }

    /// <summary>Wallets that something was bought with.</summary>
    public required long Active { get; init; }

    /// <summary>People who wrote for the first time.</summary>
    public required long New { get; init; }

    /// <summary>Orders placed in each hour of the day, 0 to 23.</summary>
    public required IReadOnlyList<long> Hours { get; init; }

    /// <summary>Sales in rupiah of each day, or of so many days each as <see cref="DaysABar"/> says; of one day none.</summary>
    public required IReadOnlyList<long> Bars { get; init; }

    /// <summary>How many days a bar stands for.</summary>
    public required int DaysABar { get; init; }

    /// <summary>The customers' money: in their wallets, and held for their orders.</summary>
    public required CustomersMoney Money { get; init; }

    /// <summary>What it is compared with.</summary>
    public required EarlierFigures Earlier { get; init; }

    /// <summary>What is left of the sales when they are refunded and Digipanel is paid.</summary>
    public Rupiah Margin => Sales.Amount - Refunds.Amount - Upstream.Amount - CertainLosses.Amount;

    /// <summary>What Doitpay keeps at the shop's cost.</summary>
    public Rupiah PaymentCosts => Methods.Aggregate(Rupiah.Zero, (sum, m) => sum + m.ShopFee);

    /// <summary>The margin less what was given away and what payments cost.</summary>
    public Rupiah MarginAfterGifts => Margin - Bonuses.Amount - Vouchers.Amount - PaymentCosts;
}

/// <summary>How many, and how much.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tally(long Count, Rupiah Amount);

/// <summary>Payments of one way to pay.</summary>
/// <param name="Method">As the top-up names it; empty: of no top-up that is known.</param>
/// <param name="Paid">What the wallets got.</param>
/// <param name="Fee">Paid by the customers on top.</param>
/// <param name="ShopFee">Kept by Doitpay at the shop's cost.</param>
internal sealed record MethodLine(string Method, Tally Paid, Rupiah Fee, Rupiah ShopFee);

/// <summary>Where the customers' money came from and went to: <c>Opening + In - Out = Closing</c>.</summary>
/// <param name="Opening">At the beginning.</param>
/// <param name="In">Top-ups, bonuses, credits, refunds of delivered orders.</param>
/// <param name="Out">Sales and debits.</param>
/// <param name="Closing">At the end.</param>
/// <param name="Held">The part of <paramref name="Closing"/> that is held for orders.</param>
internal sealed record CustomersMoney(Rupiah Opening, Rupiah In, Rupiah Out, Rupiah Closing, Rupiah Held);

/// <summary>The stretch before, in short.</summary>
internal sealed record EarlierFigures(Rupiah Sales, Rupiah Topups, long Active);
