using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Downloads;

/// <summary>The buttons that open a delivered file, the same wherever it is shown.</summary>
internal static class FileButtons
{
    /// <summary>One row: the Drive link, and the licence where there is one.</summary>
    public static IReadOnlyList<Button> Row(ITexts texts, string driveLink, string? licenceLink)
    {
        var drive = new Button(texts.ButtonDrive) { Url = driveLink };
        return licenceLink is null ? [drive] : [drive, new Button(texts.ButtonLicence) { Url = licenceLink }];
    }
}
