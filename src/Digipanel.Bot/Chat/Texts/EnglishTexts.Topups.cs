using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string TopupAgainButton => "🔁 Top up again";

    /// <inheritdoc/>
    public Html TopupAmountUnreadable => Html.Of($"I could not read that amount 🙂 Type for example <code>50000</code> or <code>50k</code>, or pick one below.");

    /// <inheritdoc/>
    public Html AdminDoitpayAnswersAgain => Html.Of($"✅ Doitpay answers as usual again.");

    /// <inheritdoc/>
    public Html TopupAskAmount(Rupiah min, Rupiah max) => Html.Of(
        $"How much would you like to top up? Pick an amount below, or just type one, for example <code>75k</code>.\nFrom {min} to {max}.");

    /// <inheritdoc/>
    public Html TopupTooSmall(Rupiah min) => Html.Of($"The smallest top-up is <b>{min}</b>. Pick another amount, or type one:");

    /// <inheritdoc/>
    public Html TopupTooLarge(Rupiah max) => Html.Of($"One top-up can be <b>{max}</b> at most. If you need more, top up several times:");

    /// <inheritdoc/>
    public Html TopupQrisTooLarge(Rupiah max) => Html.Of($"One QRIS payment can be <b>{max}</b> at most. Pick another way to pay, or top up several times:");

    /// <inheritdoc/>
    public Html TopupOffer(Rupiah amount) => Html.Of($"Top up <b>{amount}</b>? Just press the button below 🙂");

    /// <inheritdoc/>
    public string TopupOfferButton(Rupiah amount) => $"💳 Top up {amount}";

    /// <inheritdoc/>
    public Html TopupDidYouMean(Rupiah written, Rupiah meant) => Html.Of($"{written} is too small for a top-up. Did you mean <b>{meant}</b>?");

    /// <inheritdoc/>
    public Html TopupAskMethod(Rupiah amount) => Html.Of($"How would you like to pay <b>{amount}</b>?");

    /// <inheritdoc/>
    public string TopupMethod(string method) => method switch
    {
        "QRIS" => "📷 QRIS",
        "CC" => "💳 Credit card",
        _ when PaymentNames.BankCodeOf(method) is not null => "🏦 " + PaymentNames.Of(method),
        _ => PaymentNames.Of(method),
    };

    /// <inheritdoc/>
    public Html TopupBeingMade(Rupiah amount, string method) => method == "QRIS"
        ? Html.Of($"⏳ One moment, your QRIS code for <b>{amount}</b> is being made…")
        : PaymentNames.BankCodeOf(method) is not null ? Html.Of($"⏳ One moment, your {PaymentNames.Of(method)} number for <b>{amount}</b> is being made…")
        : Html.Of($"⏳ One moment, your payment link for <b>{amount}</b> is being made…");

    /// <inheritdoc/>
    public Html TopupTakesLonger(Rupiah amount) => Html.Of(
        $"⏳ The payment system is a bit slow right now. I keep trying your top-up of <b>{amount}</b>, no need to send it again.");

    /// <inheritdoc/>
    public Html TopupGivenUp(Rupiah amount) => Html.Of(
        $"Sorry 🙏 your top-up of <b>{amount}</b> could not be made: the payment system is having trouble. No money was taken. Please try again in a few minutes.");

    /// <inheritdoc/>
    public Html TopupMismatch(string reference) => Html.Of(
        $"A payment was reported for <code>{reference}</code> that does not match it. An admin is looking into it and will contact you. Please keep your proof of payment 🙏");

    /// <inheritdoc/>
    public Html AdminDoitpayUnauthorised(string code, string message) => Html.Of(
        $"⚠️ Doitpay refuses our credentials: {code} {message}.\nCheck Doitpay:ClientKey, Doitpay:PartnerId and the RSA key pair in its dashboard (Setting). Top-ups are waiting.");

    /// <inheritdoc/>
    public Html AdminDoitpayUnreachable(string why) => Html.Of($"⚠️ Doitpay does not answer ({why}). A top-up had to be given up.");

    /// <inheritdoc/>
    public Html AdminDoitpayUnusable(string reference, string why) => Html.Of(
        $"⚠️ What Doitpay answered for top-up <code>{reference}</code> can't be shown to a customer: {why}. Trying again with a new reference.");

    /// <inheritdoc/>
    public Html AdminDoitpayRefused(string method, string code, string message) => Html.Of(
        $"⚠️ Doitpay refuses top-ups by {method}: {code} {message}. Check that this method is active in your Doitpay account (Doitpay:Methods).");
}
