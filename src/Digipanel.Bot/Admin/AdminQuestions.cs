using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Admin;

/// <summary>Takes what an admin was asked to write.</summary>
internal interface IAdminAnswer
{
    /// <summary>Of the questions that are this one's; unique in the program.</summary>
    string Prefix { get; }

    /// <summary>Does it, inside the transaction. The question is closed; ask again where the answer was no good.</summary>
    /// <param name="context">The admin's message.</param>
    /// <param name="payload">What followed the prefix in the question.</param>
    /// <param name="text">What was written, trimmed; empty where it has no text.</param>
    void Answer(CommandContext context, string payload, string text);
}

/// <summary>
/// What an admin was asked to write next. The next message that is no command is the answer, also one with links: it is taken before a paste. In the
/// database, so that a restart between question and answer loses neither.
/// </summary>
internal sealed class AdminQuestions : IMessageHandler
{
    /// <summary>How long a question waits.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(10);

    private static readonly string[] Off = ["batal", "cancel"];

    private readonly AdminOptions _admins;
    private readonly Dictionary<string, IAdminAnswer> _answers;

    public AdminQuestions(AdminOptions admins, IEnumerable<IAdminAnswer> answers)
    {
        _admins = admins;
        _answers = answers.ToDictionary(a => a.Prefix, StringComparer.Ordinal);
    }

    /// <summary>Remembers what was asked; what was asked before is forgotten.</summary>
    /// <param name="tx">The transaction that asks.</param>
    /// <param name="admin">Whom.</param>
    /// <param name="question">"prefix" or "prefix:payload", 64 characters at most.</param>
    public static void Ask(Tx tx, Customer admin, string question) => tx.Execute(
        "INSERT INTO admin_questions (account_id, question, asked_at) VALUES (@AccountId, @question, @NowMs) ON CONFLICT (account_id) DO UPDATE SET question = @question, asked_at = @NowMs",
        new { admin.AccountId, question, tx.NowMs });

    /// <summary>Nothing is asked any more.</summary>
    public static void Forget(Tx tx, Customer admin) => tx.Execute("DELETE FROM admin_questions WHERE account_id = @AccountId", new { admin.AccountId });

    /// <summary>An open question is taken back.</summary>
    /// <returns>Whether there was one; who is no admin has none.</returns>
    public static bool TakeBack(Tx tx, Customer admin) => tx.Execute(
        "DELETE FROM admin_questions WHERE account_id = @AccountId AND asked_at > @since", new { admin.AccountId, since = Since(tx) }) > 0;

    public bool Claims(CommandContext context) => Find(context) is not null;

    public bool TryHandle(CommandContext context)
    {
        // A command that does not exist ("/kredti") is a slip of the fingers, not a message to a customer.
        if (Find(context) is not { } question || context.Update.Text.TrimStart().StartsWith('/'))
        {
            return false;
        }

        var parts = question.Split(':', 2);
        Forget(context.Tx, context.Customer);
        if (Off.Contains(context.Update.Text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            // Where commands have no slash this is how a person takes it back; it is not to arrive at a customer.
            context.Reply(context.Texts.QuestionDropped);
            return true;
        }

        _answers[parts[0]].Answer(context, parts.Length > 1 ? parts[1] : "", context.Update.Text.Trim());
        return true;
    }

    // A row from the future was asked before the clock was set back: it is as good as one of now.
    private string? Find(CommandContext context) =>
        _admins.Include(context.Customer)
        && context.Tx.QuerySingleOrDefault<string>(
            "SELECT question FROM admin_questions WHERE account_id = @AccountId AND asked_at > @since",
            new { context.Customer.AccountId, since = Since(context.Tx) }) is { } question
        && _answers.ContainsKey(question.Split(':', 2)[0]) ? question : null;

    private static long Since(Tx tx) => tx.NowMs - (long)AnswerWithin.TotalMilliseconds;
}
