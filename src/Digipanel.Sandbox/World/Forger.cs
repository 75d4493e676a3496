using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Sandbox.World;

/// <summary>A stranger who found the bot's webhooks and would like some money: tells what the bot answered, and that nothing moved.</summary>
internal sealed class Forger(DigipanelServer digipanel, DoitpayServer doitpay, BotDatabase? database)
{
    /// <summary>"Your customer has paid", signed with a stranger's key: about the customer's own open top-up, where there is one.</summary>
    public Task<string> PaymentAsync(long? customer)
    {
        var open = database?.Topups().FirstOrDefault(t => t.CustomerId == customer && t.State == "issued")?.Reference;
        return TellAsync(
            $"“{open ?? "A top-up"} is paid”, signed with a stranger's key",
            () => doitpay.SendNotificationAsync(open ?? "TU-FORGED", new DoitpayForgery { WrongKey = true, Status = "00" }));
    }

    /// <summary>"Your download has failed, give the money back", signed with a made-up secret: about the customer's last download, where there is one.</summary>
    public Task<string> DownloadAsync(long? customer)
    {
        var order = database?.Orders().FirstOrDefault(o => o.CustomerId == customer && o.DownloadId is not null);
        var forgery = new DigipanelForgery { Secret = "whsec_of_a_stranger", Status = "gagal", Title = order?.Title };
        return TellAsync(
            $"“{(order is null ? "A download" : $"Order #{order.Number}")} has failed”, signed with a made-up secret",
            () => digipanel.SendWebhookAsync(order?.DownloadId ?? "forged", forgery));
    }

    private async Task<string> TellAsync(string lie, Func<Task<int?>> send)
    {
        var before = database?.Transfers();
        var status = await send();
        var after = database?.Transfers();
        return status is null
            ? $"{lie}: the bot does not answer at the moment."
            : $"{lie}: the bot answered {status}. {(before == after ? "No money moved." : $"Transfers before: {before}, now: {after}.")}";
    }
}
