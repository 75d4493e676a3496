namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>A virtual account as it is asked for.</summary>
/// <param name="Method">VA_ and the bank.</param>
/// <param name="Number">Made and stored before the first attempt.</param>
/// <param name="Reference">Ours: trxId.</param>
/// <param name="Rupiah">The only amount that can be paid.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="CustomerName">Shown by the bank before one pays.</param>
public sealed record VirtualAccountBill(string Method, VirtualAccountNumber Number, string Reference, long Rupiah, DateTimeOffset ExpiresAt, string CustomerName);

internal static partial class SnapBodies
{
    private const int BankNameCharsMax = 40;

    public static byte[] CreateVirtualAccount(VirtualAccountBill bill) => Write(json =>
    {
        json.WriteString("partnerServiceId", bill.Number.Partner);
        json.WriteString("customerNo", bill.Number.Customer);
        json.WriteString("virtualAccountNo", bill.Number.Padded);
        json.WriteString("virtualAccountName", BankName(bill.CustomerName));
        json.WriteString("trxId", bill.Reference);
        WriteAmount(json, bill.Rupiah, "totalAmount");
        json.WriteString("virtualAccountTrxType", "C");
        json.WriteString("expiredDate", SnapTimestamp.Format(bill.ExpiresAt));
    });

    /// <param name="number">The account.</param>
    /// <param name="inquiryId">Names the question.</param>
    public static byte[] QueryVirtualAccount(VirtualAccountNumber number, string inquiryId) => Write(json =>
    {
        json.WriteString("partnerServiceId", number.Partner);
        json.WriteString("customerNo", number.Customer);
        json.WriteString("virtualAccountNo", number.Padded);
        json.WriteString("inquiryRequestId", inquiryId);
    });

    // A teller machine has no emoji: what is not plain is left out, so that no bank refuses an account for its owner's name.
    internal static string BankName(string name)
    {
        var plain = string.Join(' ', new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return plain.Length == 0 ? "Pelanggan" : plain.Length > BankNameCharsMax ? plain[..BankNameCharsMax].TrimEnd() : plain;
    }
}
