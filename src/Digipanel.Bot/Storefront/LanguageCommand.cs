using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Storefront;

/// <summary>/bahasa: offers the languages; a press, or "/bahasa en", chooses one.</summary>
internal sealed class LanguageCommand : IChatCommand
{
    public IReadOnlyList<string> Names => ["bahasa", "language"];

    public void Handle(CommandContext context)
    {
        var choice = context.Arguments.ToLowerInvariant() switch
        {
            "id" or "indonesia" or "indonesian" => "id",
            "en" or "english" or "inggris" => "en",
            _ => null,
        };
        if (choice is null)
        {
            context.Reply(new Reply(context.Texts.ChooseLanguage)
            {
                Buttons = [[new Button("Indonesia") { Action = "bahasa:id" }, new Button("English") { Action = "bahasa:en" }]],
            });
            return;
        }

        Customers.ChooseLanguage(context.Tx, context.Customer.AccountId, choice);
        var texts = TextsOf.Language(choice);
        context.Reply(new Reply(texts.LanguageChosen) { Buttons = MainMenu.Buttons(texts) });
    }
}
