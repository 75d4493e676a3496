namespace Digipanel.Sandbox.WhatsApp;

/// <summary>What the documentation leaves open, as switches; both ways happen.</summary>
public sealed class WhatsAppBehaviour
{
    /// <summary>Undeliverable, closed window and opt-out are told by a status "failed" after the message was accepted, instead of at once.</summary>
    public bool LateRefusals { get; set; }

    /// <summary>The shop hears what became of a message before it has the answer that it was accepted.</summary>
    public bool StatusesBeforeAnswers { get; set; }

    /// <summary>People look at once: "read" follows "delivered".</summary>
    public bool ReadsAtOnce { get; set; } = true;
}
