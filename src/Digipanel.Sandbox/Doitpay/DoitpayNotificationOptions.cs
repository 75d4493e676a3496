using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>How a notification is signed: the sources disagree.</summary>
public enum NotificationForm
{
    /// <summary>1: SHA256withRSA over POST:path:hash:timestamp. The only one that proves its body.</summary>
    ServiceRsa,

    /// <summary>2: SHA256withRSA over ClientKey|timestamp.</summary>
    KeyAndTimeRsa,

    /// <summary>2, with a colon.</summary>
    KeyAndTimeRsaColon,

    /// <summary>3: HMAC-SHA512 with a bearer token that the shop issued.</summary>
    BearerHmac,

    /// <summary>4: HMAC-SHA512 whose key is the X-PARTNER-ID beside it.</summary>
    PartnerHmac,
}

/// <summary>The ways a notification can be awkward. Everything may be changed while the server runs.</summary>
public sealed class DoitpayNotificationOptions
{
    /// <summary>How it is signed.</summary>
    public NotificationForm Form { get; set; }

    /// <summary>Never sent.</summary>
    public Upcoming Lost { get; } = new();

    /// <summary>Signed with a stranger's key.</summary>
    public Upcoming Forged { get; } = new();

    /// <summary>Tells ten times the amount.</summary>
    public Upcoming WrongAmount { get; } = new();

    /// <summary>Tells of references that do not exist.</summary>
    public Upcoming WrongReference { get; } = new();

    /// <summary>Its X-TIMESTAMP is an hour old.</summary>
    public Upcoming OldTimestamp { get; } = new();

    /// <summary>How often one that was answered 200 is sent once more.</summary>
    public int Duplicates { get; set; }

    /// <summary>All attempts and duplicates of one notification have one X-EXTERNAL-ID, as a gateway that keeps the number it gave; else each has its own.</summary>
    public bool KeepExternalId { get; set; }

    /// <summary>From paid to told.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The body has line breaks and spaces; the signature covers the one without.</summary>
    public bool Pretty { get; set; }

    /// <summary>Fields that nobody documented.</summary>
    public bool UnknownFields { get; set; }

    /// <summary>Attempts of one notification until a 200.</summary>
    public int AttemptsMax { get; set; } = 5;

    /// <summary>Between the first two attempts; doubled each time.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(3);
}
