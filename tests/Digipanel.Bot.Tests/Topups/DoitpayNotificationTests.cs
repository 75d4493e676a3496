using System.Net;
using System.Text;
using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>What strangers and Doitpay may post to the real program over real HTTP.</summary>
public sealed class DoitpayNotificationTests : IAsyncLifetime, IDisposable
{
    private const string QrisNotify = "/v1.0/qr/qr-mpm-notify";
    private const string DebitNotify = "/v1.0/debit/notify";
    private static readonly Lazy<System.Security.Cryptography.RSA> Stranger = new(() => System.Security.Cryptography.RSA.Create(2048));
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly HttpClient _http = new();
    private TopupHost _bot = null!;
    private string _reference = "";

    public async Task InitializeAsync()
    {
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-1","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
        await StartAsync(confirm: true);
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _doitpay.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("body")]
    [InlineData("|")]
    [InlineData(":")]
    public async Task A_signed_notification_is_a_hint_and_the_status_call_decides(string form)
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), form, HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(0, Balance); // Doitpay itself says: not paid

        _doitpay.Usually(QrisStatusPath, _ => PaidStatus);
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), form, HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(50_000, Balance);
    }

    [Fact]
    public async Task With_confirmation_off_a_proven_body_is_credited_without_asking_and_once()
    {
        await RestartAsync(confirm: false);
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK)));
        Assert.All(codes, code => Assert.Equal("2005200", code));
        Assert.Equal(50_000, Balance);
        Assert.Empty(_doitpay.CallsTo(QrisStatusPath));
    }

    [Theory]
    [InlineData("|", "50000.00", "00")]
    [InlineData("body", "5000.00", "00")]
    [InlineData("body", "50000.00", "02")]
    [InlineData("body", "50000.00", "PAID")]
    public async Task With_confirmation_off_anything_else_still_credits_nothing_by_itself(string form, string amount, string status)
    {
        await RestartAsync(confirm: false);
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(amount, status), form, HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(0, Balance);
    }

    [Fact]
    public async Task A_repeat_is_answered_200_and_moves_nothing()
    {
        _doitpay.Usually(QrisStatusPath, _ => PaidStatus);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK));
            await RunAsync();
        }

        Assert.Equal(50_000, Balance);
        Assert.Single(_doitpay.CallsTo(QrisStatusPath));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("none")]
    [InlineData("garbage")]
    public async Task A_forged_notification_is_refused_and_changes_nothing(string form)
    {
        var before = Rows();
        Assert.Equal("4015200", await CodeAsync(QrisNotify, Notice(), form, HttpStatusCode.Unauthorized));
        Assert.Equal("4015600", await CodeAsync(DebitNotify, Notice(), form, HttpStatusCode.Unauthorized));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task A_signature_for_one_address_does_not_prove_another()
    {
        await RestartAsync(confirm: false);
        using var request = Request(DebitNotify, Notice(), "body", signedPath: QrisNotify);
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_captured_notification_is_refused_five_minutes_later()
    {
        using var captured = Request(QrisNotify, Notice(), "body");
        _time.Advance(TimeSpan.FromSeconds(301));
        using var response = await _http.SendAsync(captured);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_reference_is_said_to_be_unknown()
    {
        _reference = "TU-NOBODY";
        Assert.Equal("4045201", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.NotFound));
        Assert.Equal("4045601", await CodeAsync(DebitNotify, Notice(), "body", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("", "4005200")]
    [InlineData("{", "4005200")]
    [InlineData("null", "4005200")]
    [InlineData("[]", "4005200")]
    [InlineData("\"text\"", "4005200")]
    [InlineData("{\"originalPartnerReferenceNo\":\"\\ud800\"}", "4005200")]
    [InlineData("{}", "4005202")]
    [InlineData("{\"originalPartnerReferenceNo\":null}", "4005202")]
    [InlineData("{\"originalPartnerReferenceNo\":\" \"}", "4005202")]
    [InlineData("{\"originalPartnerReferenceNo\":5}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":{\"a\":[]}}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"TU-1\",\"latestTransactionStatus\":0}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"TU-1\",\"amount\":50000}", "4005201")]
    public async Task A_body_that_makes_no_sense_is_a_400(string body, string code)
    {
        var before = Rows();
        Assert.Equal(code, await CodeAsync(QrisNotify, Encoding.UTF8.GetBytes(body), "body", HttpStatusCode.BadRequest));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Broken_UTF8_is_a_400() =>
        Assert.Equal("4005200", await CodeAsync(QrisNotify, [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "body", HttpStatusCode.BadRequest));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_256_KiB_is_a_413(bool chunked)
    {
        using var request = Request(QrisNotify, new byte[(256 * 1024) + 1], "garbage");
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Unknown_fields_and_odd_amounts_do_not_stop_a_hint()
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"originalPartnerReferenceNo":"{{{_reference}}}","latestTransactionStatus":"17","amount":{"value":1e4},"extra":[1,2],"additionalInfo":{"x":null}}""");
        Assert.Equal("2005200", await CodeAsync(QrisNotify, body, "body", HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_payment_link_s_notification_answers_with_its_own_service_code() =>
        Assert.Equal("2005600", await CodeAsync(DebitNotify, Notice(), "body", HttpStatusCode.OK));

    [Fact]
    public async Task Only_POST_is_answered()
    {
        using var response = await _http.GetAsync(new Uri(_bot.BaseUrl + QrisNotify));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private const string PaidStatus = """{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";

    private long Balance => _bot.Balance;

    private byte[] Notice(string amount = "50000.00", string status = "00") => Encoding.UTF8.GetBytes(
        $$$"""{ "originalReferenceNo":"D-1", "originalPartnerReferenceNo":"{{{_reference}}}", "latestTransactionStatus":"{{{status}}}", "amount":{"value":"{{{amount}}}","currency":"IDR"} }""");

    private string Rows() => _bot.Service<Store>().Read(c => c.ExecuteScalar<string>(
        "SELECT (SELECT group_concat(state || hints || coalesce(due_at, '-')) FROM topups) || (SELECT count(*) FROM topup_events) || (SELECT count(*) FROM outbox)"))!;

    private async Task<string> CodeAsync(string path, byte[] body, string form, HttpStatusCode expected)
    {
        using var request = Request(path, body, form);
        using var response = await _http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return json.RootElement.Text("responseCode")!;
    }

    private HttpRequestMessage Request(string path, byte[] body, string form, string? signedPath = null)
    {
        var timestamp = SnapTimestamp.Format(_time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, _bot.BaseUrl + path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-TIMESTAMP", timestamp);
        using var doitpay = TestKeys.Private();
        var covered = SnapJson.TryMinify(body, out var minified) ? minified : body;
        var signature = form switch
        {
            "body" => SnapSigner.SignAsymmetric(doitpay, SnapSigner.ServiceStringToSign("POST", signedPath ?? path, covered, timestamp)),
            "forged" => SnapSigner.SignAsymmetric(Stranger.Value, SnapSigner.ServiceStringToSign("POST", path, covered, timestamp)),
            "garbage" => "AAAA!",
            "none" => null,
            _ => SnapSigner.SignAsymmetric(doitpay, SnapSigner.AsymmetricStringToSign("DTEST", form[0], timestamp)),
        };
        if (signature is not null)
        {
            request.Headers.Add("X-SIGNATURE", signature);
        }

        return request;
    }

    private async Task RunAsync()
    {
        while (await _bot.Service<TopupReconciler>().RunOnceAsync(default))
        {
        }
    }

    private async Task RestartAsync(bool confirm)
    {
        await _bot.DisposeAsync();
        await StartAsync(confirm);
    }

    private async Task StartAsync(bool confirm)
    {
        _bot = await TopupHost.StartAsync(_folder, _doitpay, _time, new(StringComparer.Ordinal)
        {
            ["Doitpay:BaseUrl"] = "https://doitpay.test",
            ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8"),
            ["Doitpay:PublicKeyPem_FILE"] = TestKeys.PathOf("merchant.public"),
            ["Doitpay:ConfirmNotifications"] = confirm ? "true" : "false",
        });
        if (_reference.Length == 0)
        {
            await _bot.SayAsync("/topup 50000");
            await _bot.Service<TopupIssuer>().RunOnceAsync(default);
            _reference = _bot.Topups[0].Reference;
        }
    }
}
