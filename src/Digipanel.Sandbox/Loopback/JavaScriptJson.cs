using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// JSON.stringify, as Node writes it: only quotes, backslashes, control characters and lone surrogates are escaped. Signatures
/// cover these bytes, and .NET's own writer escapes more than Node does.
/// </summary>
public static class JavaScriptJson
{
    /// <summary>JSON.stringify(value, null, indent).</summary>
    public static string Stringify(JsonNode? value, int indent = 0)
    {
        var text = new StringBuilder();
        Write(text, value, indent, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value, int indent, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject o:
                Between(text, '{', '}', o, indent, depth, property =>
                {
                    Quote(text, property.Key);
                    text.Append(indent > 0 ? ": " : ":");
                    Write(text, property.Value, indent, depth + 1);
                });
                break;
            case JsonArray a:
                Between(text, '[', ']', a, indent, depth, item => Write(text, item, indent, depth + 1));
                break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.String:
                Quote(text, v.GetValue<string>());
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    private static void Between<T>(StringBuilder text, char open, char close, ICollection<T> items, int indent, int depth, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            if (indent > 0) text.Append('\n').Append(' ', indent * (depth + 1));
            write(item);
        }
        if (indent > 0 && items.Count > 0) text.Append('\n').Append(' ', indent * depth);
        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append(@"\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ': text.Append($"\\u{(int)c:x4}"); break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]):
                    text.Append(c).Append(value[++i]);
                    break;
                case var _ when char.IsSurrogate(c): text.Append($"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }
}
