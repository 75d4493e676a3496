using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>A customer with an invoice over Rp 50.000, at a Doitpay that makes QRIS and DANA and is told what to say of payments.</summary>
internal sealed class InvoiceBench : IDisposable
{
    public const string Pending = """{"responseCode":"2005100","latestTransactionStatus":"01"}""";
    public const string Paid = """{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";
    public const string PaidLink = """{"responseCode":"2005500","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";

    public InvoiceBench()
    {
        Bench = new TopupBench(Doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("DANA");
        });
        Doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        Doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
        Doitpay.Usually(QrisStatusPath, _ => Qris);
        Doitpay.Usually(LinkStatusPath, _ => Link);
    }

    public ScriptedDoitpay Doitpay { get; } = new();

    public TopupBench Bench { get; }

    /// <summary>What Doitpay says of QRIS payments.</summary>
    public string Qris { get; set; } = Pending;

    /// <summary>What Doitpay says of payments by a link.</summary>
    public string Link { get; set; } = Pending;

    /// <summary>The invoice's message.</summary>
    public Phone.Seen Invoice => Bench.Phone.Screen("1")[0];

    public static string Labels(Phone.Seen message) => string.Join(", ", message.Buttons.Select(b => b.Label));

    public async Task IssueAsync(string method = "QRIS")
    {
        await Bench.PressAsync($"topup:50000:{method}");
        await Bench.RunAsync();
        Assert.Equal(TopupState.Issued, Bench.Only.State);
    }

    public async Task ChangeToDanaAsync()
    {
        await IssueAsync();
        await Bench.PressLabelAsync("Ganti metode");
        await Bench.PressLabelAsync("DANA");
        await Bench.RunAsync();
    }

    public void Dispose()
    {
        Bench.Dispose();
        Doitpay.Dispose();
    }
}
