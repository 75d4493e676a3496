using System.Globalization;
using Digipanel.Bot.Broadcasts;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of what admins are shown of a broadcast; the words are each language's.</summary>
internal static class BroadcastLines
{
    /// <summary>1.234 people in Indonesian, 1,234 in English.</summary>
    public static string Number(long number, string language) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", language == "en" ? "," : ".", StringComparison.Ordinal);

    /// <summary>The bar, then what there is of each; zeros are left out, but not who has it.</summary>
    public static Html Progress(BroadcastProgressForm form, Func<long, string> number, string sent, string blocked, string failed, string skipped, string uncertain)
    {
        var counts = form.Counts;
        var all = new[] { ($"✅ {sent}", counts.Sent), ($"🚫 {blocked}", counts.Blocked), ($"⚠️ {failed}", counts.Failed), ($"⏭ {skipped}", counts.Skipped), ($"❔ {uncertain}", counts.Uncertain) };
        var lines = all.Where((l, i) => i == 0 || l.Item2 > 0).Select(l => Html.Of($"{l.Item1}: {number(l.Item2)}"));
        return Html.Lines([Html.Of($"<code>{form.Bar}</code> {form.Percent}%"), .. lines]);
    }

    /// <summary>Why people did not get it, the most frequent first.</summary>
    public static IEnumerable<Html> Reasons(BroadcastProgressForm form, Func<long, string> number) =>
        form.Reasons.Select(r => Html.Of($"• {number(r.People)} × {r.Why}"));
}
