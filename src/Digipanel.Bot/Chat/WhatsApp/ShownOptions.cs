using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>Where a text is the number of an option that the person was shown, it is the option.</summary>
internal static class ShownOptions
{
    private const int DigitsMax = 2;
    private const char KeycapMark = '\u20E3';
    private const char EmojiMark = '\uFE0F';

    private static readonly TimeSpan NamedWithin = TimeSpan.FromHours(24);

    /// <summary>The action of the option that the text names: "2", "2.", "2)", "#2". Null: it names none that was shown in the last 24 hours.</summary>
    public static string? Named(Tx tx, string chatId, string text)
    {
        if (NumberOf(text) is not { } number)
        {
            return null;
        }

        using var found = tx.Prepare("SELECT json_extract(shown_options, ?2) FROM whatsapp_contacts WHERE chat_id = ?1 AND options_at > ?3");
        found.Bind(1, chatId).Bind(2, string.Create(CultureInfo.InvariantCulture, $"$[{number - 1}]")).Bind(3, tx.NowMs - (long)NamedWithin.TotalMilliseconds);
        return found.Step() && found.TextOrNull(0) is { Length: > 0 } action ? action : null;
    }

    /// <summary>The person is shown these now: "2" as an answer means the second.</summary>
    public static void Remember(Tx tx, string chatId, IReadOnlyList<string> actions)
    {
        using var update = tx.Prepare("UPDATE whatsapp_contacts SET shown_options = ?2, options_at = ?3 WHERE chat_id = ?1");
        update.Bind(1, chatId).Bind(2, JsonSerializer.Serialize(actions, OptionsJson.Default.IReadOnlyListString)).Bind(3, tx.NowMs).Run();
    }

    /// <summary>From 1 on; null: it is no such number.</summary>
    internal static int? NumberOf(string text)
    {
        // The keycap emoji 2️⃣ is a digit and two marks.
        var digits = text.AsSpan().Trim().TrimEnd([KeycapMark, EmojiMark]).TrimStart('#').TrimEnd([')', '.']);
        return digits.Length is > 0 and <= DigitsMax && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }
}

/// <summary>Options as a contact's row keeps them.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class OptionsJson : JsonSerializerContext;
