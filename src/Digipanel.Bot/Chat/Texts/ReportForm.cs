using Digipanel.Bot.Reports;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of /laporan, the same in both languages; only its words differ. One message, however many ways to pay there are.</summary>
internal static class ReportForm
{
    private const int MethodsCharsMax = 1_000;

    public static Html Of(ReportFigures r, ReportWords words) => Html.Lines(
    [
        Html.Of($"📊 <b>{words.Title(r.Span)}</b>"),
        Html.Of($"{Days(r.From, r.Until, r.Now, words)}"),
        Html.Empty,
        .. Sales(r, words),
        Html.Empty,
        .. Payments(r, words),
        Html.Empty,
        .. Costs(r, words),
        Html.Empty,
        .. Customers(r, words),
        Html.Empty,
        Html.Of($"⚖️ {words.Wallets}: {r.Money.Opening} + {words.In} {r.Money.In} − {words.Out} {r.Money.Out} = <b>{r.Money.Closing}</b> ({words.Held(r.Money.Held)})"),
    ]);

    /// <summary><c>1 Nov 2026 – 15 Nov 2026</c>; where they are not over, with the time they were looked at.</summary>
    public static string Days(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, ReportWords words)
    {
        var (first, last) = (words.Day(from), now < until ? words.Time(now) : words.Day(until.AddTicks(-1)));
        return last.StartsWith(first, StringComparison.Ordinal) ? last : $"{first} – {last}";
    }

    private static IEnumerable<Html> Sales(ReportFigures r, ReportWords words)
    {
        yield return Html.Of($"🛒 <b>{words.Sales}: {r.Sales.Amount}</b>");
        var failed = r.Returned.Count - r.Cancelled;
        yield return Html.Of($"✅ {r.Sales.Count} {words.Delivered} · ❌ {failed} {words.Failed} · ↩️ {r.Cancelled} {words.Cancelled} · ⏳ {r.Open} {words.Open}");
        if (r.Returned.Count > 0)
        {
            yield return Html.Of($"{words.Returned}: {r.Returned.Amount} ({r.Returned.Count})");
        }

        if (r.Refunds.Count > 0)
        {
            yield return Html.Of($"{words.Refunds}: {r.Refunds.Amount} ({r.Refunds.Count})");
        }

        var (sales, topups) = (Change(r.Sales.Amount.Value, r.Earlier.Sales.Value), Change(r.Topups.Amount.Value, r.Earlier.Topups.Value));
        yield return Html.Of(
            $"{words.Compared(r.Span)}: {words.Sales.ToLowerInvariant()} {sales}, {words.Topups.ToLowerInvariant()} {topups}, {words.Buyers} {Change(r.Active, r.Earlier.Active)}");
    }

    private static IEnumerable<Html> Payments(ReportFigures r, ReportWords words)
    {
        yield return Html.Of($"💰 <b>{words.Topups}: {r.Topups.Amount}</b> ({r.Topups.Count})");
        foreach (var line in PurchaseLines.Fit([.. r.Methods.Select(m => Method(m, words))], MethodsCharsMax, words.More))
        {
            yield return line;
        }

        (string, string, Tally)[] others =
            [("🎁", words.Bonuses, r.Bonuses), ("🎟", words.Vouchers, r.Vouchers), ("➕", words.Credits, r.Credits), ("➖", words.Debits, r.Debits)];
        foreach (var (mark, name, tally) in others)
        {
            if (tally.Count > 0)
            {
                yield return Html.Of($"{mark} {name}: {tally.Amount} ({tally.Count})");
            }
        }
    }

    private static Html Method(MethodLine line, ReportWords words)
    {
        var name = line.Method.Length > 0 ? PaymentNames.Of(line.Method) : words.OtherMethods;
        var fees = (line.Fee > Rupiah.Zero ? $", {words.Fee} {line.Fee}" : "") + (line.ShopFee > Rupiah.Zero ? $", {words.ShopFee} {line.ShopFee}" : "");
        return Html.Of($"• {name}: {line.Paid.Amount} ({line.Paid.Count}){fees}");
    }

    private static IEnumerable<Html> Costs(ReportFigures r, ReportWords words)
    {
        yield return Html.Of($"🏭 Digipanel: {r.Upstream.Amount} ({r.Upstream.Count} download)");
        var (certain, possible) = (r.CertainLosses, r.PossibleLosses);
        if (certain.Count + possible.Count > 0)
        {
            yield return Html.Of($"{words.Losses}: {words.Certain} {certain.Amount} ({certain.Count}), {words.Possible} {possible.Amount} ({possible.Count})");
        }

        var share = r.Sales.Amount > Rupiah.Zero ? Html.Of($" ({r.Margin.Value * 100 / r.Sales.Amount.Value}%)") : Html.Empty;
        yield return Html.Of($"📈 <b>Margin: {r.Margin}</b>{share}");
        if (r.MarginAfterGifts != r.Margin)
        {
            yield return Html.Of($"{words.AfterGifts}: {r.MarginAfterGifts}");
        }
    }

    private static IEnumerable<Html> Customers(ReportFigures r, ReportWords words)
    {
        yield return Html.Of($"👥 {words.Customers(r.Active, r.New)}");
        if (r.Hours.Count > 0 && r.Hours.Max() is > 0 and var most)
        {
            var hour = r.Hours.ToList().IndexOf(most);
            yield return Html.Of($"🕐 {words.Hours} <code>{Sparkline.Of(r.Hours)}</code>");
            yield return Html.Of($"{words.BestHour(hour, most)}");
        }

        if (r.Bars.Any(b => b > 0))
        {
            yield return Html.Of($"📅 {words.ByDays(r.DaysABar)} <code>{Sparkline.Of(r.Bars)}</code>");
        }
    }

    private static string Change(long now, long before) =>
        now == before ? "="
        : before <= 0 ? "▲"
        : (now - before) * 100m / before is var percent && percent > 0 ? $"▲ {Math.Round(percent)}%" : $"▼ {Math.Round(-percent)}%";
}

/// <summary>The words of /laporan in one language.</summary>
internal sealed record ReportWords
{
    public required Func<ReportSpan, string> Title { get; init; }

    public required Func<ReportSpan, string> Compared { get; init; }

    public required string Sales { get; init; }

    public required string Delivered { get; init; }

    public required string Failed { get; init; }

    public required string Cancelled { get; init; }

    public required string Open { get; init; }

    public required string Returned { get; init; }

    public required string Refunds { get; init; }

    public required string Buyers { get; init; }

    public required string Topups { get; init; }

    public required string OtherMethods { get; init; }

    public required string Fee { get; init; }

    public required string ShopFee { get; init; }

    public required string Bonuses { get; init; }

    public required string Vouchers { get; init; }

    public required string Credits { get; init; }

    public required string Debits { get; init; }

    public required string Losses { get; init; }

    public required string Certain { get; init; }

    public required string Possible { get; init; }

    public required string AfterGifts { get; init; }

    public required Func<long, long, string> Customers { get; init; }

    public required string Hours { get; init; }

    public required Func<int, long, string> BestHour { get; init; }

    public required Func<int, string> ByDays { get; init; }

    public required string Wallets { get; init; }

    public required string In { get; init; }

    public required string Out { get; init; }

    public required Func<Rupiah, string> Held { get; init; }

    /// <summary>A day, without a time.</summary>
    public required Func<DateTimeOffset, string> Day { get; init; }

    public required Func<DateTimeOffset, string> Time { get; init; }

    public required Func<int, string> More { get; init; }
}
