namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// SNAP's virtualAccountNo: partnerServiceId (8 characters, spaces on its left) and customerNo (1 to 20 digits). People and banks' screens know it
/// without the spaces.
/// </summary>
/// <param name="Padded">All of it, 9 to 28 characters.</param>
public readonly record struct VirtualAccountNumber(string Padded)
{
    /// <summary>The most digits of a customerNo.</summary>
    public const int CustomerDigitsMax = 20;

    /// <summary>Characters of a partnerServiceId.</summary>
    public const int PartnerChars = 8;

    /// <summary>partnerServiceId, with its spaces.</summary>
    public string Partner => Padded[..PartnerChars];

    /// <summary>customerNo.</summary>
    public string Customer => Padded[PartnerChars..];

    /// <summary>As people type it.</summary>
    public string Shown => Padded.TrimStart(' ');

    /// <summary>Puts one together.</summary>
    public static VirtualAccountNumber Of(string partnerServiceId, string customerNo)
    {
        ArgumentNullException.ThrowIfNull(partnerServiceId);
        return new VirtualAccountNumber(partnerServiceId.PadLeft(PartnerChars) + customerNo);
    }

    /// <summary>Whether a provider means this number, with its spaces or without them.</summary>
    public bool Is(string number) => string.Equals(number?.Trim(), Shown, StringComparison.Ordinal);
}
