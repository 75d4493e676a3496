namespace Digipanel.Sandbox.Telegram;

/// <summary>Looks at an uploaded file: any bytes, but some, and not more than the Bot API takes.</summary>
internal static class DocumentRules
{
    /// <summary>The Bot API takes files of 50 MB; the whole request is held to the same, see <see cref="RequestReader"/>.</summary>
    public const int DocumentBytesMax = RequestReader.RequestBytesMax;

    private const int FileNameCharactersMax = 60;

    public static TelegramDocument Document(string fileId, UploadedFile file)
    {
        if (file.Bytes.Length == 0)
        {
            throw TelegramRefusal.BadRequest("file must be non-empty");
        }

        if (file.Bytes.Length > DocumentBytesMax)
        {
            throw new TelegramRefusal(413, "Request Entity Too Large");
        }

        var name = CleanName(file.FileName);
        return new TelegramDocument(fileId, file.Bytes, name, TypeOf(name));
    }

    // As in the real server: folders are dropped, and a name that nothing is left of becomes "file".
    private static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*'))]).Trim(' ', '.');
        if (clean.Length == 0)
        {
            return "file";
        }

        var ending = Path.GetExtension(clean);
        return clean.Length <= FileNameCharactersMax || ending.Length >= FileNameCharactersMax ? clean : clean[..(FileNameCharactersMax - ending.Length)] + ending;
    }

    private static string TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".txt" => "text/plain",
        ".csv" => "text/csv",
        ".json" => "application/json",
        ".pdf" => "application/pdf",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };
}
