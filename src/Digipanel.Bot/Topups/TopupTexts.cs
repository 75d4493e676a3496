using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>The lines about fees and bonuses, which stand where there are any.</summary>
internal static class TopupTexts
{
    /// <summary>Under a choice of ways to pay: what each of them costs, where one of them costs something.</summary>
    public static IEnumerable<Html> Costs(ITexts texts, TopupMethods methods, IReadOnlyList<string> choice, Rupiah amount)
    {
        var costs = choice.Select(m => (Method: m, methods.TermsOf(m, amount).Fee)).ToList();
        return costs.Exists(c => c.Fee.Value > 0)
            ? [Html.Empty, .. costs.Select(c => c.Fee.Value > 0 ? texts.TopupMethodFee(c.Method, c.Fee, amount + c.Fee) : texts.TopupMethodFree(c.Method))]
            : [];
    }

    /// <summary>Under the question for an amount.</summary>
    public static IEnumerable<Html> Bonuses(ITexts texts, TopupMethods methods) =>
        methods.Bonuses is [_, ..] steps ? [Html.Empty, .. steps.Select(s => texts.TopupBonusStep(new Rupiah(s.From), s.Percent))] : [];

    /// <summary>In the invoice that is to be paid.</summary>
    public static IEnumerable<Html> ToPay(ITexts texts, Topup topup) => Lines(topup, f => texts.TopupToPay(topup.Amount, f, topup.ToPay), texts.TopupBonusToCome);

    /// <summary>In the paid invoice and the receipt.</summary>
    public static IEnumerable<Html> Paid(ITexts texts, Topup topup) => Lines(topup, f => texts.TopupFeePaid(f, topup.ToPay), texts.TopupBonus);

    private static IEnumerable<Html> Lines(Topup topup, Func<Rupiah, Html> fee, Func<Rupiah, Html> bonus)
    {
        List<Html> lines = [];
        if (topup.Fee.Value > 0)
        {
            lines.Add(fee(topup.Fee));
        }

        if (topup.Bonus.Value > 0)
        {
            lines.Add(bonus(topup.Bonus));
        }

        return lines.Count == 0 ? [] : [Html.Empty, .. lines];
    }
}
