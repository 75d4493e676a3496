using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>What the shop is called and where its chat is, as far as is known.</summary>
internal sealed class ShopFront(BotIdentity telegram, DoitpayOptions doitpay)
{
    /// <summary>The bot's name in the chat; null until Telegram has told it.</summary>
    public string? Name => telegram.Name;

    /// <summary>The way back to the chat; null where none is known.</summary>
    /// <param name="customer">Whose chat.</param>
    /// <param name="wish">What <c>/start</c> shall be given, for example <c>topup</c>; null: nothing.</param>
    public string? ChatUrl(Customer customer, string? wish = null)
    {
        // An address of the shop's own wins: it stands there because t.me is not the way back, as in the sandbox.
        var isOwn = doitpay.ReturnUrl.Length > 0 && !doitpay.ReturnUrl.StartsWith("https://t.me/", StringComparison.OrdinalIgnoreCase);
        if (!isOwn && customer.Channel == UpdateMapper.Channel && telegram.ChatUrl is { } chat)
        {
            return wish is null ? chat : $"{chat}?start={wish}";
        }

        return doitpay.ReturnUrl.Length > 0 ? doitpay.ReturnUrl : null;
    }
}
