namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>One bank of <c>Doitpay:VirtualAccounts</c>, by its code: BCA is the way to pay VA_BCA.</summary>
public sealed class VirtualAccountBank
{
    private const int HowToPayCharsMax = 300;
    private const int CodeCharsMax = 13; // a method's name has 16
    private static readonly TimeSpan ExpiryLeast = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ExpiryMost = TimeSpan.FromDays(7);

    /// <summary>The prefix that Doitpay has given for this bank: 1 to 8 digits. The spaces that SNAP wants on its left are put there by the bot.</summary>
    public string PartnerServiceId { get; set; } = "";

    /// <summary>Digits of customerNo, the part after the prefix, which is made anew for each top-up: 8 to 20.</summary>
    public int CustomerNoDigits { get; set; } = 12;

    /// <summary>The shortest time to pay that the bank takes; a shorter Shop:TopupExpiry is made longer.</summary>
    public TimeSpan ExpiryMin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The longest; a longer Shop:TopupExpiry is made shorter.</summary>
    public TimeSpan ExpiryMax { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How to pay there, by language (id, en), instead of the bot's own words; 300 characters each at the most.</summary>
    public IDictionary<string, string> HowToPay { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a top-up can be paid there.</summary>
    /// <param name="wanted">Shop:TopupExpiry.</param>
    internal TimeSpan ExpiryOf(TimeSpan wanted) => wanted < ExpiryMin ? ExpiryMin : wanted > ExpiryMax ? ExpiryMax : wanted;

    /// <summary>Adds every problem with how to mend it.</summary>
    internal void Validate(string code, List<string> problems)
    {
        var name = $"{DoitpayOptions.Section}:VirtualAccounts:{code}";
        if (code.Length is 0 or > CodeCharsMax || code.Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            problems.Add($"{name}: name the bank by 1 to {CodeCharsMax} letters or digits, such as BCA; Doitpay:Methods then has VA_BCA.");
        }

        if (PartnerServiceId.Length is 0 or > VirtualAccountNumber.PartnerChars || PartnerServiceId.Any(c => !char.IsAsciiDigit(c)))
        {
            problems.Add($"{name}:PartnerServiceId must be the 1 to 8 digits that Doitpay has given for this bank, without spaces.");
        }

        if (CustomerNoDigits is < 8 or > VirtualAccountNumber.CustomerDigitsMax)
        {
            problems.Add($"{name}:CustomerNoDigits is {CustomerNoDigits}; give 8 to {VirtualAccountNumber.CustomerDigitsMax}: each top-up has a number of its own.");
        }

        if (ExpiryMin < ExpiryLeast || ExpiryMax > ExpiryMost || ExpiryMax < ExpiryMin)
        {
            problems.Add($"{name}:ExpiryMin and :ExpiryMax must lie between 00:15:00 and 7.00:00:00, the longer one as ExpiryMax.");
        }

        foreach (var (language, words) in HowToPay)
        {
            if (language.ToLowerInvariant() is not ("id" or "en") || words.Length is 0 or > HowToPayCharsMax)
            {
                problems.Add($"{name}:HowToPay:{language}: give up to {HowToPayCharsMax} characters for id or en, or leave it out for the bot's own words.");
            }
        }
    }
}
