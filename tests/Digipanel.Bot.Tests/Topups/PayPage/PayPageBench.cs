using System.Net;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups.PayPage;

/// <summary>The real program on a real port with one customer's invoice over Rp 50.000, and somebody who opens pages of it.</summary>
public sealed class PayPageBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    internal FakeTime Time { get; } = new();

    internal TopupHost Bot { get; private set; } = null!;

    /// <summary>What Doitpay says of every payment.</summary>
    public string Status { get; set; } = InvoiceBench.Pending;

    internal Topup Last => Bot.Topups[^1];

    private PayPageBench()
    {
    }

    public static async Task<PayPageBench> StartAsync()
    {
        var bench = new PayPageBench();
        await bench.OpenAsync();
        return bench;
    }

    private async Task OpenAsync()
    {
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/c?id={{call.Field("partnerReferenceNo")}}&lang=id"}""");
        _doitpay.Usually("/va/v1.0/transfer-va/create-va", call => $$$"""{"responseCode":"2002700","virtualAccountData":{"virtualAccountNo":"{{{call.Field("virtualAccountNo")}}}"}}""");
        _doitpay.Usually(QrisStatusPath, _ => Status);
        _doitpay.Usually(LinkStatusPath, _ => Status);
        Bot = await TopupHost.StartAsync(_folder, _doitpay, Time, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Server:PublicUrl"] = "https://shop.example",
            ["Doitpay:BaseUrl"] = "https://doitpay.test",
            ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs1"),
            ["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public"),
            ["Doitpay:Methods:0"] = "QRIS",
            ["Doitpay:Methods:1"] = "DANA",
            ["Doitpay:Methods:2"] = "VA_BCA",
            ["Doitpay:VirtualAccounts:BCA:PartnerServiceId"] = "70012",
            ["Doitpay:Fees:VA_BCA:Flat"] = "4000",
            ["Doitpay:Fees:VA_BCA:PaidBy"] = "Customer",
            ["Doitpay:ReturnUrl"] = "https://t.me/TokoBot",
        });
    }

    /// <summary>An invoice that can be paid.</summary>
    internal async Task<Topup> IssueAsync(string method = "QRIS")
    {
        await Bot.PressAsync($"topup:50000:{method}");
        await Bot.RunAsync();
        Assert.Equal(TopupState.Issued, Last.State);
        return Last;
    }

    /// <summary>Changes a row as the bot itself would not yet.</summary>
    internal Task ChangeAsync(Action<Tx> change) => Bot.Service<Store>().InTransaction(change);

    /// <summary>Where a top-up's page is on this machine.</summary>
    internal string UrlOf(Topup topup) => $"{Bot.BaseUrl}/pay/{topup.Page}";

    internal Task<Seen> OpenAsync(Topup topup, string tail = "") => GetAsync($"/pay/{topup.Page}{tail}");

    public async Task<Seen> GetAsync(string path, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Bot.BaseUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await _browser.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Seen(answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        _browser.Dispose();
        _doitpay.Dispose();
        _folder.Dispose();
    }

    public sealed record Seen(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        public bool HasCode => Text.Contains("data:image/png", StringComparison.Ordinal);
    }
}
