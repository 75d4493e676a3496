using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Vouchers;

/// <summary>What became of an entered code.</summary>
internal abstract record Redemption
{
    private Redemption()
    {
    }

    /// <summary>The money is there.</summary>
    public sealed record Credited(Voucher Voucher, Rupiah Balance) : Redemption;

    /// <summary>This customer has used it before.</summary>
    public sealed record UsedBefore(Voucher Voucher) : Redemption;

    /// <summary>Others were faster.</summary>
    public sealed record UsedUp(Voucher Voucher) : Redemption;

    /// <summary>Its time is over.</summary>
    public sealed record Over(Voucher Voucher) : Redemption;

    /// <summary>No voucher is called so.</summary>
    public sealed record Wrong : Redemption;

    /// <summary>Too many wrong ones: not now, right or wrong.</summary>
    public sealed record TooManyGuesses : Redemption;
}

/// <summary>Where a code becomes money, once a customer.</summary>
internal static class VoucherDesk
{
    public static Redemption Redeem(Tx tx, Customer customer, string code)
    {
        if (VoucherTable.HasGuessedTooOften(tx, customer))
        {
            return new Redemption.TooManyGuesses();
        }

        if (VoucherTable.Find(tx, code) is not { State: not Voucher.Draft } voucher)
        {
            VoucherTable.Guessed(tx, customer);
            return new Redemption.Wrong();
        }

        if (VoucherTable.WasUsedBy(tx, voucher, customer))
        {
            return new Redemption.UsedBefore(voucher);
        }

        if (voucher.IsOver(tx.Now))
        {
            return new Redemption.Over(voucher);
        }

        if (voucher.Left <= 0)
        {
            return new Redemption.UsedUp(voucher);
        }

        // Within the transaction none of this can change under us (one writer); the schema's own checks stand behind it all the same.
        if (Ledger.Post(tx, TransferKind.Bonus, customer.Id, voucher.Amount, voucher.KeyFor(customer), voucher.Code) is not PostOutcome.Posted(_, var balance))
        {
            throw new InvalidOperationException($"The money of voucher {voucher.Id} had moved without a use.");
        }

        VoucherTable.Use(tx, voucher, customer);
        return new Redemption.Credited(voucher, balance);
    }
}
