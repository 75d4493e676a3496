using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

internal sealed record UploadedFile(string FileName, byte[] Bytes);

/// <summary>
/// One call's parameters. As in the real server everything is a string: objects and arrays arrive as JSON text whether
/// the call came as a form or as a JSON body.
/// </summary>
internal sealed class ApiRequest(string method, IReadOnlyDictionary<string, string> arguments, IReadOnlyDictionary<string, UploadedFile> files)
{
    public string Method { get; } = method;

    public IEnumerable<string> Names => arguments.Keys;

    public IReadOnlyDictionary<string, UploadedFile> Files { get; } = files;

    public string Text(string name) => arguments.GetValueOrDefault(name, "");

    public string? ChatId => arguments.GetValueOrDefault("chat_id");

    /// <summary>Clamped to its range, as the real server does; text that is no number is refused, which it forgives.</summary>
    public int Integer(string name, int fallback, int min = int.MinValue, int max = int.MaxValue)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return fallback;
        }

        return int.TryParse(text, out var value)
            ? Math.Clamp(value, min, max)
            : throw TelegramRefusal.BadRequest($"parameter \"{name}\" must be an Integer");
    }

    public bool Flag(string name) => Text(name).ToUpperInvariant() switch
    {
        "" or "FALSE" or "0" or "NO" => false,
        "TRUE" or "1" or "YES" => true,
        _ => throw TelegramRefusal.BadRequest($"parameter \"{name}\" must be a Boolean"),
    };

    /// <summary>The parameter as JSON, or null where it is absent; refused with the words given where it does not parse.</summary>
    public JsonElement? Json(string name, string refusal)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw TelegramRefusal.BadRequest(refusal);
        }
    }
}
