namespace Digipanel.Bot.Chat;

/// <summary>A marked stretch of a text that somebody wrote.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Name"><c>b</c>, <c>i</c>, <c>code</c> or <c>a</c>.</param>
/// <param name="Href">Where an <c>a</c> leads.</param>
public sealed record TextMark(int At, int Length, string Name, string? Href = null)
{
    /// <summary>The text from a place on, with its marks; those that do not fit into each other are left out.</summary>
    internal static Html Apply(string text, IReadOnlyList<TextMark> marks, int from)
    {
        var next = 0;
        var ordered = marks.Where(m => m.At >= from && m.Length > 0 && m.At + m.Length <= text.Length).OrderBy(m => m.At).ThenByDescending(m => m.Length).ToList();
        return Stretch(from, text.Length);

        Html Stretch(int begin, int end)
        {
            var html = Html.Empty;
            while (next < ordered.Count && ordered[next].At < end)
            {
                var mark = ordered[next++];
                if (mark.At < begin || mark.At + mark.Length > end)
                {
                    continue;
                }

                html += Html.Plain(text[begin..mark.At]);
                begin = mark.At + mark.Length;
                var inner = Stretch(mark.At, begin);
                html += mark.Name switch
                {
                    "b" => Html.Of($"<b>{inner}</b>"),
                    "i" => Html.Of($"<i>{inner}</i>"),
                    "code" => Html.Of($"<code>{inner}</code>"),
                    "a" when mark.Href is { } href => Html.Of($"<a href=\"{href}\">{inner}</a>"),
                    _ => inner,
                };
            }

            return html + Html.Plain(text[begin..end]);
        }
    }
}
