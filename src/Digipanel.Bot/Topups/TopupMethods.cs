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
    public Rupiah Largest => new(Math.Min(shop.MaxTopup, doitpay.EnabledMethods.Max(MaxOf)));

    /// <summary>The amounts that are offered as buttons.</summary>
    public IReadOnlyList<Rupiah> Offered => [.. shop.OfferedAmounts.Where(a => a <= Largest)];

    /// <summary>Whether an amount is within the limits.</summary>
    public bool Takes(Rupiah amount) => amount >= Smallest && amount <= Largest;

    /// <summary>The ways to pay this much.</summary>
    public IReadOnlyList<string> For(Rupiah amount) => [.. doitpay.EnabledMethods.Where(m => amount.Value <= MaxOf(m))];

    /// <summary>Of a virtual account: where. Null for other ways to pay.</summary>
    public VirtualAccountBank? BankOf(string method) => doitpay.BankOf(method);

    /// <summary>How to pay at a virtual account's bank, in the shop's own words where it has some in this language.</summary>
    public Html HowToPay(ITexts texts, string method) =>
        BankOf(method)?.HowToPay is { } words && words.TryGetValue(texts.Language, out var own) ? Html.Plain(own) : texts.TopupHowToPay(method);

    private static long MaxOf(string method) => method == DoitpayOptions.Qris ? Qris.AmountMaxRupiah : long.MaxValue;
}
