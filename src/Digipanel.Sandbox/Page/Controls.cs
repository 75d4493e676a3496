using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Page;

/// <summary>The outside world at hand: what can go wrong on demand, and the bot's own power switch.</summary>
internal sealed class Controls(DigipanelServer digipanel, BotRunner? bot)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>As the page shows them now.</summary>
    public IReadOnlyList<ControlView> View()
    {
        var views = new List<ControlView>
        {
            new("fail-download", "Fail the next download", "Digipanel accepts it, then reports a failure: the customer gets the money back.", digipanel.Options.Failing.Due),
            new("lose-webhook", "Lose the next webhook", "Digipanel finishes, but its webhook never comes: the bot has to ask.", digipanel.Options.Webhooks.Lost.Due),
            new("too-many-requests", "Answer 429 next", "Digipanel says that there were too many requests: the bot has to wait.", digipanel.Faults.Left > 0),
        };
        if (bot is not null)
        {
            views.Add(new("restart-bot", "Restart the bot", "Stops it as a supervisor would, and starts it on the same database.", null));
            views.Add(new("kill-bot", "kill -9 the bot", "Ends it in the middle of whatever it does, and starts it on the same database.", null));
        }
        return views;
    }

    /// <summary>Uses one; those that wait for their moment are switched off when used again. Null: there is no such control.</summary>
    public async Task<string?> UseAsync(string key)
    {
        switch (key)
        {
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
