using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>
/// /topup: asks for what is missing (amount, then method) with buttons "topup:50000" and "topup:50000:DANA", and writes the wish down.
/// The issuer brings the QR or link.
/// </summary>
internal sealed class TopupCommand(ShopOptions shop, DoitpayOptions doitpay, Ids ids) : IChatCommand, IButtonHandler
{
    // Each open top-up is asked after for an hour; a customer needs one or two.
    private const int OpenPerCustomerMax = 5;
    private const int ButtonsPerRow = 2;

    // What is left of an open one's time must be enough to find one's phone and pay.
    private static readonly TimeSpan ReuseTimeMin = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> Names => ["topup", "isi", "deposit"];

    public string Prefix => "topup";

    public void Handle(CommandContext context) => Ask(context, context.Arguments, method: null);

    public void Handle(CommandContext context, string payload)
    {
        var parts = payload.Split(':', 2);
        Ask(context, parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private void Ask(CommandContext context, string amountText, string? method)
    {
        var texts = context.Texts;
        if (string.IsNullOrWhiteSpace(amountText))
        {
            context.Reply(WithAmounts(texts, texts.TopupAskAmount(new Rupiah(shop.MinTopup), Largest)));
        }
        else if (!AmountParser.TryParse(amountText, out var value))
        {
            context.Reply(WithAmounts(texts, texts.TopupAmountUnreadable));
        }
        else if (value < shop.MinTopup)
        {
            context.Reply(WithAmounts(texts, texts.TopupTooSmall(new Rupiah(shop.MinTopup))));
        }
        else if (value > Largest.Value)
        {
            context.Reply(WithAmounts(texts, texts.TopupTooLarge(Largest)));
        }
        else
        {
            AskMethod(context, new Rupiah(value), method);
        }
    }

    private void AskMethod(CommandContext context, Rupiah amount, string? method)
    {
        var fitting = doitpay.EnabledMethods.Where(m => amount.Value <= MaxOf(m)).ToList();
        var chosen = method ?? (fitting.Count == 1 ? fitting[0] : null);
        if (chosen is not null && fitting.Contains(chosen, StringComparer.Ordinal))
        {
            Request(context, amount, chosen);
            return;
        }

        // An old button may name a method that is off by now, or QRIS for too much.
        var text = method == DoitpayOptions.Qris && amount.Value > Qris.AmountMaxRupiah
            ? context.Texts.TopupQrisTooLarge(new Rupiah(Qris.AmountMaxRupiah))
            : context.Texts.TopupAskMethod(amount);
        var buttons = fitting.Select(m => new Button(context.Texts.TopupMethod(m)) { Action = $"topup:{amount.Value}:{m}" });
        context.Reply(new Reply(text) { Buttons = [.. buttons.Chunk(ButtonsPerRow)] });
    }

    private void Request(CommandContext context, Rupiah amount, string method)
    {
        var texts = context.Texts;
        var open = TopupTable.OpenOf(context.Tx, context.Customer.Id);
        var same = open.FirstOrDefault(t => t.Amount == amount && t.Method == method
            && (t.State is TopupState.Requested || t.Expiry - context.Tx.Now >= ReuseTimeMin));
        if (same is { State: TopupState.Issued })
        {
            var again = TopupMessages.Issued(texts, same);
            context.Reply(again with { Text = Html.Lines(texts.TopupStillOpen, again.Text) });
        }
        else if (same is null && open.Count >= OpenPerCustomerMax)
        {
            context.Reply(texts.TopupTooManyOpen(OpenPerCustomerMax));
        }
        else
        {
            context.Reply(texts.TopupBeingMade(amount, method));
            if (same is null)
            {
                TopupTable.Request(context.Tx, ids, context.Customer.Id, amount, method);
            }
        }
    }

    private Rupiah Largest => new(Math.Min(shop.MaxTopup, doitpay.EnabledMethods.Max(MaxOf)));

    private static long MaxOf(string method) => method == DoitpayOptions.Qris ? Qris.AmountMaxRupiah : long.MaxValue;

    private Reply WithAmounts(ITexts texts, Html text) => new(text)
    {
        Buttons = [.. shop.OfferedAmounts
            .Where(a => a <= Largest)
            .Select(a => new Button(a.ToString()) { Action = $"topup:{a.Value}" })
            .Chunk(ButtonsPerRow)],
    };
}
