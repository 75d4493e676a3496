using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.People;

/// <summary>/blokir CUSTOMER [reason]: asks nothing, because /buka undoes it.</summary>
internal sealed class BlockCommand(AdminOptions admins) : AdminCommand(admins)
{
    private readonly AdminOptions _admins = admins;

    public override IReadOnlyList<string> Names => ["blokir", "block"];

    public override void Handle(CommandContext context)
    {
        if (CustomerArgument.Read(context.Tx.Connection, context.Arguments) is not { } read)
        {
            context.Reply(context.Texts.BlockUsage);
        }
        else if (read.Surely is [var customer])
        {
            Block(context, _admins, customer, read.Rest);
        }
        else
        {
            FoundCustomers.Say(context, read);
        }
    }

    /// <summary>Blocks, and says so.</summary>
    internal static void Block(CommandContext context, AdminOptions admins, Customer customer, string reason)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        reason = Wording.Cut(reason, Wording.ReasonCharsMax);
        if (FoundCustomers.Accounts(tx.Connection, customer).Any(admins.Include))
        {
            context.Reply(texts.BlockAdmin);
        }
        else if (!CustomerBlocks.Block(tx, customer, context.Customer, reason))
        {
            context.Reply(texts.BlockedBefore(Wording.NameOf(customer)));
        }
        else
        {
            AdminLog.Write(tx, context.Customer, new AdminAct("block") { CustomerId = customer.Id, Reason = reason.Length > 0 ? reason : null });
            CustomerCards.Refresh(tx, customer);
            context.Reply(new Reply(texts.Blocked(Wording.NameOf(customer))) { Buttons = [[CustomerButton.Of(customer, CustomerButton.Unblock, texts.UnblockButton)]] });
        }
    }
}

/// <summary>/buka CUSTOMER: lets somebody in again.</summary>
internal sealed class UnblockCommand(AdminOptions admins) : AdminCommand(admins)
{
    public override IReadOnlyList<string> Names => ["buka", "unblock"];

    public override void Handle(CommandContext context)
    {
        if (CustomerArgument.Read(context.Tx.Connection, context.Arguments) is not { } read)
        {
            context.Reply(context.Texts.UnblockUsage);
        }
        else if (read.Surely is [var customer])
        {
            Unblock(context, customer);
        }
        else
        {
            FoundCustomers.Say(context, read);
        }
    }

    /// <summary>Unblocks, and says so to both.</summary>
    internal static void Unblock(CommandContext context, Customer customer)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (!CustomerBlocks.Unblock(tx, customer))
        {
            context.Reply(texts.NotBlocked(Wording.NameOf(customer)));
            return;
        }

        AdminLog.Write(tx, context.Customer, new AdminAct("unblock") { CustomerId = customer.Id });
        CustomerReader.Tell(tx, customer, t => new Reply(t.YouAreUnblocked));
        CustomerCards.Refresh(tx, customer);
        context.Reply(texts.Unblocked(Wording.NameOf(customer)));
    }
}
