using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The files of a call: the part of the parameter's own name, or a part of any name that the text attach://name points to.</summary>
internal static class Uploads
{
    private const string Attach = "attach://";
    private static readonly string[] FileParameters = ["photo", "document"];

    /// <summary>The parts that something in the call points to; any other part is a parameter of its own name.</summary>
    public static IReadOnlySet<string> Referenced(ApiRequest request)
    {
        var names = FileParameters.Select(request.Text).ToList();
        if (MediaOf(request) is { } media)
        {
            names.Add(media);
        }

        return names.Where(n => n.StartsWith(Attach, StringComparison.Ordinal)).Select(n => n[Attach.Length..]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The file of a parameter such as photo, or null where it names a file that Telegram has already.</summary>
    public static UploadedFile? Of(ApiRequest request, string parameter)
    {
        var text = request.Text(parameter);
        return Attached(request, text.StartsWith(Attach, StringComparison.Ordinal) ? text : Attach + parameter)
            ?? (text.Length == 0 || text.StartsWith(Attach, StringComparison.Ordinal) ? throw TelegramRefusal.BadRequest($"there is no {parameter} in the request") : null);
    }

    /// <summary>The file that attach://name points to; null for any other text, and where there is no such part.</summary>
    public static UploadedFile? Attached(ApiRequest request, string reference) =>
        reference.StartsWith(Attach, StringComparison.Ordinal) && request.Files.TryGetValue(reference[Attach.Length..], out var file) ? file : null;

    // Which parts are pointed to is asked before the method reads its parameters: media that makes no sense is refused there, in its words.
    private static string? MediaOf(ApiRequest request)
    {
        try
        {
            return request.Json("media", "") is { ValueKind: JsonValueKind.Object } media && media.TryGetProperty("media", out var file) && file.ValueKind == JsonValueKind.String
                ? file.GetString()
                : null;
        }
        catch (Exception e) when (e is TelegramRefusal or InvalidOperationException)
        {
            return null;
        }
    }
}
