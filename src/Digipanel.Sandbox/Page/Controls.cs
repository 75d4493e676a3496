using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Page;

/// <summary>The outside world at hand: what can go wrong on demand, and the bot's own power switch.</summary>
internal sealed class Controls(DigipanelServer digipanel, DoitpayServer doitpay, BotRunner? bot)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>As the page shows them now.</summary>
    public IReadOnlyList<ControlView> View()
    {
        var views = new List<ControlView>
        {
            new("fail-download", "Fail the next download", "Digipanel accepts it, then reports a failure: the customer gets the money back.", digipanel.Options.Failing.Due),
            new("lose-webhook", "Lose the next download webhook", "Digipanel finishes, but its webhook never comes: the bot has to ask.", digipanel.Options.Webhooks.Lost.Due),
            new("lose-notification", "Lose the next payment notice", "Doitpay takes the money, but never tells: the bot has to ask.", doitpay.Options.Notifications.Lost.Due),
            new("too-many-requests", "Answer 429 once", "Digipanel says that there were too many requests: the bot has to wait.", digipanel.Faults.Left > 0),
        };
        if (bot is not null)
        {
            views.Add(new("restart-bot", "Restart the bot", "Stops it as a supervisor would, and starts it on the same database.", null));
            views.Add(new("kill-bot", "kill -9 the bot", "Ends it in the middle of whatever it does, and starts it on the same database.", null));
        }
        return views;
    }

    /// <summary>Uses one; those that wait for their moment are switched off when used again. Null: there is no such control.</summary>
    public async Task<string?> UseAsync(string key, string? reference)
    {
        switch (key)
        {
            case "pay" when reference is not null && doitpay.Pay(reference):
                return "Paid: Doitpay tells the bot.";
            case "lose-notification":
                return Toggle(doitpay.Options.Notifications.Lost, "Doitpay's next notification will be lost.");
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
            case "restart-bot" or "kill-bot" when bot is not null:
                await bot.RestartAsync(kill: key == "kill-bot");
                return key == "kill-bot" ? "The bot was killed and starts again." : "The bot was stopped and starts again.";
            default:
                return null;
        }
    }

    private static string Toggle(Upcoming upcoming, string armed)
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
