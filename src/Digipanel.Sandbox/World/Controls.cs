using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.World;

/// <summary>The outside world at hand: what can go wrong on demand, and the bot's own power switch.</summary>
internal sealed class Controls(DigipanelServer digipanel, DoitpayServer doitpay, BotRunner? bot, Outage outage, Forger forger, PaymentTroubles payments, WhatsAppTroubles whatsapp, PeopleTroubles people)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>As the page shows them now.</summary>
    public IReadOnlyList<ControlView> View()
    {
        var views = new List<ControlView>
        {
            new("fail-download", "fail", "Fail the next download", "Digipanel accepts it, then reports a failure: the customer gets the money back.", digipanel.Options.Failing.Due),
            new("lose-webhook", "bell-off", "Drop the next webhook", "Digipanel finishes, but its webhook never comes: the bot has to ask.", digipanel.Options.Webhooks.Lost.Due),
            new("lose-notification", "mail-off", "Lose the next payment notice", "Doitpay takes the money, but never tells: the bot has to ask.", doitpay.Options.Notifications.Lost.Due),
            new("pay-other", "coin", "Pay another amount next", "The next payer pays Rp 1.000 more than the bill says: the bot must not credit it, and calls the admins.", doitpay.Options.OtherAmount.Due),
            new("too-many-requests", "slow", "Answer 429 once", "Digipanel says that there were too many requests: the bot has to wait.", digipanel.Faults.Left > 0),
            new("outage", "plug", outage.Until is null ? "Stop Digipanel for a minute" : "Digipanel is down", "Connections are refused. Orders wait, and nothing is lost. Press again to end it early.", outage.Until is not null, outage.Until),
            new("forge-notification", "mask", "Forge a payment notice", "A stranger tells the bot that somebody has paid. Shows what the bot answers, and that no money moves.", null),
            new("forge-webhook", "mask", "Forge a download webhook", "A stranger tells the bot that a download has failed. Shows what the bot answers, and that no money moves.", null),
        };
        views.AddRange(payments.View());
        views.AddRange(whatsapp.View());
        views.AddRange(people.View());
        if (bot is not null)
        {
            views.Add(new("restart-bot", "power", "Restart the bot", "Stops it as a supervisor would, and starts it on the same database.", null));
            views.Add(new("kill-bot", "bolt", "kill -9 the bot", "Ends it in the middle of whatever it does, and starts it on the same database.", null));
        }
        return views;
    }

    /// <summary>Uses one; those that wait for their moment are switched off when used again. Null: there is no such control.</summary>
    public async Task<string?> UseAsync(string key, string? reference, long? customer)
    {
        switch (key)
        {
            case "pay" when reference is not null && doitpay.Pay(reference):
                return "Paid: Doitpay tells the bot.";
            case "lose-notification":
                return Toggle(doitpay.Options.Notifications.Lost, "Doitpay's next notification will be lost.");
            case "pay-other":
                return Toggle(doitpay.Options.OtherAmount, "The next payment will be Rp 1.000 more than its bill.");
            case "fail-download":
                return Toggle(digipanel.Options.Failing, "The next download will fail.");
            case "lose-webhook":
                return Toggle(digipanel.Options.Webhooks.Lost, "Digipanel's next webhook will be lost.");
            case "too-many-requests" when digipanel.Faults.Left > 0:
                digipanel.Faults.Clear();
                return "";
            case "too-many-requests":
                digipanel.Faults.Next(1, Fault.TooManyRequests(RetryAfterSeconds));
                return "Digipanel's next answer will be 429.";
            case "outage" when outage.Until is not null:
                await outage.EndAsync();
                return "Digipanel is up again.";
            case "outage":
                await outage.BeginAsync(Outage.Usual);
                return "Digipanel is down for a minute: connections are refused.";
            case "forge-notification":
                return await forger.PaymentAsync(customer);
            case "forge-webhook":
                return await forger.DownloadAsync(customer);
            case "restart-bot" or "kill-bot" when bot is not null:
                await bot.RestartAsync(kill: key == "kill-bot");
                return key == "kill-bot" ? "The bot was killed and starts again." : "The bot was stopped and starts again.";
            default:
                return whatsapp.Use(key) ?? people.Use(key, customer) ?? payments.Use(key, customer);
        }
    }

    internal static string Toggle(Upcoming upcoming, string armed)
    {
        if (upcoming.Due)
        {
            upcoming.Clear();
            return "";
        }
        upcoming.Next();
        return armed;
    }
}
