namespace Digipanel.Sandbox.WhatsApp;

/// <summary>A person on WhatsApp.</summary>
/// <param name="Name">The profile's name; may hold anything, also markup.</param>
/// <param name="Phone">The phone number as wa_id has it (digits with the country's code, no plus); null for who was never known by one.</param>
/// <param name="BusinessId">The business-scoped id, such as <c>ID.13491208655302741918</c>; made up where none is given.</param>
public sealed record WhatsAppUser(string Name, string? Phone = null, string? BusinessId = null)
{
    /// <summary>Without the at sign; null for those who have none.</summary>
    public string? Username { get; init; }

    /// <summary>The shop's webhooks tell the business-scoped id only, though there is a number and one may still send to it.</summary>
    public bool HidesPhone { get; init; }

    /// <summary>By which a test or the page names the person: the phone number, else the business-scoped id.</summary>
    public string Address => Phone ?? BusinessId ?? "";
}

/// <summary>What becomes of the shop's messages at this person.</summary>
public enum WhatsAppReach
{
    /// <summary>They arrive.</summary>
    Open,

    /// <summary>The phone is off: messages are sent and not delivered until it is on again.</summary>
    Away,

    /// <summary>The person blocked the shop or has no WhatsApp any more: 131026.</summary>
    Unreachable,

    /// <summary>The person wants no marketing: 131050 for templates, everything else arrives.</summary>
    OptedOut,
}
