using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// /batal: takes back orders that have not gone to Digipanel: one by its number, those of a purchase (the button on its card), or all. Several at once ask
/// first, unless that was said ("/batal semua"). One that waits again after a lost answer may be taken back too: what that attempt may have
/// cost is booked already.
/// </summary>
internal sealed class CancelCommand : IChatCommand
{
    public IReadOnlyList<string> Names => ["batal", "cancel"];

    public void Handle(CommandContext context)
    {
        var words = context.Arguments.ToLowerInvariant().Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case [("ya" or "tidak") and var answer, var scope, var upTo] when context.Update.CallbackData is not null && Scope.TryParse(scope, upTo) is { } asked:
                Answer(context, asked, isYes: answer == "ya");
                break;
            case [] when context.Update.CallbackData is null && AdminQuestions.TakeBack(context.Tx, context.Customer):
                // Asked what to write to a customer, or why: that is what is called off, and no order.
                context.Reply(context.Texts.QuestionDropped);
                break;
            case [] when context.Update.CallbackData is null && KeptLinks.DropQuestions(context.Tx, context.Customer):
                // An open question is what was meant, and perhaps nothing else.
                context.Reply(context.Texts.ToastDropped);
                if (Waiting(Orders(context.Tx, context.Customer, Scope.All)).Count > 0)
                {
                    AskOrDo(context, Scope.All, unaskedMax: 0);
                }

                break;
            case []:
                // A word is said more easily than a command is typed, and may be about something else.
                AskOrDo(context, Scope.All, unaskedMax: IsBareWord(context.Update) ? 0 : 1);
                break;
            case ["semua" or "all"]:
                Tell(context, Do(context.Tx, context.Customer, Scope.All));
                break;
            case [var one] when Scope.TryParse(one, out var scope):
                AskOrDo(context, scope);
                break;
            default:
                context.Reply(context.Texts.CancelUnreadable);
                break;
        }
    }

    private static bool IsBareWord(ChatUpdate update) => update is { WordsAreCommands: true, CallbackData: null } && !update.Text.TrimStart().StartsWith('/');

    private static void AskOrDo(CommandContext context, Scope scope, int unaskedMax = 1)
    {
        var waiting = Waiting(Orders(context.Tx, context.Customer, scope));
        if (waiting.Count <= unaskedMax)
        {
            Tell(context, Do(context.Tx, context.Customer, scope));
            return;
        }

        // The yes is for these: what is ordered until it comes goes on.
        var refund = new Rupiah(waiting.Sum(o => o.Price.Value));
        context.Reply(new Reply(context.Texts.CancelAsk([.. waiting.Select(Label)], refund))
        {
            Buttons =
            [
                [new Button(context.Texts.ButtonCancelYes(waiting.Count)) { Action = $"batal:ya:{scope.Word}:{waiting[^1].Number}" }],
                [new Button(context.Texts.ButtonCancelNot) { Action = $"batal:tidak:{scope.Word}:{waiting[^1].Number}" }],
            ],
        });
    }

    /// <summary>
    /// The question's answer. Where none of its orders waits any more, perhaps because it was answered before, the question is left as it is: by then it
    /// may tell of the refund.
    /// </summary>
    private static void Answer(CommandContext context, Scope scope, bool isYes)
    {
        var orders = Orders(context.Tx, context.Customer, scope);
        if (Waiting(orders).Count == 0 && (orders.Count == 0 || !isYes))
        {
            context.Toast(context.Texts.ToastOldButton);
        }
        else if (isYes)
        {
            Tell(context, Do(context.Tx, context.Customer, scope), edits: Waiting(orders).Count > 0);
        }
        else
        {
            context.Edit(new Reply(context.Texts.CancelNot));
        }
    }

    /// <summary>A refund is a message of its own: it is news, and can be forwarded. Only the question makes room for it.</summary>
    private static void Tell(CommandContext context, Cancellation done, bool edits = false)
    {
        var reply = new Reply(context.Texts.Cancelled(done));
        if (edits)
        {
            context.Edit(reply);
        }
        else
        {
            context.Reply(reply);
        }

        if (done.Cancelled.Count > 0)
        {
            context.Toast(context.Texts.ToastCancelled(done.Cancelled.Count, done.Refund));
        }
    }

    private static Cancellation Do(Tx tx, Customer customer, Scope scope)
    {
        var orders = Orders(tx, customer, scope);
        var waiting = Waiting(orders);
        foreach (var order in waiting)
        {
            OrderEnd.Cancel(tx, order);
        }

        return new Cancellation
        {
            Number = scope.Number,
            Cancelled = [.. waiting.Select(Label)],
            Running = [.. orders.Where(o => o.State != "accepted").Select(Label)],
            Ended = orders.Count == 0 && scope.Number is { } number
                && tx.Scalar<long>("SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id IN (@Id, @JoinedId) AND number = @number)", new { customer.Id, customer.JoinedId, number }) == 1,
            Refund = new Rupiah(waiting.Sum(o => o.Price.Value)),
            Balance = Ledger.BalanceOf(tx.Connection, customer.Id),
        };
    }

    /// <summary>The customer's open orders that are meant, by number; anybody else's do not exist.</summary>
    private static IReadOnlyList<Order> Orders(Tx tx, Customer customer, Scope scope) => tx.Query<Order>(
        $"""
        SELECT {Order.Columns} FROM orders
        WHERE customer_id IN (@Id, @JoinedId) AND state NOT IN ('delivered', 'failed') AND number <= @UpTo
          AND number = coalesce(@Number, number) AND (@Purchase IS NULL OR purchase = @Purchase)
        ORDER BY number
        """,
        new { customer.Id, customer.JoinedId, scope.Number, scope.Purchase, scope.UpTo });

    private static List<Order> Waiting(IReadOnlyList<Order> orders) => [.. orders.Where(o => o.State == "accepted")];

    private static OrderLabel Label(Order order) => new(order.Number, order.Title);

    /// <summary>Which orders are meant.</summary>
    private sealed record Scope(long? Number, long? Purchase)
    {
        public static Scope All { get; } = new(null, null);

        public long UpTo { get; init; } = long.MaxValue;

        /// <summary>As a button says it.</summary>
        public string Word => Purchase is { } purchase ? $"p{purchase}" : Number is { } number ? $"{number}" : "semua";

        /// <summary>As a question's buttons say it; null where it is none.</summary>
        public static Scope? TryParse(string word, string upTo) =>
            TryParse(word, out var scope) && long.TryParse(upTo, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? scope with { UpTo = last } : null;

        /// <summary>"12", "#12", "p17" (a purchase), "semua".</summary>
        public static bool TryParse(string word, out Scope scope)
        {
            var isPurchase = word.StartsWith('p');
            var isNumber = long.TryParse(isPurchase ? word[1..] : word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            scope = !isNumber ? All : isPurchase ? new Scope(null, number) : new Scope(number, null);
            return isNumber || word == "semua";
        }
    }
}
