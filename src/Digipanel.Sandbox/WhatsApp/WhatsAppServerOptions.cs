namespace Digipanel.Sandbox.WhatsApp;

/// <summary>How the sandbox's WhatsApp starts. What may change while it runs is on <see cref="WhatsAppServer"/>.</summary>
public sealed record WhatsAppServerOptions
{
    /// <summary>The bearer token.</summary>
    public string AccessToken { get; init; } = "EAAsandbox0token0of0no0value0anywhere";

    /// <summary>The sending number's id: WhatsApp:PhoneNumberId.</summary>
    public string PhoneNumberId { get; init; } = "106540352242922";

    /// <summary>The sending number as people see it.</summary>
    public string DisplayPhoneNumber { get; init; } = "6281100001234";

    /// <summary>The name that Meta verified.</summary>
    public string VerifiedName { get; init; } = "Digipanel";

    /// <summary>The business account's id, the entries' id.</summary>
    public string BusinessAccountId { get; init; } = "102290129340398";

    /// <summary>What webhooks are signed with.</summary>
    public string AppSecret { get; init; } = "sandbox-app-secret-0123456789abcdef";

    /// <summary>What the webhook's verification carries.</summary>
    public string VerifyToken { get; init; } = "sandbox-verify-token";

    /// <summary>Whether webhooks carry business-scoped ids beside the phone numbers, as since 2026.</summary>
    public bool BusinessIds { get; init; } = true;

    /// <summary>How long after a customer's message free text may be sent.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The pause before a webhook that was not answered 200 is sent again; doubled each time, up to a minute.</summary>
    public TimeSpan WebhookRetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
