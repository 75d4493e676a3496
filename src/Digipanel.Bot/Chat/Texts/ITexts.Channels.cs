namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Where options stand in a list that a button opens: that button, 20 characters at most.</summary>
    string ListButton { get; }

    /// <summary>Where options stand in the text with their numbers: how to choose one.</summary>
    string AnswerByNumber { get; }
}
