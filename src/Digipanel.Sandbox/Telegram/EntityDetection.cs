using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.Telegram;

/// <summary>
/// What Telegram recognises by itself in a text: commands, addresses, mentions, e-mail. The endings of addresses without
/// https:// are a short list; Telegram's own holds every top-level domain.
/// </summary>
internal static partial class EntityDetection
{
    // Nothing is recognised inside these.
    private static readonly string[] Opaque = ["code", "pre", "text_link", "url", "email"];

    /// <summary>Adds what is recognised to the entities that were given.</summary>
    public static FormattedText Detect(string text, IReadOnlyList<TelegramEntity> given)
    {
        var entities = given.ToList();
        AddAll(Email(), "email");
        AddAll(Address(), "url");
        AddAll(Mention(), "mention");
        AddAll(Command(), "bot_command");
        return new FormattedText(text, FormattedText.Sorted(entities));

        void AddAll(Regex pattern, string type)
        {
            foreach (Match match in pattern.Matches(text))
            {
                // A full stop or a bracket after an address belongs to the sentence.
                var length = type == "url" ? match.Value.TrimEnd('.', ',', ':', ';', '!', '?', ')', ']', '}', '\'', '"').Length : match.Length;
                if (!entities.Any(e => Opaque.Contains(e.Type) && e.Offset < match.Index + length && match.Index < e.Offset + e.Length))
                {
                    var found = new TelegramEntity(type, match.Index, length);
                    entities = [.. entities.SelectMany(e => Split(e, found)), found];
                }
            }
        }
    }

    // Entities nest or lie apart: a bold that reaches half into an address is cut at the address's edge, as Telegram does.
    private static IEnumerable<TelegramEntity> Split(TelegramEntity entity, TelegramEntity at)
    {
        var (start, end) = (entity.Offset, entity.Offset + entity.Length);
        var (from, to) = (at.Offset, at.Offset + at.Length);
        var cut = start < from && from < end && end < to ? from : from < start && start < to && to < end ? to : (int?)null;
        return cut is { } edge
            ? [entity with { Length = edge - start }, entity with { Offset = edge, Length = end - edge }]
            : [entity];
    }

    [GeneratedRegex(@"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/>])", RegexOptions.None, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w@.-])(?:https?://[^\s<>""/?#]+\.?[^\s<>""]*|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|id|io|co|me|app|dev|info|xyz|link|site|store)(?![\w.-]*@)(?:(?:[/?#:][^\s<>""]*)|(?![\w-])))", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w@./])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)", RegexOptions.None, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?!\w)", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
