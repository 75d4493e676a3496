namespace Digipanel.Bot.Chat.Texts;

// Indonesian has no plural forms; English has them here.
public sealed partial class EnglishTexts
{
    private static string Orders(long count) => Counted(count, "order");

    private static string Links(long count) => Counted(count, "link");

    private static string Downloads(long count) => Counted(count, "download");

    private static string Counted(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
