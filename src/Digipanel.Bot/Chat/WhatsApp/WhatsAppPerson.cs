using System.Buffers;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>By what Meta tells a person from another; at least one of the two is there.</summary>
/// <param name="Phone">The number, digits with the country's code; null where it is not shown to us.</param>
/// <param name="BusinessId">The business-scoped id, <c>ID.13491208655302741918</c>; null where a webhook does not tell it.</param>
internal sealed record WhatsAppPerson(string? Phone, string? BusinessId)
{
    private const int PhoneDigitsMin = 5;
    private const int PhoneDigitsMax = 20;
    private const int BusinessIdCharsMax = 128;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> IdChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Where they are written to as long as nothing else is known of them.</summary>
    public string Address => Phone ?? BusinessId!;

    /// <summary>What is one person's within a webhook, for their messages' order.</summary>
    public string Key => BusinessId ?? Phone!;

    /// <summary>Null: neither id is one.</summary>
    public static WhatsAppPerson? From(string? phone, string? businessId) =>
        AsPhone(phone) is var p && AsBusinessId(businessId) is var b && (p ?? b) is not null ? new WhatsAppPerson(p, b) : null;

    /// <summary>Null: it is no phone number.</summary>
    public static string? AsPhone(string? text) =>
        text is { Length: >= PhoneDigitsMin and <= PhoneDigitsMax } && !text.AsSpan().ContainsAnyExcept(Digits) ? text : null;

    /// <summary>Null: it is no business-scoped id. Digits alone are none: they would be taken for somebody's phone number.</summary>
    public static string? AsBusinessId(string? text) =>
        text is { Length: > 0 and <= BusinessIdCharsMax } && !text.AsSpan().ContainsAnyExcept(IdChars) && text.AsSpan().ContainsAnyExcept(Digits) ? text : null;
}

/// <summary>A person has another number, and with it another business-scoped id.</summary>
/// <param name="Old">By what they were known.</param>
/// <param name="NewPhone">Null where it is not shown to us.</param>
/// <param name="NewBusinessId">Null where it is not told.</param>
internal sealed record NumberChange(WhatsAppPerson Old, string? NewPhone, string? NewBusinessId);
