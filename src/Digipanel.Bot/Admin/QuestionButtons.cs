using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>Under a question that waits for words: takes it back, so that the next message is no answer.</summary>
internal sealed class QuestionButtons(AdminOptions admins) : AdminButtons(admins)
{
    private const string Name = "lupa";

    public override string Prefix => Name;

    /// <summary>The question with its button.</summary>
    public static Reply With(Html question, string label) => new(question) { Buttons = [[new Button(label) { Action = Name }]] };

    protected override void Press(CommandContext context, string[] parts)
    {
        AdminQuestions.Forget(context.Tx, context.Customer);
        context.Edit(new Reply(context.Texts.QuestionDropped));
    }
}
