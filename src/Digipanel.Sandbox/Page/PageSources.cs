using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Page;

/// <summary>Everything the page looks at.</summary>
internal sealed record PageSources(TelegramServer Telegram, DigipanelServer Digipanel, BotDatabase? Database, BotRunner? Bot, BotLog Log, Traffic Traffic, Controls Controls)
{
    /// <summary>What the shop still has at Digipanel, over all accounts.</summary>
    public long DigipanelBalance() => Digipanel.Accounts.Sum(account => account.Balance);
}
