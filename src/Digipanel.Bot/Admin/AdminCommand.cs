using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>A command that exists for the shop's admins only: to everybody else its name is a word like any other, and nothing gives it away.</summary>
internal abstract class AdminCommand(AdminOptions admins) : IChatCommand
{
    public abstract IReadOnlyList<string> Names { get; }

    public bool IsFor(Customer customer) => admins.Include(customer);

    public abstract void Handle(CommandContext context);
}
