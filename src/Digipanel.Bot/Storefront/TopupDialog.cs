using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>
/// From a wish to an invoice: asks for what is missing (amount, then method), and writes the wish down; the issuer brings the QR or link. Pressed, the
/// message with the choices goes on to the next question and becomes the invoice; typed, each answer is a message of its own.
/// </summary>
internal sealed class TopupDialog(TopupMethods methods, Ids ids)
{
    // Each open top-up is asked after for an hour; a customer needs one or two.
    private const int OpenPerCustomerMax = 5;

    // Whoever cancels can ask anew; Doitpay makes and keeps each of them.
    private const int MadePerHourMax = 20;
    private const int ButtonsPerRow = 2;

    // "50" for 50.000 is how people speak.
    private const long Thousand = 1_000;

    // What is left of an open one's time must be enough to find one's phone and pay.
    private static readonly TimeSpan ReuseTimeMin = TimeSpan.FromMinutes(10);

    /// <summary>Goes on from what is known.</summary>
    public void Ask(CommandContext context, string amountText, string? method = null)
    {
        var texts = context.Texts;
        if (string.IsNullOrWhiteSpace(amountText))
        {
            AskAmount(context, texts.TopupAskAmount(methods.Smallest, methods.Largest));
        }
        else if (!AmountParser.TryParse(amountText, out var value))
        {
            AskAmount(context, texts.TopupAmountUnreadable);
        }
        else if (value < methods.Smallest.Value)
        {
            TooSmall(context, new Rupiah(value));
        }
        else if (value > methods.Largest.Value)
        {
            AskAmount(context, texts.TopupTooLarge(methods.Largest));
        }
        else
        {
            TopupQuestions.Answered(context.Tx, context.Customer.AccountId);
            AskMethod(context, new Rupiah(value), method);
        }
    }

    /// <summary>A bare amount that nobody asked for: a button, not an invoice.</summary>
    public static void Offer(CommandContext context, Rupiah amount) =>
        context.Reply(new Reply(context.Texts.TopupOffer(amount)) { Buttons = [[Choice(context.Texts.TopupOfferButton(amount), amount)]] });

    /// <summary>Whether the customer has made so many invoices that a further one must wait.</summary>
    public static bool HasMadeTooMany(CommandContext context) =>
        TopupTable.CountSince(context.Tx, context.Customer.Id, context.Tx.Now - TimeSpan.FromHours(1), MadePerHourMax) >= MadePerHourMax;

    private void AskAmount(CommandContext context, Html text)
    {
        TopupQuestions.Asked(context.Tx, context.Customer.AccountId);
        text = Html.Lines([text, .. TopupTexts.Bonuses(context.Texts, methods)]);
        var amounts = methods.Offered.Select(a => Choice(a.ToString(), a));
        Say(context, new Reply(text) { Buttons = [.. amounts.Chunk(ButtonsPerRow)] });
    }

    private void TooSmall(CommandContext context, Rupiah written)
    {
        var meant = written * Thousand;
        if (written.Value >= Thousand || !methods.Takes(meant))
        {
            AskAmount(context, context.Texts.TopupTooSmall(methods.Smallest));
            return;
        }

        TopupQuestions.Asked(context.Tx, context.Customer.AccountId);
        Say(context, new Reply(context.Texts.TopupDidYouMean(written, meant)) { Buttons = [[Choice(context.Texts.TopupOfferButton(meant), meant)]] });
    }

    private void AskMethod(CommandContext context, Rupiah amount, string? method)
    {
        var fitting = methods.For(amount);
        var chosen = method ?? (fitting.Count == 1 ? fitting[0] : null);
        if (chosen is not null && fitting.Contains(chosen, StringComparer.Ordinal))
        {
            Request(context, amount, chosen);
            return;
        }

        // An old button may name a method that is off by now, or QRIS for too much.
        var text = method == DoitpayOptions.Qris && amount > methods.LargestBy(method)
            ? context.Texts.TopupQrisTooLarge(methods.LargestBy(method))
            : context.Texts.TopupAskMethod(amount);
        text = Html.Lines([text, .. TopupTexts.Costs(context.Texts, methods, fitting, amount)]);
        var buttons = fitting.Select(m => new Button(context.Texts.TopupMethod(m)) { Action = $"{TopupMenu.Name}:{amount.Value}:{m}" });
        Say(context, new Reply(text) { Buttons = [.. buttons.Chunk(ButtonsPerRow)] });
    }

    private void Request(CommandContext context, Rupiah amount, string method)
    {
        var tx = context.Tx;
        // Those of this chat: an invoice that was asked for in the customer's other chat is shown, paid and told of there.
        var open = TopupTable.OpenOf(tx, context.Customer).Where(t => t.AskerId == context.Customer.AccountId).ToList();
        if (open.FirstOrDefault(t => t.Amount == amount && t.Method == method && IsUsable(t, tx.Now)) is { } same)
        {
            ShowOpen(context, same);
        }
        else if (open.Count >= OpenPerCustomerMax)
        {
            var buttons = open.Select(t => InvoiceButton.Show(context.Texts, t));
            context.Reply(new Reply(context.Texts.TopupTooManyOpen(open.Count)) { Buttons = [.. buttons.Chunk(ButtonsPerRow)] });
        }
        else if (HasMadeTooMany(context))
        {
            context.Reply(context.Texts.TopupTooManyMade);
        }
        else
        {
            var topup = TopupTable.Request(tx, ids, context.Customer.Id, amount, method, asker: context.Customer.AccountId, bank: methods.BankOf(method), terms: methods.TermsOf(method, amount));
            if (Menu(context) is { } menu)
            {
                Cards.Adopt(tx, context.Customer.Address, Invoices.CardOf(topup), menu);
            }
            else
            {
                Invoices.Show(tx, topup);
            }
        }
    }

    // Pressed twice while it is being made: it comes where the first press put it.
    private static void ShowOpen(CommandContext context, Topup topup)
    {
        if (topup.State is TopupState.Requested && context.Update.CallbackData is not null)
        {
            context.Toast(context.Texts.TopupToastNotReady);
            return;
        }

        Invoices.ShowAgain(context.Tx, topup);
    }

    private static bool IsUsable(Topup topup, DateTimeOffset now) =>
        !topup.ToldMismatch && (topup.State is TopupState.Requested || topup.Expiry - now >= ReuseTimeMin);

    private static Button Choice(string label, Rupiah amount) => new(label) { Action = $"{TopupMenu.Name}:{amount.Value}" };

    private static void Say(CommandContext context, Reply reply)
    {
        if (Menu(context) is null)
        {
            context.Reply(reply);
        }
        else
        {
            context.Edit(reply);
        }
    }

    // The message whose choice was pressed, unless an earlier press has made an invoice of it.
    private static MessageRef? Menu(CommandContext context) =>
        context.Update is { CallbackData: { } data, Pressed: { HasPicture: false } pressed }
        && data.StartsWith(TopupMenu.Name + ":", StringComparison.Ordinal) && !Cards.IsCard(context.Tx, context.Customer.Address, pressed) ? pressed : null;
}
