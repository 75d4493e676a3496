using Digipanel.Sandbox.Money;

namespace Digipanel.Bot.Tests.Sandbox.Money;

/// <summary>Where the coin is, and what each station says, for every state that an order or a top-up can be in.</summary>
public sealed class JourneyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    private static OrderRow Order(string state, string? note = null, string? download = "d1", long? place = null) =>
        new(7, "Budi", 1, state, "Flyer", "https://elements.envato.com/flyer-A1B2C3D", 500, note, null, download, place, Now);

    private static TopupRow Topup(string state, string method = "QRIS") => new("t1", "TU-1", "Budi", 1, state, method, 50_000, Now);

    private static string Told(JourneyView journey) =>
        $"{journey.Label} | {string.Join(' ', journey.Stations.Select((s, i) => $"{(i == journey.At ? "*" : "")}{s.Name.Replace(' ', '_')}:{s.State}"))}";

    [Theory]
    [InlineData("accepted", null, null, "Queued, place 3 | Link:done *Hold:done Digipanel:todo Webhook:todo Capture:todo Delivered:todo")]
    [InlineData("submitting", null, null, "Being sent | Link:done Hold:done *Digipanel:now Webhook:todo Capture:todo Delivered:todo")]
    [InlineData("uncertain", "no_answer", null, "Answer lost, checking | Link:done Hold:done *Digipanel:warn Webhook:todo Capture:todo Delivered:todo")]
    [InlineData("submitted", null, "d1", "At Digipanel | Link:done Hold:done Digipanel:done *Webhook:now Capture:todo Delivered:todo")]
    [InlineData("delivered", null, "d1", "Delivered | Link:done Hold:done Digipanel:done Webhook:done Capture:done *Delivered:done")]
    [InlineData("failed", "upstream", "d1", "Failed, refunded | Link:done Hold:done Digipanel:done Webhook:bad Release:done *Refunded:done")]
    [InlineData("failed", "cancelled", null, "Cancelled, refunded | Link:done Hold:done Digipanel:skip Webhook:skip Release:done *Refunded:done")]
    [InlineData("failed", "refused", null, "Failed, refunded | Link:done Hold:done Digipanel:bad Webhook:skip Release:done *Refunded:done")]
    public void An_order_goes_from_station_to_station(string state, string? note, string? download, string told) =>
        Assert.Equal(told, Told(OrderJourney.Draw(Order(state, note, download, state == "accepted" ? 3 : null), told: true)));

    [Fact]
    public void A_delivery_whose_webhook_was_lost_was_found_by_asking() => Assert.Equal(
        "Delivered | Link:done Hold:done Digipanel:done Asked:done Capture:done *Delivered:done", Told(OrderJourney.Draw(Order("delivered"), told: false)));

    [Theory]
    [InlineData("requested", false, "Being made | Asked_for:done *QRIS:now Paid:todo Notice:todo Credited:todo")]
    [InlineData("issued", false, "Waits for payment | Asked_for:done QRIS:done *Paid:now Notice:todo Credited:todo")]
    [InlineData("issued", true, "Paid, not told yet | Asked_for:done QRIS:done Paid:done *Notice:now Credited:todo")]
    [InlineData("paid", true, "Credited | Asked_for:done QRIS:done Paid:done Notice:done *Credited:done")]
    [InlineData("expired", false, "Expired | Asked_for:done QRIS:done *Paid:skip Notice:todo Credited:todo")]
    [InlineData("cancelled", false, "Cancelled | Asked_for:done QRIS:done *Paid:skip Notice:todo Credited:todo")]
    public void A_top_up_goes_from_station_to_station(string state, bool paid, string told) =>
        Assert.Equal(told, Told(TopupJourney.Draw(Topup(state), paid, payable: paid ? null : 50_000, told: true)));

    [Fact]
    public void A_payment_whose_notice_was_lost_was_found_by_asking_and_only_an_open_one_can_be_paid()
    {
        var lost = TopupJourney.Draw(Topup("paid", "DANA"), paid: true, payable: null, told: false);
        Assert.Equal("Credited | Asked_for:done Pay_link:done Paid:done Checked:done *Credited:done", Told(lost));
        Assert.Null(lost.Pay);
        Assert.Equal("TU-1", TopupJourney.Draw(Topup("issued"), paid: false, payable: 50_000, told: false).Pay);
        Assert.Null(TopupJourney.Draw(Topup("issued"), paid: true, payable: null, told: false).Pay);
    }
}
