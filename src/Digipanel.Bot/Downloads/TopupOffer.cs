using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>The button that tops up what is missing.</summary>
internal sealed class TopupOffer(TopupMethods methods)
{
    private const long Step = 1_000;

    /// <summary>What is missing, but no less than the least top-up and no more than the largest that any method takes, rounded up to whole thousands.</summary>
    public Rupiah For(Rupiah missing)
    {
        var amount = new Rupiah(Math.Min(Math.Max(missing.Value, methods.Smallest.Value), methods.Largest.Value)).RoundUpTo(Step);
        return amount > methods.Largest ? methods.Largest : amount;
    }

    public Button Button(ITexts texts, Rupiah missing)
    {
        var amount = For(missing);
        return new Button(texts.ButtonTopupOf(amount)) { Action = $"topup:{amount.Value}" };
    }
}
