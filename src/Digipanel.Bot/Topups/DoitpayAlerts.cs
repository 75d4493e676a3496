using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>What admins hear about Doitpay as a whole, and that it is over.</summary>
internal static class DoitpayAlerts
{
    private const string UnauthorisedName = "doitpay:unauthorised";
    private const string UnreachableName = "doitpay:unreachable";

    public static void Unauthorised(Tx tx, AdminAlerts alerts, string code, string message) =>
        alerts.Raise(tx, UnauthorisedName, t => t.AdminDoitpayUnauthorised(code, message));

    public static void Unreachable(Tx tx, AdminAlerts alerts, string why) =>
        alerts.Raise(tx, UnreachableName, t => t.AdminDoitpayUnreachable(why));

    public static void Answers(Tx tx, AdminAlerts alerts)
    {
        alerts.Clear(tx, UnauthorisedName, t => t.AdminDoitpayAnswersAgain);
        alerts.Clear(tx, UnreachableName, t => t.AdminDoitpayAnswersAgain);
    }
}

/// <summary>How long a leased row belongs to its worker: longer than the longest call, token, retries and all.</summary>
internal static class Lease
{
    public static TimeSpan Of(DoitpayOptions options) => (4 * options.Timeout) + TimeSpan.FromSeconds(30);
}
