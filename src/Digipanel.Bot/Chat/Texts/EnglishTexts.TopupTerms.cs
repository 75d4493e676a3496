using System.Globalization;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html TopupMethodFee(string method, Rupiah fee, Rupiah toPay) => Html.Of($"{TopupMethod(method)}: you pay <b>{toPay}</b>, a fee of {fee} included");

    /// <inheritdoc/>
    public Html TopupMethodFree(string method) => Html.Of($"{TopupMethod(method)}: no fee");

    /// <inheritdoc/>
    public Html TopupToPay(Rupiah amount, Rupiah fee, Rupiah toPay) => Html.Of($"💰 To pay: <b>{toPay}</b> (top-up {amount} + fee {fee})");

    /// <inheritdoc/>
    public Html TopupFeePaid(Rupiah fee, Rupiah paid) => Html.Of($"Paid: {paid}, a fee of {fee} included");

    /// <inheritdoc/>
    public Html TopupBonusStep(Rupiah from, decimal percent) => Html.Of($"🎁 Top-ups from {from}: <b>{percent.ToString("0.##", CultureInfo.InvariantCulture)}%</b> bonus");

    /// <inheritdoc/>
    public Html TopupBonusToCome(Rupiah bonus) => Html.Of($"🎁 Your bonus: <b>{bonus}</b> once it is paid");

    /// <inheritdoc/>
    public Html TopupBonus(Rupiah bonus) => Html.Of($"🎁 Bonus <b>{bonus}</b>, already in your balance");
}
