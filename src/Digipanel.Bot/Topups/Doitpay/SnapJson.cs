using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>SNAP's Minify: the form of a JSON body that goes into a signature's hash.</summary>
public static class SnapJson
{
    /// <summary>
    /// Drops the insignificant white space of <paramref name="json"/> and nothing else: no byte is re-ordered or re-escaped and
    /// numbers stay as they were written, since a re-serialised body hashes differently from the one that was signed.
    /// </summary>
    /// <returns>False where the bytes are not one JSON value in valid UTF-8; strangers send such bodies, so it is an outcome.</returns>
    public static bool TryMinify(ReadOnlySpan<byte> json, [NotNullWhen(true)] out byte[]? minified)
    {
        minified = null;
        if (!IsJson(json))
        {
            return false;
        }

        var kept = new byte[json.Length];
        var length = 0;
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            if (inString)
            {
                kept[length++] = b;
                if (b == '\\')
                {
                    kept[length++] = json[++i]; // the escaped character may be a quote
                }
                else if (b == '"')
                {
                    inString = false;
                }
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                kept[length++] = b;
                inString = b == '"';
            }
        }
        minified = kept[..length];
        return true;
    }

    /// <summary>Whether the bytes are one JSON value all of whose texts can be read.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false; // the reader looks into strings only when they are read
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                // "\ud800" alone is JSON by its grammar, but reading it as text throws: better here than in the middle of something.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // the reader has no Try form
        }
    }
}
