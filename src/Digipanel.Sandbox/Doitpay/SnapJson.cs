using System.Text;
using System.Text.Json;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>
/// The service's minifier: drops insignificant white space, touches no string, and rewrites numbers (10000 becomes 1e4). Real
/// numbers come out in the library's shortest form; here each comes out as something nobody writes, so that a body with a
/// number in it never matches its signature, whatever number it was.
/// </summary>
internal static class SnapJson
{
    /// <summary>The minified text, or null where it is no JSON object.</summary>
    public static byte[]? Minify(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            reader.Skip();
            if (reader.Read())
            {
                return null;
            }

            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(body);
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            return null;
        }

        var minified = new List<byte>(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            var b = body[i];
            if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            if (b == (byte)'"')
            {
                var end = EndOfString(body, i);
                minified.AddRange(body[i..end]);
                i = end - 1;
            }
            else if (b is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                while (i < body.Length && body[i] is (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E' or (>= (byte)'0' and <= (byte)'9'))
                {
                    minified.Add(body[i++]);
                }

                i--;
                minified.AddRange("e+00"u8);
            }
            else
            {
                minified.Add(b);
            }
        }

        return [.. minified];
    }

    private static int EndOfString(ReadOnlySpan<byte> body, int start)
    {
        for (var i = start + 1; i < body.Length; i++)
        {
            if (body[i] == (byte)'\\')
            {
                i++;
            }
            else if (body[i] == (byte)'"')
            {
                return i + 1;
            }
        }

        return body.Length;
    }
}
