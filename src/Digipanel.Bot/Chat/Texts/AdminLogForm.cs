using Digipanel.Bot.Admin;
using Digipanel.Bot.Admin.People;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>A line of /log: when, what, to whom, before and after, why, who. Alike in both languages but for the words.</summary>
internal static class AdminLogForm
{
    private const int PageCharsMax = 3_800;

    private static readonly int[] TextCharsMax = [160, 80, 40];

    /// <summary>A page: all of its lines, each text cut as short as the message needs.</summary>
    public static IReadOnlyList<Html> Of(ITexts texts, IReadOnlyList<AdminLogLine> lines)
    {
        IReadOnlyList<Html> page = [];
        foreach (var max in TextCharsMax)
        {
            page = [.. lines.Select(l => Of(texts, l, max))];
            if (page.Sum(l => MarkedText.Parse(l.Markup).Visible.Length + 1) <= PageCharsMax)
            {
                break;
            }
        }

        return page;
    }

    private static Html Of(ITexts texts, AdminLogLine line, int max)
    {
        var who = line.AdminName is { Length: > 0 } name ? name : line.Admin;
        var text = Html.Of($"{texts.Time(DateTimeOffset.FromUnixTimeMilliseconds(line.At))} · <b>{texts.AdminLogAction(line.Action)}</b>");
        if (line.Subject is { Length: > 0 } subject)
        {
            text += Html.Of($" {Wording.Cut(subject, max)}");
        }

        if (line.CustomerId is { } id)
        {
            text += line.CustomerName is { Length: > 0 } customer ? Html.Of($" → {Wording.Cut(customer, max)} ({id})") : Html.Of($" → {id}");
        }

        if (line.Before is not null || line.After is not null)
        {
            text += Html.Of($": {Wording.Cut(line.Before ?? "–", max)} ⇒ {Wording.Cut(line.After ?? "–", max)}");
        }

        if (line.Reason is { Length: > 0 } reason)
        {
            text += Html.Of($" “{Wording.Cut(reason, max)}”");
        }

        return text + Html.Of($" · {Wording.Cut(who, max)}");
    }
}
