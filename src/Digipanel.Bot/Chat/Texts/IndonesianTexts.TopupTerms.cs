using System.Globalization;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html TopupMethodFee(string method, Rupiah fee, Rupiah toPay) => Html.Of($"{TopupMethod(method)}: bayar <b>{toPay}</b>, termasuk biaya {fee}");

    /// <inheritdoc/>
    public Html TopupMethodFree(string method) => Html.Of($"{TopupMethod(method)}: tanpa biaya");

    /// <inheritdoc/>
    public Html TopupToPay(Rupiah amount, Rupiah fee, Rupiah toPay) => Html.Of($"💰 Total bayar: <b>{toPay}</b> (topup {amount} + biaya {fee})");

    /// <inheritdoc/>
    public Html TopupFeePaid(Rupiah fee, Rupiah paid) => Html.Of($"Dibayar: {paid}, termasuk biaya {fee}");

    /// <inheritdoc/>
    public Html TopupBonusStep(Rupiah from, decimal percent) => Html.Of($"🎁 Topup mulai {from}: bonus <b>{percent.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',')}%</b>");

    /// <inheritdoc/>
    public Html TopupBonusToCome(Rupiah bonus) => Html.Of($"🎁 Dapat bonus: <b>{bonus}</b> setelah dibayar");

    /// <inheritdoc/>
    public Html TopupBonus(Rupiah bonus) => Html.Of($"🎁 Bonus <b>{bonus}</b>, sudah masuk saldo");
}
