using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Ops;

/// <summary>What the shop sells and for how much (section <c>Shop</c>); whole rupiah.</summary>
public sealed class ShopOptions
{
    private const int ContactCharsMax = 60;
    private static readonly TimeSpan TopupExpiryMin = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan TopupExpiryMax = TimeSpan.FromHours(24);
    private static readonly long[] DefaultTopupAmounts = [25_000, 50_000, 100_000, 250_000];

    /// <summary>What a customer pays for one download.</summary>
    public long PricePerDownload { get; set; } = 500;

    /// <summary>The smallest top-up.</summary>
    public long MinTopup { get; set; } = 10_000;

    /// <summary>The largest top-up.</summary>
    public long MaxTopup { get; set; } = 10_000_000;

    /// <summary>The amounts offered as buttons. (The binder appends to a list that has a default, so the default stands apart.)</summary>
    public IList<long> TopupAmounts { get; set; } = [];

    /// <summary>Bonuses on top-ups; none where empty.</summary>
    public IList<TopupBonus> TopupBonuses { get; set; } = [];

    /// <summary>How long a payment link or QRIS can be paid; QRIS allows no less than 30 minutes.</summary>
    public TimeSpan TopupExpiry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Admins who move more rupiah by hand than this are asked first.</summary>
    public long ConfirmAbove { get; set; } = 100_000;

    /// <summary>How people reach the shop outside the bot (<c>@tokobudi</c>, a phone number); empty: it is not told.</summary>
    public string Contact { get; set; } = "";

    /// <summary>
    /// How many orders of one customer may wait at a time. No ban: what is pasted beyond that is kept, and goes on when there is room. A lane takes 27 a minute,
    /// so that 500 are 19 minutes of one.
    /// </summary>
    public int QueuedPerCustomerMax { get; set; } = 500;

    /// <summary><see cref="PricePerDownload"/> as money.</summary>
    public Rupiah Price => new(PricePerDownload);

    /// <summary>The offered amounts, the defaults where none are configured.</summary>
    public IReadOnlyList<Rupiah> OfferedAmounts => [.. (TopupAmounts.Count > 0 ? TopupAmounts : DefaultTopupAmounts).Select(a => new Rupiah(a))];

    internal void Validate(List<string> problems)
    {
        if (PricePerDownload is < 1 or > 100_000_000)
        {
            problems.Add($"Shop:PricePerDownload is {PricePerDownload}; give whole rupiah from 1 to 100000000.");
        }

        if (MinTopup is < 1 or > 1_000_000_000)
        {
            problems.Add($"Shop:MinTopup is {MinTopup}; give whole rupiah from 1 to 1000000000.");
        }

        if (MaxTopup < MinTopup || MaxTopup > 1_000_000_000)
        {
            problems.Add($"Shop:MaxTopup is {MaxTopup}; it must lie between Shop:MinTopup ({MinTopup}) and 1000000000.");
        }

        foreach (var amount in TopupAmounts.Where(a => a < MinTopup || a > MaxTopup))
        {
            problems.Add($"Shop:TopupAmounts holds {amount}, which lies outside Shop:MinTopup ({MinTopup}) and Shop:MaxTopup ({MaxTopup}).");
        }

        if (ConfirmAbove is < 0 or > 1_000_000_000)
        {
            problems.Add($"Shop:ConfirmAbove is {ConfirmAbove}; give whole rupiah from 0 (always ask) to 1000000000.");
        }

        if (Contact.Length > ContactCharsMax || Contact.Any(char.IsControl))
        {
            problems.Add($"Shop:Contact holds {Contact.Length} characters; give one line of {ContactCharsMax} at the most, for example @tokobudi.");
        }

        if (QueuedPerCustomerMax is < 1 or > 100_000)
        {
            problems.Add($"Shop:QueuedPerCustomerMax is {QueuedPerCustomerMax}; give 1 to 100000.");
        }

        TopupBonus.Validate(TopupBonuses, problems);
        if (TopupExpiry < TopupExpiryMin || TopupExpiry > TopupExpiryMax)
        {
            problems.Add($"Shop:TopupExpiry is {TopupExpiry}; give 00:30:00 (the least that QRIS allows) to 1.00:00:00.");
        }
    }
}
