namespace Digipanel.Sandbox.Telegram;

/// <summary>A tag that was opened, with what its attribute said and where in the text it began.</summary>
internal sealed record HtmlTag(string Name, string Argument, int Offset);

/// <summary>The tags that Telegram knows, and the entities that they leave.</summary>
internal sealed class HtmlTags
{
    private static readonly Dictionary<string, string> TypeOfTag = new(StringComparer.Ordinal)
    {
        ["b"] = "bold", ["strong"] = "bold", ["i"] = "italic", ["em"] = "italic", ["u"] = "underline", ["ins"] = "underline",
        ["s"] = "strikethrough", ["strike"] = "strikethrough", ["del"] = "strikethrough", ["tg-spoiler"] = "spoiler", ["span"] = "spoiler",
        ["code"] = "code", ["pre"] = "pre", ["a"] = "text_link", ["blockquote"] = "blockquote",
    };

    private readonly List<TelegramEntity> _entities = [];

    /// <summary>A language matters only to pre; code that stood in one with more around it loses it.</summary>
    public IReadOnlyList<TelegramEntity> Entities =>
        FormattedText.Sorted(_entities.Select(e => e.Type == "code" ? e with { Language = null } : e));

    public static bool Known(string name) => TypeOfTag.ContainsKey(name);

    public void Add(HtmlTag tag, string text, bool insidePre)
    {
        var entity = new TelegramEntity(TypeOfTag[tag.Name], tag.Offset, text.Length);
        switch (tag.Name)
        {
            case "a":
                // A link that leads nowhere is plain text: Telegram drops it in silence.
                if (LinkRules.Check(tag.Argument.Length > 0 ? tag.Argument : text) is LinkRules.Good good)
                {
                    _entities.Add(entity with { Url = good.Url });
                }

                break;
            case "pre" when _entities.Count > 0 && _entities[^1] is { Language: { } language } && _entities[^1] == entity with { Type = "code", Language = language }:
                _entities[^1] = entity with { Language = language };
                break;
            case "code":
                _entities.Add(entity with { Language = tag.Argument.Length > 0 && insidePre ? tag.Argument : null });
                break;
            case "blockquote" when tag.Argument == "expandable":
                _entities.Add(entity with { Type = "expandable_blockquote" });
                break;
            default:
                _entities.Add(entity);
                break;
        }
    }
}
