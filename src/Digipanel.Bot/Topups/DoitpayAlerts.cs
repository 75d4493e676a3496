using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>What admins hear about Doitpay as a whole, and that it is over.</summary>
internal static class DoitpayAlerts
{
    private const string UnauthorisedName = "doitpay:unauthorised";
    private const string UnreachableName = "doitpay:unreachable";
    private const string SilentName = "doitpay:silent";
    private const string RefusedName = "doitpay:refused:";
    private const string UnusableName = "doitpay:unusable:";
    private const string ClockName = "doitpay:clock:";

    public static void Unauthorised(Tx tx, AdminAlerts alerts, string code, string message) =>
        alerts.Raise(tx, UnauthorisedName, t => t.AdminDoitpayUnauthorised(code, message));

    public static void Unreachable(Tx tx, AdminAlerts alerts, string why) =>
        alerts.Raise(tx, UnreachableName, t => t.AdminDoitpayUnreachable(why));

    /// <summary>No question about a payment was answered for so long.</summary>
    public static void Silent(Tx tx, AdminAlerts alerts, string why, TimeSpan since) =>
        alerts.Raise(tx, SilentName, t => t.AdminDoitpaySilent((int)since.TotalMinutes, why));

    /// <summary>Says once that the clocks are apart, once more when that is too much for Doitpay, and when it is over.</summary>
    public static void Clock(Tx tx, AdminAlerts alerts, ClockSkew skew)
    {
        if (skew.Confirmed is not { } apart || (apart.Duration() > ClockSkew.FineAt && apart.Duration() <= ClockSkew.WarnAt))
        {
            return;
        }

        var isRefused = apart.Duration() > ClockSkew.RefusedAt;
        string[] wrong = isRefused ? [ClockName + "off", ClockName + "refused"] : apart.Duration() > ClockSkew.WarnAt ? [ClockName + "off"] : [];
        alerts.Follow(
            tx, ClockName, wrong,
            t => isRefused ? t.AdminDoitpayClockRefused(apart.Duration(), apart > TimeSpan.Zero) : t.AdminDoitpayClockOff(apart.Duration(), apart > TimeSpan.Zero),
            t => t.AdminDoitpayClockFine);
    }

    /// <summary>A top-up was refused, and its customer has to choose another way to pay.</summary>
    public static void Refused(Tx tx, AdminAlerts alerts, string method, string code, string message) =>
        alerts.Raise(tx, RefusedName + method, t => t.AdminDoitpayRefused(method, code, message));

    /// <summary>What Doitpay sent cannot be shown.</summary>
    public static void Unusable(Tx tx, AdminAlerts alerts, string method, string reference, string why) =>
        alerts.Raise(tx, UnusableName + method, t => t.AdminDoitpayUnusable(reference, why));

    /// <summary>A top-up can be paid: whatever was told of its method is over.</summary>
    public static void Issued(Tx tx, AdminAlerts alerts, string method)
    {
        Answers(tx, alerts);
        alerts.Clear(tx, RefusedName + method, t => t.AdminDoitpayMethodWorks(method));
        alerts.Clear(tx, UnusableName + method, t => t.AdminDoitpayMethodWorks(method));
    }

    public static void Answers(Tx tx, AdminAlerts alerts)
    {
        alerts.Clear(tx, UnauthorisedName, t => t.AdminDoitpayAnswersAgain);
        alerts.Clear(tx, UnreachableName, t => t.AdminDoitpayAnswersAgain);
        alerts.Clear(tx, SilentName, t => t.AdminDoitpayAnswersAgain);
    }
}

/// <summary>How long a leased row belongs to its worker: longer than the longest call, token, retries and all.</summary>
internal static class Lease
{
    public static TimeSpan Of(DoitpayOptions options) => (4 * options.Timeout) + TimeSpan.FromSeconds(30);
}
