using Digipanel.Sandbox.Money;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>What came of a scene: counted from the bot's own database, and compared with what the outside knows.</summary>
internal static class SceneSummary
{
    /// <summary>The lines, a scene's own ones in the middle.</summary>
    public static IReadOnlyList<SummaryLine> Of(SandboxApp sandbox, IReadOnlyList<SummaryLine> own)
    {
        var shop = sandbox.Database.Shop(0);
        var paid = sandbox.Doitpay.Payments.Where(p => p.State == Doitpay.DoitpayState.Paid).Sum(p => p.PaidAmount ?? p.Amount);
        var orders = shop.Queued + shop.UnderWay + shop.InDoubt + shop.Delivered + shop.Refunded;
        var money = new SummaryLine("The money", shop.AddsUp && shop.PaidIn == paid ? "adds up" : "does not add up", shop.AddsUp && shop.PaidIn == paid);
        var customers = sandbox.Database.Topups().Select(t => t.CustomerId).Distinct().Count();
        return customers + orders == 0
            ? [.. own, money]
            :
            [
                new("Customers", $"{customers}"),
                new("Orders", $"{orders}"),
                new("Delivered", $"{shop.Delivered}"),
                new("Refunded", $"{shop.Refunded}"),
                .. own,
                new("Still open", $"{shop.Queued + shop.UnderWay + shop.InDoubt}", shop.Queued + shop.UnderWay + shop.InDoubt == 0),
                new("Paid at Doitpay", Rupiah.Of(paid)),
                new("In wallets, held and sales", $"{Rupiah.Of(shop.Wallets)} + {Rupiah.Of(shop.Held)} + {Rupiah.Of(shop.Sales)}"),
                money,
            ];
    }
}
