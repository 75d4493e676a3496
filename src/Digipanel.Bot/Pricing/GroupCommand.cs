using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Joining;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Pricing;

/// <summary>/grup CUSTOMER reseller: puts a customer into a group that has prices of its own; with - instead, out of it; without, tells which one it is.</summary>
internal sealed class GroupCommand(AdminOptions admins, GroupMembers members) : AdminCommand(admins)
{
    public override IReadOnlyList<string> Names => ["grup", "group"];

    public override void Handle(CommandContext context)
    {
        var (tx, texts) = (context.Tx, context.Texts);

        // Before the customer is looked for: a dash may end a phone number as well.
        var leaves = context.Arguments.EndsWith(" " + GroupMembers.None, StringComparison.Ordinal);
        if (CustomerArgument.Read(tx.Connection, leaves ? context.Arguments[..^GroupMembers.None.Length] : context.Arguments) is not { } argument)
        {
            context.Reply(texts.GroupHelp([.. PriceList.Read(tx.Connection).Groups.Keys.Order(StringComparer.Ordinal)]));
            return;
        }

        var found = argument.Surely;
        var group = (argument.Rest, leaves) switch
        {
            ("", true) => GroupMembers.None,
            ("", false) => null,
            var (rest, _) => leaves ? $"{rest} {GroupMembers.None}" : rest.ToLowerInvariant(),
        };
        if (found.Count == 0)
        {
            FoundCustomers.Say(context, argument);
        }
        else if (group is not null && group != GroupMembers.None && !PriceList.Read(tx.Connection).Groups.ContainsKey(group))
        {
            context.Reply(texts.PriceNoGroup(Wording.Cut(group, 60)));
        }
        else if (found.Count > 1)
        {
            context.Reply(new Reply(texts.CustomersFound(found.Count)) { Buttons = [.. found.Select(c => (IReadOnlyList<Button>)[Choice(c, group)])] });
        }
        else if (group is null)
        {
            members.Show(context, found[0]);
        }
        else
        {
            members.Put(context, found[0], group);
        }
    }

    private static Button Choice(Customer customer, string? group) => new(FoundCustomers.Label(customer))
    {
        Action = string.Create(CultureInfo.InvariantCulture, $"{GroupButtons.ButtonPrefix}:{customer.AccountId}{(group is null ? "" : ":" + group)}"),
    };
}

/// <summary>"pilihgrup:17:reseller": the one of several customers that was meant; "pilihgrup:17:-"; "pilihgrup:17" shows.</summary>
internal sealed class GroupButtons(AdminOptions admins, GroupMembers members) : AdminButtons(admins)
{
    public const string ButtonPrefix = "pilihgrup";

    public override string Prefix => ButtonPrefix;

    protected override void Press(CommandContext context, string[] parts)
    {
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Customers.Find(context.Tx.Connection, id) is not { } customer)
        {
            context.Toast(context.Texts.ToastOldButton);
        }
        else if (parts.Length == 1)
        {
            members.Show(context, customer);
        }
        else if (parts[1] == GroupMembers.None || PriceList.Read(context.Tx.Connection).Groups.ContainsKey(parts[1]))
        {
            members.Put(context, customer, parts[1]);
        }
        else
        {
            context.Toast(context.Texts.ToastOldButton);
        }
    }
}

/// <summary>Puts customers into groups, and tells them what they pay from now on.</summary>
internal sealed class GroupMembers(Prices prices)
{
    /// <summary>Instead of a group: none.</summary>
    public const string None = "-";

    public void Show(CommandContext context, Customer customer)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var list = PriceList.Read(tx.Connection);
        var current = PriceGroups.Of(tx.Connection, customer);
        var rows = list.Groups.Keys.Except(current, StringComparer.Ordinal).Order(StringComparer.Ordinal).Concat(current.Count > 0 ? [None] : []).Select(g => new Button(g == None ? texts.ButtonGroupNone : g)
        {
            Action = string.Create(CultureInfo.InvariantCulture, $"{GroupButtons.ButtonPrefix}:{customer.AccountId}:{g}"),
        });
        context.Reply(new Reply(texts.GroupShown(JoinSide.Of(tx.Connection, customer), current, prices.For(tx, customer))) { Buttons = [.. rows.Chunk(2)] });
    }

    public void Put(CommandContext context, Customer customer, string group)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var (before, cost) = (PriceGroups.Of(tx.Connection, customer), prices.For(tx, customer));
        var after = group == None ? null : group;
        if (after is null ? before.Count == 0 : before is [var only] && only == after)
        {
            context.Reply(texts.GroupSame(JoinSide.Of(tx.Connection, customer), before));
            return;
        }

        PriceGroups.Put(tx, customer, after);
        var price = prices.For(tx, customer);
        AdminLog.Write(tx, context.Customer, new AdminAct("group")
        {
            CustomerId = customer.AccountId, Before = before.Count > 0 ? string.Join(", ", before) : null, After = after ?? None,
        });
        context.Reply(texts.GroupPut(JoinSide.Of(tx.Connection, customer), after, price));
        if (price != cost && customer.AccountId != context.Customer.AccountId)
        {
            CustomerReader.Tell(tx, customer, t => new Reply(t.GroupNews(price, price < cost)));
        }
    }
}
