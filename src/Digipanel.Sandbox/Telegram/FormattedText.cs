namespace Digipanel.Sandbox.Telegram;

/// <summary>A text and the stretches of it that are formatted.</summary>
internal sealed record FormattedText(string Text, IReadOnlyList<TelegramEntity> Entities)
{
    // The order in which Telegram nests entities of one and the same stretch.
    private static readonly string[] Nesting =
        ["blockquote", "expandable_blockquote", "pre", "code", "text_link", "url", "email", "mention", "bot_command", "bold", "italic", "underline", "strikethrough", "spoiler"];

    /// <summary>Telegram cuts white space from both ends, but keeps what an entity at the front covers.</summary>
    public FormattedText Trimmed()
    {
        var text = Text.TrimEnd(' ', '\n', '\r', '\t');
        var start = text.Length - text.TrimStart(' ', '\n', '\r', '\t').Length;
        if (Entities.Count > 0)
        {
            start = Math.Min(start, Entities.Min(e => e.Offset));
        }

        var entities = Entities
            .Select(e => e with { Offset = e.Offset - start, Length = Math.Min(e.Length, text.Length - e.Offset) })
            .Where(e => e.Length > 0)
            .ToList();
        return new FormattedText(text[start..], Sorted(entities));
    }

    public static IReadOnlyList<TelegramEntity> Sorted(IEnumerable<TelegramEntity> entities) =>
        [.. entities.OrderBy(e => e.Offset).ThenByDescending(e => e.Length).ThenBy(e => Array.IndexOf(Nesting, e.Type))];

    public bool SameAs(FormattedText other) => Text == other.Text && Entities.SequenceEqual(other.Entities);
}
