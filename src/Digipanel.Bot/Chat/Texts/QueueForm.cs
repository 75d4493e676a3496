using System.Globalization;
using Digipanel.Bot.Admin.Queue;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of /antrian and of one order, the same in both languages; only the words differ. Each list is short, so that the whole stays one message.</summary>
internal static class QueueForm
{
    private const int NameCharsMax = 30;
    private const int LanesCharsMax = 900;

    public static Html Of(ITexts texts, QueueReport report, QueueWords words)
    {
        var lines = new List<Html> { Html.Of($"📋 <b>{words.Title}</b>") };
        lines.AddRange(PurchaseLines.Fit([.. report.Lanes.Select(l => Lane(l, words))], LanesCharsMax, texts.More));
        lines.Add(Html.Of($"⏳ {words.Waiting}: <b>{report.Waiting}</b> · ⚙️ {words.Running}: <b>{report.Running}</b> · ❓ {words.InDoubt}: <b>{report.InDoubt}</b>"));
        if (report.Customers.Count > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(Html.Of($"<b>{words.Customers}</b>"));
            lines.AddRange(report.Customers.Select(c => Html.Of(
                $"• {Short(c.Name)} ({c.Id}): {c.Orders}{(c.Expected is { } expected ? $", {texts.Expected(expected)}" : $", {words.NobodyKnows}")}")));
            AddMore(texts, lines, report.CustomerCount - report.Customers.Count);
        }

        lines.Add(Html.Empty);
        lines.Add(report.StuckCount == 0 ? Html.Of($"👍 {words.NothingStuck}") : Html.Of($"<b>{words.Stuck}: {report.StuckCount}</b>"));
        lines.AddRange(report.Stuck.Select(o => Html.Of(
            $"• <b>#{o.Number}</b> {PurchaseLines.Short(o.Title)}: {words.State(o.State, o.Evidence)}, {words.Time(o.Since)}")));
        AddMore(texts, lines, report.StuckCount - report.Stuck.Count);
        if (report.Alerts.Count > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(Html.Of($"🚨 <b>{words.Alerts}</b>"));
            lines.AddRange(report.Alerts.Select(a => Html.Of($"• {texts.AlertName(a)}")));
        }

        return Html.Lines(lines);
    }

    public static Html Of(AdminOrderView view, ITexts texts, QueueWords words)
    {
        var order = view.Order;
        var lines = new List<Html>
        {
            Html.Of($"🔎 <b>#{order.Number}</b> {PurchaseLines.Short(order.Title)}"),
            Html.Of($"{order.Link}"),
            Html.Empty,
            Html.Of($"{words.Customer}: {Short(view.Customer)} · {order.Price}"),
            Html.Of($"{words.Placed}: {words.Time(view.AcceptedAt)}"),
            Html.Of($"{words.Now}: <b>{words.State(order.State, order.Evidence)}</b>, {words.Time(view.Since)}"),
        };
        if (order.Account is { } account)
        {
            lines.Add(Html.Of($"{words.Lane}: {account}, {words.Attempts(order.Attempts, order.Doubts)}"));
        }

        if (order.DownloadId is { } id)
        {
            lines.Add(Html.Of($"ID: <code>{id}</code>"));
        }

        if (order.Reason is { } reason)
        {
            lines.Add(Html.Of($"{(order.Gift ? "🎁 " : "")}{texts.ReasonWords(reason)}"));
        }

        return Html.Lines(lines);
    }

    private static Html Lane(LaneLine lane, QueueWords words)
    {
        var budget = lane.Usage is { } usage
            ? string.Create(CultureInfo.InvariantCulture, $", {usage.Used}/{usage.Limit} {words.Budget}") + (usage.Paused > TimeSpan.Zero ? $", {words.Paused((int)Math.Ceiling(usage.Paused.TotalSeconds))}" : "")
            : "";
        return Html.Of($"{(lane.Stopped is null ? "🟢" : "🔴")} {lane.Name}: {words.LaneState(lane.Stopped)}{budget}");
    }

    private static void AddMore(ITexts texts, List<Html> lines, long more)
    {
        if (more > 0)
        {
            lines.Add(Html.Of($"{texts.More((int)more)}"));
        }
    }

    private static string Short(string name) => name.Length <= NameCharsMax ? name : name[..(NameCharsMax - 1)] + "…";
}

/// <summary>The words of /antrian in one language.</summary>
internal sealed record QueueWords
{
    public required string Title { get; init; }

    public required string Waiting { get; init; }

    public required string Running { get; init; }

    public required string InDoubt { get; init; }

    public required string Customers { get; init; }

    public required string NobodyKnows { get; init; }

    public required string Stuck { get; init; }

    public required string NothingStuck { get; init; }

    public required string Alerts { get; init; }

    public required string Budget { get; init; }

    public required string Customer { get; init; }

    public required string Placed { get; init; }

    public required string Now { get; init; }

    public required string Lane { get; init; }

    public required Func<int, string> Paused { get; init; }

    /// <summary>Of how many attempts the answers of how many were lost.</summary>
    public required Func<long, long, string> Attempts { get; init; }

    public required Func<string?, string> LaneState { get; init; }

    /// <summary>An order's state and what the balance said of it.</summary>
    public required Func<string, string?, string> State { get; init; }

    public required Func<long, string> Time { get; init; }
}
