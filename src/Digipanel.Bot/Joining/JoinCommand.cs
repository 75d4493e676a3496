using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Joining;

/// <summary>
/// /hubungkan: gives a code; with a code, asks whether to join the account that made it. The question names that account and what will move: whoever was
/// talked into typing a stranger's code sees it there, before any money has moved.
/// </summary>
internal sealed class JoinCommand(JoinCheck check, Ids ids) : IChatCommand
{
    public IReadOnlyList<string> Names => ["hubungkan", "link"];

    // "link saya mana kak?" is about a file.
    public bool IsMeant(Customer customer, string name, string arguments) =>
        !string.Equals(name, "link", StringComparison.OrdinalIgnoreCase) || (arguments.Any(c => char.IsAsciiDigit(c) || c == '-') && JoinCode.Read(arguments) is not null);

    public void Handle(CommandContext context)
    {
        if (context.Arguments.Length == 0)
        {
            Give(context);
        }
        else
        {
            Enter(context);
        }
    }

    /// <summary>Says why not.</summary>
    internal static Html Words(ITexts texts, JoinRefusal why, Customer account)
    {
        var other = JoinSide.OtherThan(account.Channel);
        return why switch
        {
            JoinRefusal.Joined => texts.JoinAlready(other),
            JoinRefusal.SameChannel => texts.JoinSameChannel(JoinSide.NameOf(account.Channel), other),
            JoinRefusal.OwnCode => texts.JoinOwnCode(other),
            JoinRefusal.OwnerJoined => texts.JoinOwnerJoined(other),
            JoinRefusal.OwnerAway => texts.JoinOwnerAway(other),
            JoinRefusal.Unreadable => texts.JoinUnreadable(other),
            JoinRefusal.Expired => texts.JoinExpired(other),
            JoinRefusal.Used => texts.JoinUsed(other),
            JoinRefusal.TooManyGuesses => texts.JoinTooManyGuesses,
            JoinRefusal.Blocked => texts.JoinBlocked(JoinSide.OtherThan(account.Channel)),
        JoinRefusal.Admin => texts.JoinAdmin,
            _ => texts.JoinWrong,
        };
    }

    private void Give(CommandContext context)
    {
        var (texts, customer) = (context.Texts, context.Customer);
        if (check.OfAccount(customer) is { } no)
        {
            context.Reply(Words(texts, no, customer));
        }
        else if (JoinCodes.Make(context.Tx, ids, customer) is not { } code)
        {
            context.Reply(texts.JoinTooManyCodes);
        }
        else
        {
            var typed = $"/{Names[0]} {JoinCode.Show(code)}";
            context.Reply(new Reply(texts.JoinCodeMade(typed, JoinSide.OtherThan(customer.Channel), (int)JoinCodes.LifeMax.TotalMinutes))
            {
                Buttons = [[new Button(texts.JoinCopyButton) { Copy = typed }]],
            });
        }
    }

    private void Enter(CommandContext context)
    {
        var (tx, texts, customer) = (context.Tx, context.Texts, context.Customer);
        if (check.OfTyped(tx, context.Arguments, customer, out var code) is { } no)
        {
            context.Reply(Words(texts, no, customer));
            return;
        }

        JoinCodes.Enter(tx, code!, customer);
        var owner = JoinSide.Of(tx.Connection, Customers.Find(tx.Connection, code!.OwnerId)!);
        context.Reply(new Reply(texts.JoinAsk(owner, JoinSide.NameOf(customer.Channel), Ledger.BalanceOf(tx.Connection, customer.Id)))
        {
            Buttons =
            [
                [new Button(texts.JoinYesButton) { Action = string.Create(CultureInfo.InvariantCulture, $"{JoinButtons.ButtonPrefix}:ya:{code.Id}") }],
                [new Button(texts.JoinNoButton) { Action = string.Create(CultureInfo.InvariantCulture, $"{JoinButtons.ButtonPrefix}:batal:{code.Id}") }],
            ],
        });
    }
}

/// <summary>The question's answers, "hubung:ya:12" and "hubung:batal:12": they name the code's row, and only who entered the code can give them.</summary>
internal sealed class JoinButtons(JoinCheck check) : IButtonHandler
{
    public const string ButtonPrefix = "hubung";

    public string Prefix => ButtonPrefix;

    public void Handle(CommandContext context, string payload)
    {
        var parts = payload.Split(':');
        if (parts.Length != 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || JoinCodes.Find(context.Tx, id) is not { } code || code.EnteredBy != context.Customer.AccountId || code.EndedAt is not null)
        {
            context.Toast(context.Texts.ToastOldButton);
        }
        else if (parts[0] != "ya")
        {
            JoinCodes.End(context.Tx, code);
            context.Edit(new Reply(context.Texts.JoinNot));
        }
        else if (check.OfEntered(context.Tx, code, context.Customer) is { } no)
        {
            JoinCodes.End(context.Tx, code);
            context.Edit(new Reply(JoinCommand.Words(context.Texts, no, context.Customer)));
        }
        else
        {
            Join(context, code);
        }
    }

    private static void Join(CommandContext context, JoinCodeRow code)
    {
        var (tx, joined) = (context.Tx, context.Customer);
        var owner = Customers.Find(tx.Connection, code.OwnerId)!;
        var moved = Joins.Join(tx, code, owner, joined);
        JoinCodes.End(tx, code);
        var balance = Ledger.BalanceOf(tx.Connection, owner.AccountId);
        context.Edit(new Reply(context.Texts.JoinDone(JoinSide.Of(tx.Connection, owner), moved, balance)));
        Outbox.Enqueue(tx, owner.Address, new Reply(TextsOf.Language(owner.Language).JoinNotice(JoinSide.Of(tx.Connection, joined), moved, balance)));
    }
}
