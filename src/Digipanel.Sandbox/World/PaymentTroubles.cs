using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Sandbox.World;

/// <summary>What can go wrong between Doitpay and the bot, as controls: how notifications are signed, which lies they tell, calls and clocks that fail.</summary>
internal sealed class PaymentTroubles(DoitpayServer doitpay, BotDatabase? database)
{
    private static readonly (NotificationForm Form, string Label, string Title)[] Forms =
    [
        (NotificationForm.ServiceRsa, "1: RSA over the body", "The only form that proves what it says."),
        (NotificationForm.KeyAndTimeRsa, "2: RSA over key|time", "The page's formula: it does not cover the body, so the bot asks."),
        (NotificationForm.KeyAndTimeRsaColon, "2: RSA over key:time", "The page's formula with a colon."),
        (NotificationForm.BearerHmac, "3: HMAC with the bot's token", "Doitpay fetches a token from the bot first."),
        (NotificationForm.PartnerHmac, "4: HMAC, key in a header", "Anyone can make this one: a hint, no more."),
    ];

    private static readonly (TimeSpan Ahead, string Label)[] Clocks =
        [(TimeSpan.Zero, "Doitpay's clock is right"), (TimeSpan.FromMinutes(2), "Doitpay's clock is 2 min ahead"), (TimeSpan.FromMinutes(10), "Doitpay's clock is 10 min ahead")];

    private int Form => Math.Max(0, Array.FindIndex(Forms, f => f.Form == doitpay.Options.Notifications.Form));

    private int Clock => Math.Max(0, Array.FindIndex(Clocks, c => c.Ahead == doitpay.Options.ClockAhead));

    public IReadOnlyList<ControlView> View()
    {
        var notices = doitpay.Options.Notifications;
        return
        [
            new("notice-form", "lock", $"Signed as {Forms[Form].Label}", $"How Doitpay signs its payment notices. {Forms[Form].Title} Press for the next form.", null),
            new("notice-twice", "copy", "Send payment notices twice", "The same notice comes again, with the same X-EXTERNAL-ID: the bot answers as before and does nothing.", notices.Duplicates > 0),
            new("notice-amount", "coin", "Next notice tells 10 × the amount", "The payment is right, its notice is not: the bot asks Doitpay, credits what was paid, and tells the admins.", notices.WrongAmount.Due),
            new("notice-unknown", "search", "Next notice is of nobody's bill", "A signed notice of a reference that the shop does not have: 404, and the admins are told.", notices.WrongReference.Due),
            new("notice-stale", "slow", "Next notice is an hour old", "Its X-TIMESTAMP is refused; the bot finds the payment by asking.", notices.OldTimestamp.Due),
            new("status-down", "plug", "Status calls fail", "Doitpay answers 504 to every question about a payment: a notified payment waits and is confirmed later.", doitpay.Options.StatusDown.Due),
            new("refund", "back", "Refund the last payment", "Doitpay gives the money of the last paid bill back (status 04): an admin decides what becomes of the wallet.", null),
            new("clock", "bell", Clocks[Clock].Label, "The bot compares clocks by the Date header: beyond a minute it warns the admins, beyond five its calls are refused. Press for the next.", null),
        ];
    }

    /// <summary>Uses one; null: it is none of these.</summary>
    public string? Use(string key, long? customer)
    {
        var notices = doitpay.Options.Notifications;
        switch (key)
        {
            case "notice-form":
                var (form, label, _) = Forms[(Form + 1) % Forms.Length];
                notices.Form = form;
                return $"From now on notices are signed as {label}.";
            case "notice-twice":
                (notices.Duplicates, notices.KeepExternalId) = notices.Duplicates > 0 ? (0, false) : (1, true);
                return notices.Duplicates > 0 ? "Every notice is sent twice." : "";
            case "notice-amount":
                return Controls.Toggle(notices.WrongAmount, "The next notice tells ten times the amount.");
            case "notice-unknown":
                return Controls.Toggle(notices.WrongReference, "The next notice is about a reference that does not exist.");
            case "notice-stale":
                return Controls.Toggle(notices.OldTimestamp, "The next notice is an hour old.");
            case "status-down":
                doitpay.Options.StatusDown.Always = !doitpay.Options.StatusDown.Always;
                return doitpay.Options.StatusDown.Always ? "Status calls answer 504 until you press again." : "";
            case "refund":
                return Refund(customer);
            case "clock":
                (doitpay.Options.ClockAhead, var said) = Clocks[(Clock + 1) % Clocks.Length];
                return $"{said}.";
            default:
                return null;
        }
    }

    private string Refund(long? customer)
    {
        var own = database?.Topups().Where(t => t.CustomerId == customer).Select(t => t.Reference).ToHashSet(StringComparer.Ordinal);
        var paid = doitpay.Payments.LastOrDefault(p => p.State == DoitpayState.Paid && (customer is null || own is null || own.Contains(p.PartnerReference)));
        return paid is null || !doitpay.Refund(paid.Reference)
            ? "Nothing is paid that could be refunded."
            : $"{paid.PartnerReference} is refunded: Doitpay tells the bot.";
    }
}
