namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>The menu of commands that a chat app offers, in its order. Commands that do not exist are left out by who shows it.</summary>
    IReadOnlyList<CommandMenuLine> CommandMenu { get; }

    /// <summary>What the menu shows to admins besides.</summary>
    IReadOnlyList<CommandMenuLine> AdminMenu { get; }
}

/// <summary>A command in a menu.</summary>
/// <param name="Command">Its name in this language, without the slash.</param>
/// <param name="Description">What it does, in a few words.</param>
public sealed record CommandMenuLine(string Command, string Description);
