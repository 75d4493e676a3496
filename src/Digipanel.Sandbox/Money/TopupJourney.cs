namespace Digipanel.Sandbox.Money;

/// <summary>The way of a top-up's money: asked for, QR or link, paid at Doitpay, the bot's word of it, credited.</summary>
internal static class TopupJourney
{
    private const int Invoice = 1, Paid = 2, Word = 3, Credited = 4;

    /// <param name="topup">As the bot's database has it.</param>
    /// <param name="paid">Whether Doitpay has the money.</param>
    /// <param name="payable">How many rupiah Doitpay would take for it; null: none any more.</param>
    /// <param name="told">Whether its notification arrived; otherwise the bot found out by asking.</param>
    public static JourneyView Draw(TopupRow topup, bool paid, long? payable, bool told)
    {
        var at = topup.State switch
        {
            "requested" => Invoice,
            "paid" => Credited,
            _ => paid ? Word : Paid,
        };
        var (label, tone) = topup.State switch
        {
            "requested" => ("Being made", "busy"),
            "paid" => ("Credited", "good"),
            _ when paid => ("Paid, not told yet", "warn"),
            "issued" => ("Waits for payment", "busy"),
            "expired" => ("Expired", "quiet"),
            _ => ("Cancelled", "quiet"),
        };
        return new JourneyView(
            $"topup-{topup.Id}", "topup", topup.Customer, $"Top-up {topup.Reference}", null, payable ?? topup.Amount, label, tone, at, Stations(topup, told, at),
            payable is not null && topup.State == "issued" ? topup.Reference : null, null, topup.At);
    }

    private static StationView[] Stations(TopupRow topup, bool told, int at)
    {
        var over = topup.State is "expired" or "cancelled" && at == Paid;
        var (icon, name) = topup.Method switch
        {
            "QRIS" => ("qr", "QRIS"),
            ['V', 'A', '_', ..] => ("card", "VA number"),
            _ => ("card", "Pay link"),
        };
        var asked = at == Credited && !told;
        return
        [
            new("chat", "Asked for", "done", Rupiah.Of(topup.Amount)),
            new(icon, name, Reached(Invoice)),
            new("coin", "Paid", over ? "skip" : Reached(Paid), topup.State == "issued" && at == Paid ? "waits" : null),
            new(asked ? "search" : "bell", asked ? "Checked" : "Notice", Reached(Word)),
            new("wallet", "Credited", Reached(Credited)),
        ];

        string Reached(int station) => at == Credited || station < at ? "done" : station > at ? "todo" : "now";
    }
}
