using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>What strangers and Doitpay may post to the real program over real HTTP.</summary>
public sealed class DoitpayNotificationTests : IAsyncLifetime, IDisposable
{
    private const string QrisNotify = "/v1.0/qr/qr-mpm-notify";
    private const string DebitNotify = "/v1.0/debit/notify";
    private const string TokenPathOfOurs = "/v1.0/access-token/b2b";
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
    [InlineData("token")]
    [InlineData("partner")]
    public async Task A_signed_notification_is_a_hint_and_the_status_call_decides(string form)
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), form, HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(0, Balance); // Doitpay itself says: not paid

        _time.Advance(TimeSpan.FromSeconds(10)); // what anyone can make is not taken more often
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
    [InlineData(":", "50000.00", "00")]
    [InlineData("token", "50000.00", "00")]
    [InlineData("partner", "50000.00", "00")]
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
    [InlineData("made-up token")]
    [InlineData("another partner")]
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
    [InlineData("{\"originalPartnerReferenceNo\":\"\\u0000x\",\"latestTransactionStatus\":\"00\"}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"TU\\n1\",\"latestTransactionStatus\":\"00\"}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"TU-\\u00e9\",\"latestTransactionStatus\":\"00\"}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"0123456789012345678901234567890123456789012345678901234567890123X\"}", "4005201")]
    [InlineData("{\"originalPartnerReferenceNo\":\"TU-1\",\"originalReferenceNo\":\"\\u0000x\"}", "4005201")]
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

    [Theory]
    [InlineData('|')]
    [InlineData(':')]
    public async Task A_token_is_given_to_whoever_has_Doitpay_s_key_with_either_separator(char separator)
    {
        using var given = await AskTokenAsync(separator: separator);
        Assert.Equal(
            ("2007300", "Successful", "Bearer", "900"),
            (given.RootElement.Text("responseCode"), given.RootElement.Text("responseMessage"), given.RootElement.Text("tokenType"), given.RootElement.Text("expiresIn")));
        Assert.Equal(JsonValueKind.String, given.RootElement.GetProperty("expiresIn").ValueKind);
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "token", HttpStatusCode.OK, token: given.RootElement.Text("accessToken")));
    }

    [Fact]
    public async Task A_request_for_a_token_is_refused_with_the_page_s_codes()
    {
        await RefusesAsync(HttpStatusCode.Unauthorized, "4017300", "Invalid Client Key", clientKey: "DOTHER");
        await RefusesAsync(HttpStatusCode.Unauthorized, "4017300", "Invalid Signature", stranger: true);
        await RefusesAsync(HttpStatusCode.Unauthorized, "4017300", "Invalid Signature", separator: '-');
        await RefusesAsync(HttpStatusCode.BadRequest, "4007302", "Invalid Client Key or Timestamp or Signature", clientKey: "");
        await RefusesAsync(HttpStatusCode.BadRequest, "4007302", "Invalid Client Key or Timestamp or Signature", age: TimeSpan.FromSeconds(301));
        await RefusesAsync(HttpStatusCode.BadRequest, "4007302", "Invalid Client Key or Timestamp or Signature", age: TimeSpan.FromSeconds(-301));
        await RefusesAsync(HttpStatusCode.BadRequest, "4007302", "Invalid Mandatory Field {grantType}", body: "{}");
        await RefusesAsync(HttpStatusCode.BadRequest, "4007301", "Invalid Field Format {grantType}", body: """{"grantType":"password"}""");
        await RefusesAsync(HttpStatusCode.BadRequest, "4007301", "Invalid Field Format {grantType}", body: """{"grantType":["client_credentials"]}""");
        await RefusesAsync(HttpStatusCode.BadRequest, "4007300", "Bad Request", body: "{");
        await RefusesAsync(HttpStatusCode.BadRequest, "4007302", "Invalid Mandatory Field {grantType}", body: "[]");

        async Task RefusesAsync(
            HttpStatusCode status, string code, string message, string clientKey = "DTEST", bool stranger = false, char separator = '|', TimeSpan age = default, string? body = null)
        {
            using var no = await AskTokenAsync(status, clientKey, stranger, separator, age, body ?? """{"grantType":"client_credentials"}""");
            Assert.Equal((code, message), (no.RootElement.Text("responseCode"), no.RootElement.Text("responseMessage")));
            Assert.Null(no.RootElement.Text("accessToken"));
        }
    }

    [Fact]
    public async Task A_token_outlives_a_restart_and_ends_after_a_quarter_of_an_hour()
    {
        using var given = await AskTokenAsync();
        var token = given.RootElement.Text("accessToken")!;
        await RestartAsync(confirm: true);
        _time.Advance(TimeSpan.FromSeconds(899));
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "token", HttpStatusCode.OK, token: token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("4015200", await CodeAsync(QrisNotify, Notice(), "token", HttpStatusCode.Unauthorized, token: token));
    }

    [Fact]
    public async Task The_same_notification_again_is_answered_as_before_and_does_nothing()
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK, externalId: "77"));
        await RunAsync();
        var before = Rows();
        _time.Advance(TimeSpan.FromMinutes(4)); // signed anew, as a gateway that has not seen our answer does it
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK, externalId: "77"));
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "|", HttpStatusCode.OK, externalId: "77"));
        Assert.Equal(before, Rows());
    }

    [Theory]
    [InlineData("body")]
    [InlineData("|")]
    [InlineData("token")]
    public async Task An_id_of_today_with_another_body_is_a_conflict_and_does_nothing(string form)
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK, externalId: "77"));
        var before = Rows();
        Assert.Equal("4095200", await CodeAsync(QrisNotify, Notice("90000.00"), form, HttpStatusCode.Conflict, externalId: "77"));
        Assert.Equal("4095600", await CodeAsync(DebitNotify, Notice(), form, HttpStatusCode.Conflict, externalId: "77"));
        Assert.Equal(before, Rows());
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice("50000.00", "03"), form, HttpStatusCode.OK, externalId: "77"));
    }

    [Fact]
    public async Task A_notification_that_was_refused_has_not_used_its_id_up()
    {
        var ours = _reference;
        Assert.Equal("4015200", await CodeAsync(QrisNotify, Notice(), "forged", HttpStatusCode.Unauthorized, externalId: "78"));
        _reference = "TU-NOBODY";
        Assert.Equal("4045201", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.NotFound, externalId: "78"));
        _reference = ours;
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK, externalId: "78"));
    }

    [Fact]
    public async Task What_anyone_can_make_uses_no_id_up_and_is_rationed()
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice("90000.00"), "partner", HttpStatusCode.OK, externalId: "79"));
        var hinted = Rows();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice("90000.00"), "partner", HttpStatusCode.OK));
        }

        Assert.Equal(hinted, Rows()); // and no admin is called by a stranger
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK, externalId: "79"));
    }

    [Theory]
    [InlineData("has a space")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123X")]
    public async Task An_id_that_is_none_is_a_400(string externalId) =>
        Assert.Equal("4005201", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.BadRequest, externalId: externalId));

    [Theory]
    [InlineData("00", "00 success")]
    [InlineData("01", "01 initiated")]
    [InlineData("02", "02 paying")]
    [InlineData("03", "03 pending")]
    [InlineData("04", "04 refunded")]
    [InlineData("05", "05 cancelled")]
    [InlineData("06", "06 failed")]
    [InlineData("07", "07 not found")]
    [InlineData("17", "17 (unknown)")]
    public async Task Every_status_is_written_down_by_name_and_none_is_money_by_itself(string status, string name)
    {
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(status: status), "body", HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(0, Balance);
        Assert.Equal(TopupState.Issued, _bot.Only.State);
        Assert.Contains($"status {name}, body signed", Events(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_that_does_not_fit_is_written_down_and_told_while_the_status_call_decides()
    {
        _doitpay.Usually(QrisStatusPath, _ => PaidStatus);
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice("500000.00"), "body", HttpStatusCode.OK));
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice("500000.00"), "|", HttpStatusCode.OK));
        await RunAsync();
        Assert.Equal(50_000, Balance);
        Assert.Contains("odd notification: Rp 500.000 instead of Rp 50.000", Events(), StringComparison.Ordinal);
        Assert.Equal(1, Alerts($"topup:{_reference}:notice"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_notification_whose_confirmation_fails_is_confirmed_later(bool restart)
    {
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"5045100","responseMessage":"Timeout"}""");
        Assert.Equal("2005200", await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK));
        if (restart)
        {
            await RestartAsync(confirm: true); // before anybody asked
        }

        await _time.While(_bot.Service<TopupReconciler>().RunOnceAsync(default));
        Assert.Equal(0, Balance);
        _time.Advance(TimeSpan.FromHours(20)); // long over, and not one answer
        await _time.While(_bot.Service<TopupReconciler>().RunOnceAsync(default));
        if (restart)
        {
            await RestartAsync(confirm: true);
        }

        Assert.Equal(TopupState.Issued, _bot.Only.State);
        _doitpay.Usually(QrisStatusPath, _ => PaidStatus);
        _time.Advance(TimeSpan.FromMinutes(10));
        await RunAsync();
        Assert.Equal(50_000, Balance);
    }

    [Fact]
    public async Task A_refund_takes_the_bonus_as_well()
    {
        await _bot.DisposeAsync();
        await StartAsync(confirm: false, bonusPercent: "5");
        await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK); // the first is from before there were bonuses
        await _bot.SayAsync("/topup 50000");
        await _bot.Service<TopupIssuer>().RunOnceAsync(default);
        _reference = _bot.Topups[^1].Reference;
        await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK);
        Assert.Equal(102_500, Balance);
        await CodeAsync(QrisNotify, Notice(status: "04"), "body", HttpStatusCode.OK);
        Assert.Equal("refund open 52500", Cases());
        await DecideAsync(CaseKind.Refund, 52_500);
        Assert.Equal(50_000, Balance);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("partner")]
    public async Task What_an_admin_credited_by_hand_is_taken_back_as_well_when_it_is_refunded(string form)
    {
        await RestartAsync(confirm: false);
        await CodeAsync(QrisNotify, Notice("5000.00"), "body", HttpStatusCode.OK);
        await DecideAsync(CaseKind.Mismatch, 5_000);
        Assert.Equal(5_000, Balance);
        await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.OK); // paid as billed after all
        await DecideAsync(CaseKind.Again, 45_000);
        Assert.Equal(50_000, Balance);

        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"04"}""");
        await CodeAsync(QrisNotify, Notice(status: "04"), form, HttpStatusCode.OK);
        await _bot.Service<RefundChecker>().RunOnceAsync(default);
        await DecideAsync(CaseKind.Refund, 50_000);
        Assert.Equal(0, Balance);
    }

    [Fact]
    public async Task Invented_references_do_not_hide_a_payment_that_Doitpay_has_signed()
    {
        for (var i = 0; i < 12; i++)
        {
            _reference = $"TU-INVENTED-{i}";
            await CodeAsync(QrisNotify, Notice(), i % 2 == 0 ? "|" : "token", HttpStatusCode.NotFound);
        }

        Assert.Equal(10, Cases().Split('/').Length);
        _reference = "TU-GENUINE";
        await CodeAsync(QrisNotify, Notice(), "body", HttpStatusCode.NotFound);
        Assert.Equal(11, Cases().Split('/').Length);
    }

    [Theory]
    [InlineData("partner", false)]
    [InlineData("body", true)]
    public async Task A_field_that_is_not_documented_is_logged_where_not_anybody_can_have_made_it_and_in_one_line(string form, bool isLogged)
    {
        using var logs = new CapturedLogs();
        _bot.Service<ILoggerFactory>().AddProvider(logs);
        var body = Encoding.UTF8.GetBytes($$$"""{"originalPartnerReferenceNo":"{{{_reference}}}","latestTransactionStatus":"01","new\nfield\u001b[2J":1}""");
        await CodeAsync(QrisNotify, body, form, HttpStatusCode.OK);
        Assert.Equal(isLogged, logs.Text.Contains("field", StringComparison.Ordinal) && logs.Text.Contains("new?field?[2J", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains("not documented", StringComparison.Ordinal) && line.Contains('\n', StringComparison.Ordinal));
        Assert.Equal(isLogged, logs.Text.Contains("not documented", StringComparison.Ordinal));
    }

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

    private string Events() => _bot.Service<Store>().Read(c => c.ExecuteScalar<string>("SELECT group_concat(event || ': ' || coalesce(detail, ''), ' / ') FROM topup_events"))!;

    private string Cases() => _bot.Service<Store>().Read(c => c.ExecuteScalar<string>(
        "SELECT coalesce(group_concat(kind || ' ' || state || ' ' || amount, '/'), '') FROM payment_cases"))!;

    private async Task DecideAsync(CaseKind kind, long rupiah) => Assert.Equal(Decision.Done, await _bot.Service<Store>().InTransaction(tx =>
        CaseDesk.Move(tx, PaymentCases.Find(tx.Connection, kind, _reference)!, new Rupiah(rupiah), "telegram:999")));

    private int Alerts(string alert) => _bot.Service<Store>().Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM alerts WHERE alert = @alert", new { alert }));

    private async Task<JsonDocument> AskTokenAsync(
        HttpStatusCode expected = HttpStatusCode.OK, string clientKey = "DTEST", bool stranger = false, char separator = '|', TimeSpan age = default,
        string body = """{"grantType":"client_credentials"}""")
    {
        var timestamp = SnapTimestamp.Format(_time.GetUtcNow() - age);
        using var doitpay = TestKeys.Private();
        using var request = new HttpRequestMessage(HttpMethod.Post, _bot.BaseUrl + TokenPathOfOurs) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-TIMESTAMP", timestamp);
        request.Headers.Add("X-CLIENT-KEY", clientKey);
        request.Headers.Add("X-SIGNATURE", SnapSigner.SignAsymmetric(stranger ? Stranger.Value : doitpay, SnapSigner.AsymmetricStringToSign(clientKey, separator, timestamp)));
        using var response = await _http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<string> CodeAsync(string path, byte[] body, string form, HttpStatusCode expected, string? externalId = null, string? token = null)
    {
        if (form == "token" && token is null)
        {
            using var given = await AskTokenAsync();
            token = given.RootElement.Text("accessToken");
        }

        using var request = Request(path, body, form, token: token);
        if (externalId is not null)
        {
            request.Headers.Add("X-EXTERNAL-ID", externalId);
        }

        using var response = await _http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return json.RootElement.Text("responseCode")!;
    }

    private HttpRequestMessage Request(string path, byte[] body, string form, string? signedPath = null, string? token = null)
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
            "token" => Symmetric("DTEST", token!),
            "made-up token" => Symmetric("DTEST", "made-up-token"),
            "partner" => Symmetric("P1", "P1"),
            "another partner" => Symmetric("P2", "P2"),
            _ => SnapSigner.SignAsymmetric(doitpay, SnapSigner.AsymmetricStringToSign("DTEST", form[0], timestamp)),
        };
        if (signature is not null)
        {
            request.Headers.Add("X-SIGNATURE", signature);
        }

        if (form.EndsWith("token", StringComparison.Ordinal))
        {
            request.Headers.Add("Authorization", $"Bearer {token ?? "made-up-token"}");
        }
        else if (form.EndsWith("partner", StringComparison.Ordinal))
        {
            request.Headers.Add("X-PARTNER-ID", form == "partner" ? "P1" : "P2");
        }

        return request;

        string Symmetric(string secret, string bearer) =>
            SnapSigner.SignSymmetric(secret, SnapSigner.SymmetricStringToSign("POST", signedPath ?? path, bearer, covered, timestamp));
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

    private async Task StartAsync(bool confirm, string? bonusPercent = null)
    {
        _bot = await TopupHost.StartAsync(_folder, _doitpay, _time, new(StringComparer.Ordinal)
        {
            ["Shop:TopupBonuses:0:From"] = bonusPercent is null ? null : "50000",
            ["Shop:TopupBonuses:0:Percent"] = bonusPercent,
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
