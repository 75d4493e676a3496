using System.Text.Json;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>A JSON object of a call, read strictly: a field that nobody asked for is refused when the reading is <see cref="Done"/>.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public JsonFields(JsonElement element, string path = "")
    {
        _path = path;
        _object = element.ValueKind == JsonValueKind.Object ? element : throw GraphRefusal.Invalid($"Param {Name} must be a JSON object.");
    }

    private string Name => _path.Length == 0 ? "of the request" : _path;

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    /// <summary>A text that is not blank, of at most this many UTF-16 units; Meta says characters, and this is the strictest reading.</summary>
    public string Text(string name, int max)
    {
        var text = Take(name) is { } value ? AsText(name, value) : throw GraphRefusal.Missing(At(name));
        if (text.Length > max || string.IsNullOrWhiteSpace(text))
        {
            throw GraphRefusal.BadValue($"{At(name)} has an invalid length. Min length: 1, Max length: {max}");
        }

        return text;
    }

    public string? OptionalText(string name, int max) => Has(name) ? Text(name, max) : null;

    /// <summary>One of the words given.</summary>
    public string OneOf(string name, params string[] words)
    {
        var word = Text(name, 64);
        return words.Contains(word, StringComparer.Ordinal) ? word : throw GraphRefusal.BadValue($"{At(name)} must be one of {{{string.Join(", ", words)}}}, got \"{word}\".");
    }

    public void OptionalFlag(string name)
    {
        if (Take(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            throw GraphRefusal.Invalid($"Param {At(name)} must be a boolean.");
        }
    }

    public JsonFields Object(string name) => new(Take(name) ?? throw GraphRefusal.Missing(At(name)), At(name));

    public JsonFields? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public IReadOnlyList<JsonFields> Objects(string name, int max)
    {
        var array = Take(name) ?? throw GraphRefusal.Missing(At(name));
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw GraphRefusal.Invalid($"Param {At(name)} must be an array.");
        }

        return array.GetArrayLength() is var length && length >= 1 && length <= max
            ? [.. array.EnumerateArray().Select((item, i) => new JsonFields(item, $"{At(name)}[{i}]"))]
            : throw GraphRefusal.BadValue($"{At(name)} has an invalid number of elements. Min: 1, Max: {max}, got {length}");
    }

    public string At(string name) => _path.Length == 0 ? name : $"{_path}['{name}']";

    /// <summary>Everything was read that may be there.</summary>
    public void Done()
    {
        foreach (var property in _object.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
            {
                throw GraphRefusal.Invalid($"Unexpected key \"{property.Name}\" on param \"{Name}\".");
            }
        }
    }

    private JsonElement? Take(string name)
    {
        _read.Add(name);
        return _object.TryGetProperty(name, out var value) ? value : null;
    }

    private string AsText(string name, JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw GraphRefusal.Invalid($"Param {At(name)} must be a string.");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair behind \ud800.
            throw GraphRefusal.Invalid($"Param {At(name)} is not valid UTF-8.");
        }
    }
}
