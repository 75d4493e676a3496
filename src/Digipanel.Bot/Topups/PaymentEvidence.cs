using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>What an answer of Doitpay means for one top-up.</summary>
internal abstract record PaymentEvidence
{
    private PaymentEvidence()
    {
    }

    /// <summary>Money, for this reference, of this amount.</summary>
    public sealed record Paid : PaymentEvidence;

    /// <summary>No money (yet).</summary>
    public sealed record Unpaid(string Status, bool StatusIsKnown) : PaymentEvidence;

    /// <summary>Money is claimed, but not this top-up's: an admin must look.</summary>
    /// <param name="Why">What disagrees.</param>
    /// <param name="Reported">What Doitpay says was paid; null where that is no whole rupiah.</param>
    public sealed record Mismatch(string Why, Wallets.Rupiah? Reported = null) : PaymentEvidence;

    /// <summary>
    /// Of a credited payment: the money went back to the payer. 04 says so; 05 and 06 say the same of money that was there. A shop in production
    /// reads 04 as expired, which a paid one cannot do either.
    /// </summary>
    public static bool IsTakenBack(string status) => status is SnapStatus.Refunded or SnapStatus.Cancelled or SnapStatus.Failed;

    /// <summary>
    /// Compares. 00 alone means money: a shop in production reads 02 as failed and 04 as expired, SNAP reads them otherwise. What the
    /// answer repeats of the question must be the question's; an answer about QRIS or a virtual account must name the
    /// amount, a payment link's is documented without.
    /// </summary>
    public static PaymentEvidence Of(Topup topup, StatusOutcome.Known answer)
    {
        if (answer.Status != SnapStatus.Success)
        {
            return new Unpaid(answer.Status, SnapStatus.NameOf(answer.Status) is not null);
        }

        if (answer.Reference is { } reference && reference != topup.Reference)
        {
            return new Mismatch($"reference {Short(reference)} instead of {topup.Reference}", Told(answer));
        }

        if (answer.ProviderReference is { } theirs && topup.ProviderReference is { } known && theirs != known)
        {
            return new Mismatch($"Doitpay's reference {Short(theirs)} instead of {known}", Told(answer));
        }

        if (answer.VirtualAccount is { } account && topup.VirtualAccount is { } own && !new VirtualAccountNumber(own).Is(account))
        {
            return new Mismatch($"virtual account {Short(account)} instead of {topup.Content}", Told(answer));
        }

        return answer.Amount switch
        {
            // The flag says how a payment ended, and none was made.
            SnapAmount.Whole { Rupiah: 0 } when topup.VirtualAccount is not null => new Unpaid(answer.Status, StatusIsKnown: true),
            SnapAmount.Whole whole when whole.Rupiah == topup.ToPay.Value => new Paid(),
            SnapAmount.Whole whole => new Mismatch($"{new Wallets.Rupiah(whole.Rupiah)} instead of {topup.ToPay}", Told(answer)),
            SnapAmount.Strange strange => new Mismatch($"the amount \"{strange.Text}\" instead of {topup.ToPay}"),
            _ when topup.Method == DoitpayOptions.Qris || topup.VirtualAccount is not null => new Mismatch($"no amount instead of {topup.ToPay}"),
            _ => new Paid(),
        };
    }

    private static Wallets.Rupiah? Told(StatusOutcome.Known answer) => answer.Amount is SnapAmount.Whole { Rupiah: > 0 } whole ? new Wallets.Rupiah(whole.Rupiah) : null;

    private static string Short(string text) => text.Length > 64 ? text[..64] : text;
}
