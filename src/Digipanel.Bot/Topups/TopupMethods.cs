using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>The ways to pay that are on, and what each can carry.</summary>
public sealed class TopupMethods(ShopOptions shop, DoitpayOptions doitpay)
{
    /// <summary>The smallest top-up.</summary>
    public Rupiah Smallest => new(shop.MinTopup);

    /// <summary>The largest top-up that any way to pay carries.</summary>
    public Rupiah Largest => new(Math.Min(shop.MaxTopup, doitpay.EnabledMethods.Max(LargestOf)));

    /// <summary>The amounts that are offered as buttons.</summary>
    public IReadOnlyList<Rupiah> Offered => [.. shop.OfferedAmounts.Where(a => a <= Largest)];

    /// <summary>Whether an amount is within the limits.</summary>
    public bool Takes(Rupiah amount) => amount >= Smallest && amount <= Largest;

    /// <summary>The ways to pay this much.</summary>
    public IReadOnlyList<string> For(Rupiah amount) => [.. doitpay.EnabledMethods.Where(m => amount.Value <= LargestOf(m))];

    /// <summary>The largest top-up by this way; its fee counts, where the customer pays it on top.</summary>
    public Rupiah LargestBy(string method) => new(LargestOf(method));

    /// <summary>Fee and bonus of a top-up that is asked for now.</summary>
    public TopupTerms TermsOf(string method, Rupiah amount)
    {
        var fee = doitpay.Fees.TryGetValue(method, out var own) ? own.Of(amount) : Rupiah.Zero;
        var bonus = TopupBonus.Of(shop.TopupBonuses, amount);
        return own?.PaidBy is FeeBearer.Customer ? new TopupTerms(fee, Rupiah.Zero, bonus) : new TopupTerms(Rupiah.Zero, fee, bonus);
    }

    /// <summary>The steps of bonuses that a top-up can reach, lowest first.</summary>
    public IReadOnlyList<TopupBonus> Bonuses => [.. shop.TopupBonuses.Where(b => b.From <= Largest.Value).OrderBy(b => b.From)];

    /// <summary>Of a virtual account: where. Null for other ways to pay.</summary>
    public VirtualAccountBank? BankOf(string method) => doitpay.BankOf(method);

    /// <summary>How to pay at a virtual account's bank, in the shop's own words where it has some in this language.</summary>
    public Html HowToPay(ITexts texts, string method) =>
        BankOf(method)?.HowToPay is { } words && words.TryGetValue(texts.Language, out var own) ? Html.Plain(own) : texts.TopupHowToPay(PaymentNames.BankCodeOf(method)!);

    private long LargestOf(string method) =>
        method != DoitpayOptions.Qris ? long.MaxValue
        : doitpay.Fees.TryGetValue(method, out var fee) && fee.PaidBy is FeeBearer.Customer ? fee.LargestWithin(Qris.AmountMaxRupiah)
        : Qris.AmountMaxRupiah;
}
