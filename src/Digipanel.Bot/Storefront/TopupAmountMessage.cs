using Digipanel.Bot.Chat;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>A message that is just an amount: the answer where the bot asked for one, else perhaps a wish.</summary>
internal sealed class TopupAmountMessage(TopupDialog dialog, TopupMethods methods) : IMessageHandler
{
    private const int AnswerCharsMax = 32;

    // "50" for 50.000 is how people speak.
    private const long Thousand = 1_000;

    // A bare number may be a shown option's as well. "2" is one, because no top-up is that small; "25" may be both, and is the amount.
    public bool Claims(CommandContext context) => AmountParser.TryParse(context.Arguments, out var value)
        && (methods.Takes(new Rupiah(value)) || (value < Thousand && methods.Takes(new Rupiah(value * Thousand))))
        && TopupQuestions.IsOpen(context.Tx, context.Customer.AccountId);

    public bool TryHandle(CommandContext context)
    {
        var text = context.Arguments;
        var isAmount = AmountParser.TryParse(text, out var value);
        if (TopupQuestions.IsOpen(context.Tx, context.Customer.AccountId) && (isAmount || IsAttempt(text)))
        {
            dialog.Ask(context, text);
            return true;
        }

        if (!isAmount || !methods.Takes(new Rupiah(value)))
        {
            return false;
        }

        TopupDialog.Offer(context, new Rupiah(value));
        return true;
    }

    // "50ribuan aja": asked for an amount, so it is one that could not be read.
    private static bool IsAttempt(string text) => text.Length <= AnswerCharsMax && text.Any(char.IsAsciiDigit) && !text.Contains("//", StringComparison.Ordinal);
}
