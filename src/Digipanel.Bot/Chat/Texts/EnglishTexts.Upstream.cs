using Digipanel.Bot.Admin;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html CancelUnreadable => Html.Of($"Please write the order's number, for example <code>/cancel 12</code>. To cancel everything that has not started: /cancel");

    /// <inheritdoc/>
    public Html AlertUnreachable(string account) => Html.Of(
        $"🚨 Digipanel account <b>{account}</b> has given no answer for more than 5 minutes while orders wait. The bot keeps trying; please see whether Digipanel's server or the internet connection has a problem.");

    /// <inheritdoc/>
    public string ButtonCancelNot => "No, let them go on";

    /// <inheritdoc/>
    public Html CancelNot => Html.Of($"Fine, your orders keep their place 👍");

    Html ITexts.CancelAsk(IReadOnlyList<OrderLabel> orders, Rupiah refund) => Html.Lines(
    [
        Html.Of($"Cancel <b>{Orders(orders.Count)}</b> that still wait? {refund} goes back to your wallet."),
        Html.Of($"{PurchaseForm.Numbers(orders.Select(o => o.Number))}"),
        .. PurchaseLines.Others(orders, More),
    ]);

    /// <inheritdoc/>
    public string ButtonCancelYes(int orders) => $"❌ Yes, cancel {orders}";

    /// <inheritdoc/>
    public Html ToastCancelled(int orders, Rupiah refund) => Html.Of($"{Orders(orders)} cancelled, {refund} is back in your wallet.");

    Html ITexts.Cancelled(Cancellation cancellation)
    {
        var lines = new List<Html>();
        if (cancellation.Cancelled.Count > 0)
        {
            lines.Add(Html.Of($"↩️ <b>{Orders(cancellation.Cancelled.Count)} cancelled</b>: {PurchaseForm.Numbers(cancellation.Cancelled.Select(o => o.Number))}"));
            lines.AddRange(PurchaseLines.Bought(cancellation.Cancelled, More));
            lines.Add(Html.Of($"{cancellation.Refund} is back in your wallet. Your balance: <b>{cancellation.Balance}</b>"));
        }

        if (cancellation.Running.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⚙️ Already running, so too late to cancel:"));
            lines.AddRange(PurchaseLines.Others(cancellation.Running, More));
            lines.Add(Html.Of($"If it fails, your money comes back by itself."));
        }

        return lines.Count > 0 ? Html.Lines(lines)
            : cancellation.Ended ? Html.Of($"Order #{cancellation.Number} has ended, so there is nothing to cancel. See /history")
            : cancellation.Number is { } number ? Html.Of($"I could not find order #{number}. Its number is in /history")
            : Html.Of($"No order is waiting, so there is nothing to cancel.");
    }

    Html ITexts.Upstream(UpstreamReport report) => UpstreamLines.Form(report, new UpstreamWords
    {
        Waiting = "Orders waiting",
        InDoubt = "In doubt",
        GivenUp = "Given up, last 7 days",
        Losses = "Losses at Digipanel, last 30 days",
        Certain = "Certain",
        Possible = "Possible",
        Unknown = "balance not known yet",
        Lasts = (days, spent) => $"lasts {Days(days)}, spent in the last 24 hours: {spent}",
        State = why => why switch { null => "running", LaneBooks.Unauthorized => "stopped (API key refused)", _ => "stopped (balance used up)" },
        Evidence = what => what switch { null => "balance not asked yet", Verdict.Charged => "charged, waiting for its webhook", _ => "the balance cannot tell" },
        Reason = why => why == FailureReason.Lost ? "answer lost" : "never finished",
        Time = at => Time(DateTimeOffset.FromUnixTimeMilliseconds(at)),
        More = More,
    });
}
