using System.Globalization;
using Digipanel.Bot.Admin.Queue;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    private QueueWords QueueWords => new()
    {
        Title = "Queue",
        Waiting = "waiting",
        Running = "running",
        InDoubt = "in doubt",
        Customers = "Who waits",
        NobodyKnows = "nobody can tell when",
        Stuck = "To look at",
        NothingStuck = "No order is stuck.",
        Alerts = "Alerts that stand",
        Budget = "requests/minute used",
        Customer = "Customer",
        Placed = "Placed",
        Now = "Now",
        Lane = "Lane",
        Paused = seconds => $"told to wait {seconds} s",
        Attempts = (attempts, doubts) => doubts == 0 ? $"sent {attempts}×" : $"sent {attempts}×, {doubts} answers lost",
        LaneState = why => why switch { null => "works", LaneBooks.Unauthorized => "stopped (API key refused)", _ => "stopped (balance used up)" },
        State = (state, evidence) => state switch
        {
            "accepted" => "waiting for its turn",
            "submitting" => "being sent",
            "submitted" => "running at Digipanel",
            "uncertain" => evidence switch { null => "answer lost, balance not asked yet", Verdict.Charged => "charged, waiting for its webhook", _ => "answer lost, the balance proves nothing" },
            "delivered" => "done",
            _ => "refunded",
        },
        Time = at => Time(DateTimeOffset.FromUnixTimeMilliseconds(at)),
    };

    /// <inheritdoc/>
    public string ButtonAskNow => "🔁 Ask again now";

    /// <inheritdoc/>
    public string ButtonGiveBack => "↩️ Refund it";

    /// <inheritdoc/>
    public string ButtonTakeOut => "❌ Cancel it";

    /// <inheritdoc/>
    public string ButtonGiveBackYes => "✅ Yes, refund it";

    /// <inheritdoc/>
    public string ButtonGiveBackNo => "No";

    /// <inheritdoc/>
    public string ButtonQueue => "📋 Queue";

    /// <inheritdoc/>
    public string ButtonUpstream => "📡 Upstream";

    /// <inheritdoc/>
    public Html ToastAsking => Html.Of($"Digipanel is asked now 👍");

    /// <inheritdoc/>
    public Html ToastAskedAlready => Html.Of($"It is being asked already, one moment.");

    Html ITexts.Queue(QueueReport report) => QueueForm.Of(this, report, QueueWords);

    Html ITexts.AdminOrder(AdminOrderView order) => QueueForm.Of(order, this, QueueWords);

    Html ITexts.AdminOrderAsk(AdminOrderView order) => order.Order.State == "accepted"
        ? Html.Of($"Cancel order <b>#{order.Order.Number}</b> and give {order.Order.Price} back to {order.Customer}?")
        : Html.Of($"Give {order.Order.Price} for order <b>#{order.Order.Number}</b> back to {order.Customer}?\nIf the file comes after all, the customer gets it free and what Digipanel took is the shop's loss.");

    /// <inheritdoc/>
    public Html AdminOrderNone(long number) => Html.Of($"There is no order #{number}.");

    /// <inheritdoc/>
    public string ButtonLookAt(long number) => $"🔎 #{number}";

    /// <inheritdoc/>
    public string ButtonProbe(string account) => $"🔁 Try {account} again now";

    /// <inheritdoc/>
    public Html ToastGivenBack(long number) => Html.Of($"The money of order #{number} is back with the customer.");

    /// <inheritdoc/>
    public Html ToastOrderMoved(long number) => Html.Of($"Order #{number} has moved since this button was made. Look again.");

    /// <inheritdoc/>
    public Html ToastProbing(string account) => Html.Of($"Account {account} is looked at now; I will tell you what comes of it.");

    /// <inheritdoc/>
    public Html ToastNotProbing(string account) => Html.Of($"Account {account} works, or is being looked at.");

    private static string Days(double days) => days switch
    {
        < 1 => "less than a day",
        > 365 => "over a year",
        _ => string.Create(CultureInfo.InvariantCulture, $"about {Math.Floor(days):0} {(days < 2 ? "day" : "days")}"),
    };
}
