using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.World;

/// <summary>What customers may do to the bot, as controls: block it.</summary>
internal sealed class PeopleTroubles(TelegramServer telegram)
{
    public IEnumerable<ControlView> View()
    {
        var blocking = telegram.Users.Count(u => telegram.IsBlockedBy(u.Id));
        return [new("block-bot", "fail", blocking == 0 ? "Block the bot" : $"Block the bot, or unblock it ({blocking} do)", "Whoever is in view blocks the bot on Telegram: it is refused with 403, and a broadcast passes them by. Press again to let it write.", null)];
    }

    /// <summary>Uses one; null: it is none of these, or nobody on Telegram is in view.</summary>
    public string? Use(string key, long? customer)
    {
        if (key != "block-bot" || telegram.Users.FirstOrDefault(u => u.Id == customer) is not { } person)
        {
            return null;
        }

        if (telegram.IsBlockedBy(person.Id))
        {
            telegram.Unblock(person.Id);
            return $"{person.FirstName} lets the bot write again.";
        }

        telegram.Block(person.Id);
        return $"{person.FirstName} blocks the bot: nothing reaches them.";
    }
}
