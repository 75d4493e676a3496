using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Sandbox.World;

/// <summary>What can go wrong at WhatsApp, on demand.</summary>
internal sealed class WhatsAppTroubles(WhatsAppServer whatsapp)
{
    /// <summary>As the page shows them now.</summary>
    public IEnumerable<ControlView> View() =>
    [
        new("close-window", "slow", "Close WhatsApp’s 24-hour window", "WhatsApp’s customers count as silent for a day: what the bot has for them waits until they write again.", null),
        new("messy-webhooks", "back", "WhatsApp tells twice, in any order", "Every message and status comes again, and in no order: nothing may happen twice.", whatsapp.Webhooks.OutOfOrder),
    ];

    /// <summary>Uses one; null: there is no such control.</summary>
    public string? Use(string key)
    {
        switch (key)
        {
            case "close-window":
                foreach (var user in whatsapp.Users)
                {
                    whatsapp.CloseWindow(user.Address);
                }

                return "The window is closed: only a message of the customer’s opens it again.";
            case "messy-webhooks":
                whatsapp.Webhooks.OutOfOrder = whatsapp.Webhooks.Duplicates.Always = !whatsapp.Webhooks.OutOfOrder;
                return whatsapp.Webhooks.OutOfOrder ? "WhatsApp tells everything twice, and in any order." : "";
            default:
                return null;
        }
    }
}
