using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of /status, the same in both languages.</summary>
internal static class StatusForm
{
    /// <summary>An order's story.</summary>
    public static Html One(ITexts texts, OrderSummary order, Html queue)
    {
        var lines = new List<Html> { texts.OrdersHeading(1, $"#{order.Number}"), Html.Plain(order.Title), Html.Of($"{order.Step.Mark()} {texts.StepSentence(order.Step)}") };
        if (queue.Markup.Length > 0)
        {
            lines.Add(queue);
        }

        if (order.Reason is { } reason && order.Step == OrderStep.Returned)
        {
            lines.Add(Html.Plain(texts.ReasonWords(reason)));
        }

        lines.Add(Html.Empty);
        lines.Add(At(texts, texts.WordPlaced, order.At));
        if (order.SubmittingAt is { } begun && order.Step is not OrderStep.Waiting)
        {
            lines.Add(At(texts, texts.WordBegun, begun));
        }

        if (order.EndedAt is { } ended)
        {
            lines.Add(At(texts, texts.StepWord(order.Step switch { OrderStep.Gift => OrderStep.Returned, OrderStep.Refunded => OrderStep.Done, var step => step }), ended));
        }

        if (order.RefundedAt is { } refunded)
        {
            lines.Add(At(texts, texts.StepWord(OrderStep.Refunded), refunded));
        }

        lines.Add(Html.Empty);
        lines.Add(texts.PriceLine(new Rupiah(order.Price), 1, left: null));
        if (order.DriveLink is { } drive)
        {
            lines.Add(Html.Of($"\n📥 Google Drive:\n{drive}") + (order.LicenceLink is { } licence ? Html.Of($"\n\n📄 {texts.WordLicence}:\n{licence}") : Html.Empty));
        }

        return Html.Lines(lines);
    }

    /// <summary>Everything that is under way.</summary>
    public static Html Everything(
        ITexts texts, IReadOnlyList<OrderSummary> orders, int listedMax, Html queue, KeptSum? kept, IReadOnlyList<Topup> topups, Rupiah balance)
    {
        var lines = new List<Html> { texts.StatusTitle };
        if (orders.Count > 0)
        {
            lines.Add(PurchaseForm.Counts(texts, orders.Select(o => o.Step)));
            if (queue.Markup.Length > 0)
            {
                lines.Add(queue);
            }

            // The oldest first: they are next.
            lines.AddRange(orders.Reverse().Take(listedMax).Select(o => Html.Of($"{o.Step.Mark()} #{o.Number} {PurchaseLines.Short(o.Title)}")));
            if (orders.Count > listedMax)
            {
                lines.Add(Html.Plain(texts.More(orders.Count - listedMax)));
            }
        }

        if (kept is not null)
        {
            lines.Add(Html.Empty);
            lines.Add(texts.StatusKept(kept.Links, kept.Price * kept.Links, balance));
        }

        if (topups.Count > 0)
        {
            lines.Add(Html.Empty);
            lines.AddRange(topups.Take(listedMax).Select(t => texts.StatusTopup(t.Amount, t.Method, t.Reference, t.ExpiresAt is null ? null : t.Expiry)));
        }

        return Html.Lines(lines);
    }

    private static Html At(ITexts texts, string word, long at) => Html.Of($"• {char.ToUpperInvariant(word[0])}{word[1..]}: {texts.Time(DateTimeOffset.FromUnixTimeMilliseconds(at))}");
}
