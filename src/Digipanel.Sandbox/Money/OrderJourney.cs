namespace Digipanel.Sandbox.Money;

/// <summary>The way of an order's money: link, hold, Digipanel, its word, then capture and delivery, or release and refund.</summary>
internal static class OrderJourney
{
    private const int Hold = 1, Digipanel = 2, Word = 3, Settled = 4, Ended = 5;

    /// <param name="order">As the bot's database has it.</param>
    /// <param name="told">Whether Digipanel's webhook about it arrived; otherwise the bot found out by asking.</param>
    public static JourneyView Draw(OrderRow order, bool told)
    {
        var at = order.State switch
        {
            "accepted" => Hold,
            "submitting" or "uncertain" => Digipanel,
            "submitted" => Word,
            _ => Ended,
        };
        var (label, tone) = Verdict(order);
        return new JourneyView(
            $"order-{order.Number}", "order", order.Customer, $"#{order.Number} {order.Title}", order.Url, order.Price, label, tone, at, Stations(order, told, at), null,
            order.DriveUrl, order.At);
    }

    private static StationView[] Stations(OrderRow order, bool told, int at)
    {
        var failed = order.State == "failed";
        var over = at == Ended;
        // Cancelled before it was sent, or refused at once: no download ever ran.
        var neverSent = failed && order.DownloadId is null;
        return
        [
            new("link", "Link", "done"),
            new("lock", "Hold", "done", Rupiah.Of(order.Price)),
            new("cloud", "Digipanel", Reached(Digipanel), order.State switch { "accepted" => "waits", "uncertain" => "no answer", _ => null }),
            new(told || !over ? "bell" : "search", told || !over ? "Webhook" : "Asked", failed && !neverSent ? "bad" : Reached(Word), at == Word ? "waits" : failed && !neverSent ? "failed" : null),
            new(failed ? "back" : "coin", failed ? "Release" : "Capture", Reached(Settled), over ? Rupiah.Of(order.Price) : null),
            new(failed ? "wallet" : "check", failed ? "Refunded" : "Delivered", Reached(Ended)),
        ];

        string Reached(int station) =>
            neverSent && station == Digipanel && order.Note == "refused" ? "bad"
            : neverSent && station is (Digipanel or Word) ? "skip"
            : over || station < at ? "done"
            : station > at ? "todo"
            : order.State == "uncertain" ? "warn" : "now";
    }

    private static (string Label, string Tone) Verdict(OrderRow order) => order.State switch
    {
        "accepted" => (order.Place is { } place ? $"Queued, place {place}" : "Queued", "busy"),
        "submitting" => ("Being sent", "busy"),
        "uncertain" => ("Answer lost, checking", "warn"),
        "submitted" => ("At Digipanel", "busy"),
        "delivered" => ("Delivered", "good"),
        _ => (order.Note == "cancelled" ? "Cancelled, refunded" : "Failed, refunded", "bad"),
    };
}
