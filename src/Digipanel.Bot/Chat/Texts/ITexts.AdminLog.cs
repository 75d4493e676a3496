namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>An admin has taken back what they were asked to write.</summary>
    Html QuestionDropped { get; }

    /// <summary>/log of somebody who is not found, or may be several.</summary>
    Html AdminLogNobody { get; }

    /// <summary>/log's first line.</summary>
    Html AdminLogTitle(int page);

    /// <summary>No admin did anything yet, or the page is past the last.</summary>
    Html AdminLogEmpty { get; }

    /// <summary>What an admin did, in words; an unknown word is shown as it is.</summary>
    string AdminLogAction(string action);
}
