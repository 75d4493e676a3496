using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Topups.PayPage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups;

/// <summary>
/// The one message of an invoice: being made, to be paid, paid, expired, cancelled. Once it has shown a QR code it stays a picture, and a stamp takes
/// the code's place as soon as it is not to be paid any more.
/// </summary>
internal sealed class InvoiceCard(TopupMethods methods, PayLinks pages) : ICard
{
    private const int ButtonsPerRow = 2;

    public string Prefix => Invoices.Prefix;

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now)
    {
        if (TopupTable.OfCard(database, id) is not [.., var last] all || Customers.Find(database, last.AskerId) is not { } customer)
        {
            return null;
        }

        var texts = TextsOf.Language(customer.Language);
        var shown = all.LastOrDefault(t => t.IsOpen) ?? all.LastOrDefault(t => t.State is TopupState.Paid) ?? last;
        var isPicture = all.Any(HasShownCode);
        return shown.State switch
        {
            // The typing indicator shows meanwhile: what takes longer is worth a word.
            TopupState.Requested => new Reply(shown.ToldDelay ? texts.TopupTakesLonger(shown.Amount) : texts.TopupBeingMade(shown.Amount, shown.Method))
            {
                Stage = shown.ToldDelay ? $"delayed:{shown.Id};" : null,
                Picture = Stamped(Stamp.Waiting),
                Buttons = shown.ToldDelay ? [[InvoiceButton.Cancel(texts, shown)]] : [],
            },
            TopupState.Issued when now < shown.Expiry && !shown.IsLookedInto => ToPay(texts, shown) is var bill && bill.QrContent is null ? bill with { Picture = Stamped(Stamp.Waiting) } : bill,
            TopupState.Paid => new Reply(Html.Lines([texts.TopupPaid(shown.Amount, shown.Method, shown.Reference, shown.PaidTime), .. TopupTexts.Paid(texts, shown)])) { Picture = Stamped(Stamp.Paid) },
            _ => Over(texts, shown) with
            {
                Picture = Stamped(shown.IsLookedInto ? Stamp.Waiting : shown.IsCreditedByHand ? Stamp.Paid : shown.State is TopupState.Cancelled ? Stamp.Cancelled : Stamp.Expired),
            },
        };

        Stamp? Stamped(Stamp stamp) => isPicture ? stamp : null;
    }

    /// <summary>What is left in the place of an invoice that is shown again further down: no code, also none of a top-up that was replaced since.</summary>
    internal static Reply Moved(ITexts texts, Topup topup, IEnumerable<Topup> replaced) =>
        new(texts.TopupMoved(topup.Amount)) { Picture = replaced.Append(topup).Any(HasShownCode) ? Stamp.Waiting : null };

    /// <summary>The other ways to pay, to stand in the invoice, or as a message of its own where that cannot be edited; null where there is none.</summary>
    internal static Reply? Choices(ITexts texts, TopupMethods methods, Topup topup)
    {
        List<string> others = [.. methods.For(topup.Amount).Where(m => m != topup.Method)];
        return others.Count == 0 ? null : new Reply(Html.Lines([texts.TopupChooseMethod, .. TopupTexts.Costs(texts, methods, others, topup.Amount)]))
        {
            Buttons = [.. others.Select(m => InvoiceButton.Use(texts, topup, m)).Chunk(ButtonsPerRow)],
        };
    }

    private static bool HasShownCode(Topup topup) => topup is { Method: DoitpayOptions.Qris, IssuedAt: not null };

    private Reply ToPay(ITexts texts, Topup topup)
    {
        var choices = Choices(texts, methods, topup);
        var (text, pay) = topup switch
        {
            { Method: DoitpayOptions.Qris } => (texts.TopupQrisReady(topup.Amount, topup.Reference, topup.Expiry), null),
            { VirtualAccount: not null } => (texts.TopupAccountReady(topup.Amount, topup.ToPay, topup.Method, topup.Content!, methods.HowToPay(texts, topup.Method), topup.Reference, topup.Expiry), new Button(texts.TopupCopyAccountButton) { Copy = topup.Content }),
            _ => (texts.TopupLinkReady(topup.Amount, topup.Method, topup.Reference, topup.Expiry), new Button(texts.TopupPayButton(topup.Method)) { Url = topup.Content }),
        };
        List<IReadOnlyList<Button>> rows = pay is null ? [] : [[pay]];
        List<Html> question = [];
        if (topup.Choosing && choices is not null)
        {
            question = [Html.Empty, choices.Text];
            rows.AddRange(choices.Buttons);
            rows.Add([InvoiceButton.Back(texts, topup)]);
        }
        else
        {
            rows.Add(pages.Of(topup) is { } page
                ? [InvoiceButton.Check(texts, topup), new Button(texts.PayPageButton) { Url = page }]
                : [InvoiceButton.Check(texts, topup)]);
            rows.Add(choices is not null ? [InvoiceButton.Change(texts, topup), InvoiceButton.Cancel(texts, topup)] : [InvoiceButton.Cancel(texts, topup)]);
        }

        return new Reply(Html.Lines([text, .. TopupTexts.ToPay(texts, topup), .. Checked(texts, topup), .. question]))
        {
            Stage = CheckedStage(topup) ?? $"pay:{topup.Reference};",
            QrContent = topup.Method == DoitpayOptions.Qris ? topup.Content : null,
            Buttons = rows,
        };
    }

    private static Reply Over(ITexts texts, Topup topup)
    {
        if (topup.IsCreditedByHand)
        {
            return new Reply(texts.TopupSettledByAdmin(topup.Amount, topup.Reference));
        }

        // Who has not pressed cancel themselves sees another top-up of the card, or is told by a message.
        static bool IsCancelled(Topup topup) => topup is { State: TopupState.Cancelled, IsLookedInto: false };

        var text = topup.IsLookedInto ? texts.TopupLookedInto(topup.Amount, topup.Reference)
            : topup.GivenUp ? texts.TopupGivenUp(topup.Amount)
            : topup.State is TopupState.Cancelled ? texts.TopupCancelled(topup.Amount, topup.Reference)
            : topup.State is TopupState.Issued ? texts.TopupTimeOver(topup.Amount, topup.Reference)
            : texts.TopupExpired(topup.Amount, topup.Reference);
        return new Reply(Html.Lines([text, .. Checked(texts, topup)]))
        {
            Stage = topup.GivenUp ? $"given up:{topup.Id};" : IsCancelled(topup) ? CancelledStage(topup) : CheckedStage(topup),
            Buttons = topup.GivenUp ? [[InvoiceButton.Again(texts, topup)]] : [[InvoiceButton.Check(texts, topup), InvoiceButton.Again(texts, topup)]],
        };
    }

    /// <summary>An answer to the customer's question is news, whatever has become of the invoice; that it ran out is not, and of money its receipt tells.</summary>
    private static string? CheckedStage(Topup topup) => topup.CheckedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"pay:{topup.Reference};checked:{at};") : null;

    private static string CancelledStage(Topup topup) => topup.CheckedAt is { } at && at >= topup.EndedAt
        ? string.Create(CultureInfo.InvariantCulture, $"cancelled:{topup.Reference};checked:{at};")
        : $"cancelled:{topup.Reference};";

    private static IEnumerable<Html> Checked(ITexts texts, Topup topup) =>
        topup.CheckedTime is { } at ? [Html.Empty, topup.CheckAnswered ? texts.TopupCheckedUnpaid(at) : texts.TopupCheckedUnanswered(at)] : [];
}
