namespace Digipanel.Bot.Chat;

/// <summary>Commands as people write them where nobody types a slash: "Saldo?", "topup 50rb", "top up 50rb".</summary>
internal static class CommandWords
{
    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    /// <summary>The command that a text begins with.</summary>
    /// <param name="text">As written, without a slash.</param>
    /// <param name="isCommand">Whether a word is a command's name for this person.</param>
    /// <returns>Its name and what follows, trimmed; null: the text begins with none.</returns>
    public static (string Name, string Arguments)? Find(string text, Func<string, bool> isCommand)
    {
        var (first, rest) = Split(text);
        if (isCommand(first))
        {
            return (first, rest);
        }

        var (second, after) = Split(rest);
        return second.Length > 0 && isCommand(first + second) ? (first + second, after) : null;
    }

    // The word without the marks that people put behind it: "menu!", "saldo?".
    private static (string Word, string After) Split(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.IndexOfAny(Blanks);
        var word = end < 0 ? trimmed : trimmed[..end];
        return (word.TrimEnd('.', ',', '!', '?', ':', ';').Replace("-", "", StringComparison.Ordinal), end < 0 ? "" : trimmed[end..].Trim());
    }
}
