using System.Text.Json;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Meta's written limits for messages (facts: "Sending"), each field named; a field that is not named is none.</summary>
internal static class CloudRules
{
    public static IEnumerable<string> Problems(JsonElement message)
    {
        var problems = new List<string>();
        Fields(problems, message, "messaging_product", "recipient_type", "to", "recipient", "type", message.GetProperty("type").GetString()!);
        Check(problems, message.TryGetProperty("to", out var to) != message.TryGetProperty("recipient", out _), "to or recipient");
        Check(problems, to.ValueKind != JsonValueKind.String || to.GetString()!.All(char.IsAsciiDigit), "to is no number");
        var type = message.GetProperty("type").GetString()!;
        var content = message.GetProperty(type);
        switch (type)
        {
            case "text":
                Fields(problems, content, "body", "preview_url");
                Text(problems, content.GetProperty("body"), 4096, "text");
                break;
            case "image" or "document":
                Fields(problems, content, type == "image" ? ["id", "caption"] : ["id", "filename", "caption"]);
                Text(problems, content.GetProperty("id"), 200, "media id");
                if (content.TryGetProperty("caption", out var caption))
                {
                    Text(problems, caption, 1024, "caption");
                }

                break;
            case "interactive":
                Interactive(problems, content);
                break;
            case "template":
                var parameter = content.GetProperty("components")[0].GetProperty("parameters")[0].GetProperty("text");
                Text(problems, parameter, 1024, "parameter");
                Check(problems, !parameter.GetString()!.Any(c => c is '\n' or '\t') && !parameter.GetString()!.Contains("    ", StringComparison.Ordinal), "parameter's white space");
                break;
            default:
                problems.Add($"type {type}");
                break;
        }

        return problems;
    }

    private static void Interactive(List<string> problems, JsonElement content)
    {
        Fields(problems, content, "type", "header", "body", "action");
        Text(problems, content.GetProperty("body").GetProperty("text"), 1024, "body");
        var action = content.GetProperty("action");
        var type = content.GetProperty("type").GetString();
        if (content.TryGetProperty("header", out var header))
        {
            Check(problems, type != "list" && header.GetProperty("type").GetString() == "image", "header");
            Text(problems, header.GetProperty("image").GetProperty("id"), 200, "header's image");
        }

        switch (type)
        {
            case "button":
                Fields(problems, action, "buttons");
                var buttons = action.GetProperty("buttons").EnumerateArray().Select(b => b.GetProperty("reply")).ToList();
                Check(problems, buttons.Count is >= 1 and <= 3, $"{buttons.Count} buttons");
                Unique(problems, buttons, "id");
                Unique(problems, buttons, "title");
                foreach (var button in buttons)
                {
                    Text(problems, button.GetProperty("id"), 256, "button id");
                    Text(problems, button.GetProperty("title"), 20, "button title", isLine: true);
                }

                break;
            case "list":
                Fields(problems, action, "button", "sections");
                Text(problems, action.GetProperty("button"), 20, "list button", isLine: true);
                var rows = action.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("rows").EnumerateArray()).ToList();
                Check(problems, rows.Count is >= 1 and <= 10, $"{rows.Count} rows");
                Unique(problems, rows, "id");
                Unique(problems, rows, "title");
                foreach (var row in rows)
                {
                    Fields(problems, row, "id", "title", "description");
                    Text(problems, row.GetProperty("id"), 200, "row id");
                    Text(problems, row.GetProperty("title"), 24, "row title", isLine: true);
                    if (row.TryGetProperty("description", out var description))
                    {
                        Text(problems, description, 72, "description", isLine: true);
                    }
                }

                break;
            case "cta_url":
                Fields(problems, action, "name", "parameters");
                var link = action.GetProperty("parameters");
                Text(problems, link.GetProperty("display_text"), 20, "display_text", isLine: true);
                Check(problems, Uri.TryCreate(link.GetProperty("url").GetString(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "url");
                break;
            default:
                problems.Add($"interactive {type}");
                break;
        }
    }

    private static void Text(List<string> problems, JsonElement text, int charsMax, string name, bool isLine = false)
    {
        var value = text.GetString()!;
        Check(problems, value.Length <= charsMax, $"{name}: {value.Length} characters");
        Check(problems, value.EnumerateRunes().Any(r => !System.Text.Rune.IsWhiteSpace(r) && !System.Text.Rune.IsControl(r)), $"{name} is empty");
        Check(problems, !isLine || !value.Any(char.IsControl), $"{name} has a control character");
    }

    private static void Unique(List<string> problems, List<JsonElement> things, string field) =>
        Check(problems, things.Select(t => t.GetProperty(field).GetString()!).Distinct(StringComparer.Ordinal).Count() == things.Count, $"{field} twice");

    private static void Fields(List<string> problems, JsonElement thing, params string[] names) =>
        problems.AddRange(thing.EnumerateObject().Where(p => !names.Contains(p.Name, StringComparer.Ordinal)).Select(p => $"unknown field {p.Name}"));

    private static void Check(List<string> problems, bool isFine, string what)
    {
        if (!isFine)
        {
            problems.Add(what);
        }
    }
}
