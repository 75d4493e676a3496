using System.Globalization;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of a purchase's card, the same in both languages. Its lists are cut, so that it stays one short message whatever was pasted.</summary>
internal static class PurchaseForm
{
    /// <summary>Orders, or links, named one by one.</summary>
    public const int ListedMax = 10;

    // A continued purchase has several runs of numbers; more than this nobody reads.
    private const int RunsMax = 40;

    public static Html Of(ITexts texts, PurchaseView view) => view.Purchase.State switch
    {
        Purchase.Asking => Question(texts, view),
        Purchase.Dropped => texts.PurchaseDropped(view.Purchase.DroppedWhy!, view.Purchase.Asked),
        _ => Placed(texts, view),
    };

    /// <summary>"#12–#14, #16"</summary>
    public static string Numbers(IEnumerable<long> numbers)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var number in numbers.Order())
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        var shown = string.Join(", ", runs.Take(RunsMax).Select(r => r switch
        {
            var (first, last) when first == last => string.Create(CultureInfo.InvariantCulture, $"#{first}"),
            var (first, last) => string.Create(CultureInfo.InvariantCulture, $"#{first}–#{last}"),
        }));
        return runs.Count > RunsMax ? shown + ", …" : shown;
    }

    /// <summary>"⏳ 2 menunggu · ✅ 1 selesai"</summary>
    public static Html Counts(ITexts texts, IEnumerable<OrderStep> steps) => Html.Plain(string.Join(
        " · ", steps.GroupBy(s => s).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key.Mark()} {g.Count()} {texts.StepWord(g.Key)}"))));

    /// <summary>Where waiting orders stand, in words; empty where it is not worth any.</summary>
    public static Html Queue(ITexts texts, QueuePlace? queue, bool stopped) => stopped ? Html.Of($"⏳ {texts.QueueStopped}")
        : queue is { Expected: { } expected } ? texts.QueueLine(queue.Position, texts.Expected(expected))
        : Html.Empty;

    private static Html Question(ITexts texts, PurchaseView view)
    {
        var lines = new List<Html> { texts.AskFirst(view.Waiting.Count, view.Purchase.Price, view.Balance, view.Covered), Html.Empty };
        lines.AddRange(Titles(texts, view.Waiting));
        lines.Add(Html.Empty);
        lines.Add(texts.AskBounded(view.Waiting.Count, view.Covered));
        Notes(texts, view, lines);
        return Html.Lines(lines);
    }

    private static Html Placed(ITexts texts, PurchaseView view)
    {
        var lines = new List<Html>();
        if (view.Orders.Count > 0)
        {
            Orders(texts, view, lines);
        }

        if (view.Waiting.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(texts.KeptHeading(view.Waiting.Count, DateTimeOffset.FromUnixTimeMilliseconds(view.Purchase.ForgetAt!.Value), view.Missing <= Rupiah.Zero));
            lines.AddRange(Titles(texts, view.Waiting));
            lines.Add(view.Missing > Rupiah.Zero ? texts.KeptMissing(view.Balance, view.Missing)
                : view is { IsFull: true, Full: { } full } ? texts.KeptQueueFull(full.WaitingMax, full.RoomIn is { } roomIn ? texts.Expected(roomIn) : null)
                : texts.KeptCovered(view.Balance));
        }

        Notes(texts, view, lines);

        return Html.Lines(lines);
    }

    private static void Orders(ITexts texts, PurchaseView view, List<Html> lines)
    {
        var orders = view.Orders;
        lines.Add(texts.OrdersHeading(orders.Count, Numbers(orders.Select(o => o.Number))));
        if (orders.Count == 1)
        {
            lines.Add(Html.Of($"{PurchaseLines.Short(orders[0].Title)}"));
            lines.Add(Html.Of($"{orders[0].Step.Mark()} {texts.StepSentence(orders[0].Step)}"));
        }
        else
        {
            lines.Add(Counts(texts, orders.Select(o => o.Step)));
        }

        if (Queue(texts, view.Queue, view.Stopped) is { Markup.Length: > 0 } queue)
        {
            lines.Add(queue);
        }

        if (orders.Count > 1)
        {
            lines.Add(Html.Empty);
            lines.AddRange(orders.Take(ListedMax).Select(o => Html.Of($"{o.Step.Mark()} #{o.Number} {PurchaseLines.Short(o.Title)}")));
            AddMore(texts, lines, orders.Count);
        }

        lines.Add(Html.Empty);
        Prices(texts, view, lines);
    }

    /// <summary>A line a price: kept links that were bought later may have cost another one.</summary>
    private static void Prices(ITexts texts, PurchaseView view, List<Html> lines)
    {
        var prices = view.Orders.GroupBy(o => o.Price).ToList();
        var left = view.Orders.All(o => o.Step.IsOpen() || o.Step == OrderStep.Done) ? view.BalanceAfter : null;
        lines.AddRange(prices.Select(p => texts.PriceLine(p.Key, p.Count(), p == prices[^1] ? left : null)));
    }

    private static void Notes(ITexts texts, PurchaseView view, List<Html> lines)
    {
        if (PasteNotes.FromJson(view.Purchase.Notes) is { } notes)
        {
            PurchaseLines.Gap(lines).AddRange(PasteNoteForm.Of(texts, notes));
        }
    }

    private static List<Html> Titles(ITexts texts, IReadOnlyList<string> titles)
    {
        var lines = titles.Take(ListedMax).Select(t => Html.Of($"• {PurchaseLines.Short(t)}")).ToList();
        AddMore(texts, lines, titles.Count);
        return lines;
    }

    private static void AddMore(ITexts texts, List<Html> lines, int all)
    {
        if (all > ListedMax)
        {
            lines.Add(Html.Of($"{texts.More(all - ListedMax)}"));
        }
    }
}
