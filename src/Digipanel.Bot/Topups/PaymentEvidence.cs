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
    public sealed record Mismatch(string Why) : PaymentEvidence;

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
            return new Mismatch($"reference {reference} instead of {topup.Reference}");
        }

        if (answer.ProviderReference is { } theirs && topup.ProviderReference is { } known && theirs != known)
        {
            return new Mismatch($"Doitpay's reference {theirs} instead of {known}");
        }

        if (answer.VirtualAccount is { } account && topup.VirtualAccount is { } own && !new VirtualAccountNumber(own).Is(account))
        {
            return new Mismatch($"virtual account {account} instead of {topup.Content}");
        }

        return answer.Amount switch
        {
            // The flag says how a payment ended, and none was made.
            SnapAmount.Whole { Rupiah: 0 } when topup.VirtualAccount is not null => new Unpaid(answer.Status, StatusIsKnown: true),
            SnapAmount.Whole whole when whole.Rupiah == topup.Amount.Value => new Paid(),
            SnapAmount.Whole whole => new Mismatch($"{new Wallets.Rupiah(whole.Rupiah)} instead of {topup.Amount}"),
            SnapAmount.Strange strange => new Mismatch($"the amount \"{strange.Text}\" instead of {topup.Amount}"),
            _ when topup.Method == DoitpayOptions.Qris || topup.VirtualAccount is not null => new Mismatch($"no amount instead of {topup.Amount}"),
            _ => new Paid(),
        };
    }
}
