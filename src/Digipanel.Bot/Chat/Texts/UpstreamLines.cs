using Digipanel.Bot.Admin;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of /upstream, the same in both languages; only its words differ. Each list is cut so that the whole stays one chat message.</summary>
internal static class UpstreamLines
{
    private const int AccountsCharsMax = 900;
    private const int ListCharsMax = 1_200;

    public static Html Form(UpstreamReport report, UpstreamWords words)
    {
        var lines = new List<Html> { Html.Of($"📡 <b>Digipanel</b>") };
        lines.AddRange(PurchaseLines.Fit([.. report.Accounts.Select(a => Account(a, words))], AccountsCharsMax, words.More));
        lines.Add(Html.Of($"{words.Waiting}: {report.Waiting}"));
        Add(lines, words.InDoubt, report.InDoubtCount, [.. report.InDoubt.Select(d => Doubt(d, words))], words);
        Add(lines, words.GivenUp, report.GivenUpCount, [.. report.GivenUp.Select(g => Given(g, words))], words);
        lines.Add(Html.Empty);
        lines.Add(Html.Of($"<b>{words.Losses}</b>"));
        lines.Add(Html.Of($"{words.Certain}: {report.Certain.Amount} ({report.Certain.Count})"));
        lines.Add(Html.Of($"{words.Possible}: {report.Possible.Amount} ({report.Possible.Count})"));
        return Html.Lines(lines);
    }

    private static void Add(List<Html> lines, string title, long count, IReadOnlyList<Html> all, UpstreamWords words)
    {
        lines.Add(Html.Empty);
        lines.Add(Html.Of($"<b>{title}: {count}</b>"));
        lines.AddRange(PurchaseLines.Fit(all, ListCharsMax, more => words.More(more + (int)(count - all.Count))));
    }

    private static Html Account(AccountLine account, UpstreamWords words)
    {
        var balance = account.Balance is { } known ? new Wallets.Rupiah(known).ToString() : words.Unknown;
        var lasts = account.DaysLeft is { } days ? Html.Of($" · {words.Lasts(days, new Wallets.Rupiah(account.SpentInADay))}") : Html.Empty;
        return Html.Of($"{(account.Stopped is null ? "🟢" : "🔴")} {account.Name}: {words.State(account.Stopped)}, {balance}") + lasts;
    }

    private static Html Doubt(DoubtLine doubt, UpstreamWords words) =>
        Html.Of($"• <b>#{doubt.Number}</b> {PurchaseLines.Short(doubt.Title)} ({doubt.Account}), {words.Time(doubt.Since)}: {words.Evidence(doubt.Evidence)}");

    private static Html Given(GivenUpLine order, UpstreamWords words) =>
        Html.Of($"• <b>#{order.Number}</b> {PurchaseLines.Short(order.Title)}, {words.Time(order.At)}: {words.Reason(order.Reason)}{(order.Gift ? " 🎁" : "")}");
}

/// <summary>The words of /upstream in one language.</summary>
internal sealed record UpstreamWords
{
    public required string Waiting { get; init; }

    public required string InDoubt { get; init; }

    public required string GivenUp { get; init; }

    public required string Losses { get; init; }

    public required string Certain { get; init; }

    public required string Possible { get; init; }

    public required string Unknown { get; init; }

    public required Func<string?, string> State { get; init; }

    /// <summary>How long the balance lasts, in days, and what was spent in a day.</summary>
    public required Func<double, Wallets.Rupiah, string> Lasts { get; init; }

    public required Func<string?, string> Evidence { get; init; }

    public required Func<string, string> Reason { get; init; }

    public required Func<long, string> Time { get; init; }

    public required Func<int, string> More { get; init; }
}
