using Digipanel.Bot.Admin;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>A line of /log: when, what, to whom, before and after, why, who. Alike in both languages but for the words.</summary>
internal static class AdminLogForm
{
    private const int TextCharsMax = 160;

    public static Html Of(ITexts texts, AdminLogLine line)
    {
        var who = line.AdminName is { Length: > 0 } name ? name : line.Admin;
        var text = Html.Of($"{texts.Time(DateTimeOffset.FromUnixTimeMilliseconds(line.At))} · <b>{texts.AdminLogAction(line.Action)}</b>");
        if (line.Subject is { Length: > 0 } subject)
        {
            text += Html.Of($" {Short(subject)}");
        }

        if (line.CustomerId is { } id)
        {
            text += line.CustomerName is { Length: > 0 } customer ? Html.Of($" → {Short(customer)} ({id})") : Html.Of($" → {id}");
        }

        if (line.Before is not null || line.After is not null)
        {
            text += Html.Of($": {Short(line.Before ?? "–")} ⇒ {Short(line.After ?? "–")}");
        }

        if (line.Reason is { Length: > 0 } reason)
        {
            text += Html.Of($" “{Short(reason)}”");
        }

        return text + Html.Of($" · {Short(who)}");
    }

    private static string Short(string text) => text.Length <= TextCharsMax ? text : text[..(TextCharsMax - 1)] + "…";
}
