namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string ListButton => "☰ Choose";

    /// <inheritdoc/>
    public string AnswerByNumber => "Reply with its number 👆";
}
