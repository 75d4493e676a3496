using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The ways a webhook can be awkward. Everything may be changed while the server runs.</summary>
public sealed class DigipanelWebhookOptions
{
    /// <summary>Never sent.</summary>
    public Upcoming Lost { get; } = new();

    /// <summary>Sent (and answered) before POST /download is answered.</summary>
    public Upcoming Early { get; } = new();

    /// <summary>Says berhasil and has no gdrive_link.</summary>
    public Upcoming WithoutDriveLink { get; } = new();

    /// <summary>A berhasil is followed by the failure of the same download.</summary>
    public Upcoming FailedAfterSuccess { get; } = new();

    /// <summary>Signed with another secret.</summary>
    public Upcoming WrongSignature { get; } = new();

    /// <summary>How often a delivered webhook is sent once more.</summary>
    public int Repeats { get; set; }

    /// <summary>From finished to sent.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The body has line breaks and spaces, the signature is over the one without.</summary>
    public bool Pretty { get; set; }

    /// <summary>The signature is in upper-case hex.</summary>
    public bool UpperCaseHex { get; set; }

    /// <summary>The signature begins with "sha256=".</summary>
    public bool Sha256Prefix { get; set; }

    /// <summary>Fields that the documentation does not know.</summary>
    public bool UnknownFields { get; set; }

    /// <summary>Attempts of one webhook until a 2xx.</summary>
    public int AttemptsMax { get; set; } = 3;

    /// <summary>Between the first two attempts; doubled each time.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(2);
}
