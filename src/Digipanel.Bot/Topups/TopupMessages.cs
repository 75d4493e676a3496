using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>Messages that show an issued top-up.</summary>
internal static class TopupMessages
{
    /// <summary>The QRIS picture with amount and expiry in its caption, or the button that opens the payment page.</summary>
    public static Reply Issued(ITexts texts, Topup topup) => topup.Method == DoitpayOptions.Qris
        ? new Reply(texts.TopupQrisReady(topup.Amount, topup.Reference, topup.Expiry)) { QrContent = topup.Content }
        : new Reply(texts.TopupLinkReady(topup.Amount, topup.Method, topup.Reference, topup.Expiry))
        {
            Buttons = [[new Button(texts.TopupPayButton(topup.Method)) { Url = topup.Content }]],
        };
}
