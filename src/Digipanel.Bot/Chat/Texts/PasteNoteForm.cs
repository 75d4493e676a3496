using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>What a message with links had besides those that are bought: in progress, too many, of no use. The same form in both languages.</summary>
internal static class PasteNoteForm
{
    public static IReadOnlyList<Html> Of(ITexts texts, PasteNotes notes)
    {
        var lines = new List<Html>();
        if (notes.Running.Count > 0)
        {
            lines.Add(texts.NoteInProgress);
            lines.AddRange(PurchaseLines.Others(notes.Running, texts.More));
        }

        if (notes.LeftOut > 0)
        {
            PurchaseLines.Gap(lines).Add(texts.NoteLeftOut(notes.LeftOut));
        }

        if (notes.Refused.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(texts.NoteRefused);
            lines.AddRange(PurchaseLines.Others(notes.Refused.Select(texts.Why), texts.More));
            lines.Add(notes.Refused.Any(l => l is EnvatoLink.Shortened) ? texts.NoteShortened : texts.NoteExample);
        }

        return lines;
    }
}
