using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Reads a request's fields, strictly, and keeps the first thing wrong with them.</summary>
internal sealed partial class SnapFields
{
    private readonly JsonElement _root;
    private readonly SnapAnswers _answers;

    public SnapFields(ReadOnlyMemory<byte> body, SnapAnswers answers)
    {
        _answers = answers;
        try
        {
            using var json = JsonDocument.Parse(body);
            _root = json.RootElement.Clone();
        }
        catch (JsonException)
        {
            Problem = answers.BadRequest();
        }
    }

    /// <summary>The refusal, where a field is missing or wrong.</summary>
    public Answer? Problem { get; set; }

    /// <summary>Refuses fields of the body that the call does not have.</summary>
    public void RefuseUnknown(params string[] known)
    {
        if (_root.ValueKind == JsonValueKind.Object && _root.EnumerateObject().FirstOrDefault(f => !known.Contains(f.Name, StringComparer.Ordinal)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            Problem ??= _answers.Format(unknown.Name);
        }
    }

    /// <summary>A text at a path such as additionalInfo.channel.</summary>
    public string? Text(string path, int charactersMax, bool mandatory)
    {
        if (At(path) is not { } value || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString() == ""))
        {
            Problem ??= mandatory ? _answers.Missing(path) : null;
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= charactersMax)
        {
            return value.GetString();
        }

        Problem ??= _answers.Format(path);
        return null;
    }

    /// <summary>{"value":"10000.00","currency":"IDR"} as whole rupiah.</summary>
    public long Amount(string path)
    {
        var value = Text(path + ".value", 19, mandatory: true);
        var currency = Text(path + ".currency", 3, mandatory: true);
        if (Problem is not null)
        {
            return 0;
        }

        if (!Money().IsMatch(value!) || value![^2..] != "00" || long.Parse(value[..^3], CultureInfo.InvariantCulture) == 0)
        {
            Problem = _answers.Format(path + ".value");
            return 0;
        }

        if (currency != "IDR")
        {
            Problem = _answers.Format(path + ".currency");
        }

        return long.Parse(value[..^3], CultureInfo.InvariantCulture);
    }

    /// <summary>A moment that is at least <paramref name="earliest"/>; <paramref name="otherwise"/> where it is missing.</summary>
    public DateTimeOffset Time(string path, DateTimeOffset earliest, DateTimeOffset otherwise)
    {
        if (Text(path, 25, mandatory: false) is not { } text)
        {
            return otherwise;
        }

        if (SnapCrypto.TryTime(text, out var time) && time >= earliest)
        {
            return time;
        }

        Problem ??= _answers.Format(path);
        return otherwise;
    }

    /// <summary>The address of a type in urlParam (the SDK) or urlParams (the Laravel shop).</summary>
    public string? Address(string type)
    {
        foreach (var name in new[] { "urlParam", "urlParams" })
        {
            if (At(name) is not { } list)
            {
                continue;
            }

            if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(p => p.ValueKind != JsonValueKind.Object
                || !p.TryGetProperty("url", out var u) || u.ValueKind != JsonValueKind.String || !Uri.TryCreate(u.GetString(), UriKind.Absolute, out _)
                || !p.TryGetProperty("type", out var t) || t.ValueKind != JsonValueKind.String
                || !p.TryGetProperty("isDeeplink", out var d) || d.ValueKind != JsonValueKind.String || d.GetString() is not ("Y" or "N")))
            {
                Problem ??= _answers.Format(name);
                return null;
            }

            return list.EnumerateArray().Where(p => p.GetProperty("type").GetString() == type).Select(p => p.GetProperty("url").GetString()).FirstOrDefault();
        }

        return null;
    }

    private JsonElement? At(string path)
    {
        var here = _root;
        foreach (var name in path.Split('.'))
        {
            if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(name, out here))
            {
                return null;
            }
        }

        return here;
    }

    [GeneratedRegex("^[0-9]{1,16}\\.[0-9]{2}$", RegexOptions.None, 1000)]
    private static partial Regex Money();
}
