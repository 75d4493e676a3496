using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Reads objects inside parameters. Stricter than the real server in one thing: a field it does not know is refused, so that typos show.</summary>
internal static class Fields
{
    public static void RefuseUnknown(JsonElement value, string what, params ReadOnlySpan<string> known)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw TelegramRefusal.BadRequest($"unknown field \"{property.Name}\" in {what}");
            }
        }
    }

    public static string Required(JsonElement value, string name) =>
        Optional(value, name) ?? throw TelegramRefusal.BadRequest($"can't find field \"{name}\"");

    public static string? Optional(JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out var field) || field.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return field.ValueKind switch
            {
                JsonValueKind.String => field.GetString(),
                JsonValueKind.Number => field.GetRawText(),
                _ => throw TelegramRefusal.BadRequest($"field \"{name}\" must be of type String"),
            };
        }
        catch (InvalidOperationException)
        {
            throw TelegramRefusal.BadRequest("strings must be encoded in UTF-8");
        }
    }
}
