using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>/pelanggan: finds somebody and shows their card. Alone it asks whom, and lists the accounts that number changes have left behind with money.</summary>
internal sealed class CustomerCommand(AdminOptions admins) : AdminCommand(admins), IAdminAnswer
{
    public override IReadOnlyList<string> Names => ["pelanggan", "user"];

    public string Prefix => "cari";

    public override void Handle(CommandContext context)
    {
        if (context.Arguments.Length > 0)
        {
            Show(context, context.Arguments);
            return;
        }

        AdminQuestions.Ask(context.Tx, context.Customer, Prefix);
        var left = CustomerFinder.LeftBehind(context.Tx.Connection);
        context.Reply(new Reply(Html.Lines([context.Texts.CustomerAsk, .. left.Count > 0 ? [Html.Empty, context.Texts.LeftBehind(left.Count)] : Array.Empty<Html>()]))
        {
            Buttons = FoundCustomers.Buttons(left),
        });
    }

    public void Answer(CommandContext context, string payload, string text) => Show(context, text);

    private static void Show(CommandContext context, string text)
    {
        var found = CustomerFinder.Find(context.Tx.Connection, text);
        found = found.Count > 0 ? found : CustomerFinder.Named(context.Tx.Connection, text);
        if (found is [var one])
        {
            CustomerCards.Show(context.Tx, context.Customer, one);
        }
        else
        {
            FoundCustomers.Say(context, found, text);
        }
    }
}

/// <summary>Nobody, or several, who may be meant.</summary>
internal static class FoundCustomers
{
    /// <summary>The same of what stands at the beginning of an admin's words.</summary>
    public static void Say(CommandContext context, CustomerArgument read) => Say(context, read.Surely, read.MayBePhone ? $"{read.Named} {read.Rest}" : read.Named);

    /// <summary>Says so; each of several has a button to its card.</summary>
    public static void Say(CommandContext context, IReadOnlyList<Customer> found, string named) => context.Reply(found.Count == 0
        ? new Reply(context.Texts.CustomerNotFound(Wording.Cut(named, 60)))
        : new Reply(context.Texts.CustomersFound(found.Count)) { Buttons = Buttons(found) });

    /// <summary>A button a customer.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Buttons(IEnumerable<Customer> found) => [.. found.Select(c => (IReadOnlyList<Button>)[CustomerButton.Of(c, CustomerButton.Look, Label(c))])];

    /// <summary>All accounts of a customer.</summary>
    public static IEnumerable<Customer> Accounts(SqliteConnection database, Customer customer) =>
        new[] { customer.Id, customer.JoinedId }.Select(id => Customers.Find(database, id)).OfType<Customer>();

    /// <summary>"👤 Ayu (p17) · Telegram"</summary>
    public static string Label(Customer customer) => $"👤 {Wording.NameOf(customer)} · {Joining.JoinSide.NameOf(customer.Channel)}";
}
