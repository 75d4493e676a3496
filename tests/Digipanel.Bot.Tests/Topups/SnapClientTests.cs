using System.Text.Json;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups.Doitpay;
using Microsoft.Extensions.Logging.Abstractions;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class SnapClientTests : IDisposable
{
    private const string Made = """{"responseCode":"2004700","responseMessage":"Successful","referenceNo":"D-1","qrContent":"QR","newField":{"x":1}}""";
    private const string Pending = """{"responseCode":"2005100","latestTransactionStatus":"01"}""";

    private readonly FakeTime _time = new();
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly DoitpayOptions _options = new()
    {
        BaseUrl = "https://doitpay.test/",
        ClientKey = "DTEST",
        PartnerId = "P1",
        PrivateKeyPath = TestKeys.PathOf("merchant.pkcs1"),
        ReturnUrl = "https://t.me/TokoBot",
    };

    private readonly SnapClient _client;

    public SnapClientTests()
    {
        _client = new SnapClient(_options, _doitpay, new Ids(_time), _time, NullLogger<SnapClient>.Instance);
        _doitpay.Usually(QrisPath, _ => Made);
        _doitpay.Usually(QrisStatusPath, _ => Pending);
    }

    [Fact]
    public async Task Every_call_is_signed_over_exactly_the_bytes_it_sends()
    {
        await Qris();
        await _client.CreatePaymentLinkAsync("TU-2", 50_000, _time.GetUtcNow(), "DANA", "Budi \"O'Neil\" é 😀", default);
        await _client.QueryQrisAsync("TU-1", "D-1", default);
        await _client.QueryLinkAsync("TU-2", null, "DANA", default);
        var calls = _doitpay.Calls.Where(c => c.Path != TokenPath).ToList();
        Assert.Equal(4, calls.Count);
        foreach (var call in calls)
        {
            Assert.True(SnapJson.TryMinify(call.Body, out var minified));
            Assert.Equal(call.Body, minified);
            AssertNoNumber(call.Body);
            var stringToSign = SnapSigner.SymmetricStringToSign("POST", call.Path, "TOK-1", call.Body, call.Header("X-TIMESTAMP"));
            Assert.True(SnapSigner.VerifySymmetric("DTEST", stringToSign, call.Header("X-SIGNATURE")));
            Assert.Equal("Bearer TOK-1", call.Header("Authorization"));
            Assert.Equal("P1", call.Header("X-PARTNER-ID"));
            Assert.Equal("DTEST", call.Header("X-CLIENT-KEY"));
            Assert.Equal("2026-11-22T14:00:00+07:00", call.Header("X-TIMESTAMP"));
            Assert.InRange(call.Header("X-EXTERNAL-ID").Length, 1, 36);
        }

        Assert.Equal("NQ DOITPAY NQ DOITPAY", string.Join(' ', calls.Select(c => c.Header("CHANNEL-ID"))));
        Assert.Equal(4, calls.Select(c => c.Header("X-EXTERNAL-ID")).Distinct(StringComparer.Ordinal).Count());
        Assert.Single(_doitpay.CallsTo(TokenPath));
    }

    [Theory]
    [InlineData("4017300")]
    [InlineData("4007302")]
    public async Task A_refused_separator_is_changed_once_and_the_one_that_works_is_kept(string code)
    {
        RefuseToken(code);
        Assert.IsType<IssueOutcome.Issued>(await Qris());
        Assert.Equal(':', _client.Separator);
        Assert.Equal("|:", string.Concat(_doitpay.CallsTo(TokenPath).Select(SeparatorOf)));

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.IsType<IssueOutcome.Issued>(await Qris());
        Assert.Equal("|::", string.Concat(_doitpay.CallsTo(TokenPath).Select(SeparatorOf)));
    }

    [Fact]
    public async Task Refused_with_both_separators_means_wrong_credentials()
    {
        RefuseToken("4017300");
        RefuseToken("4017300");
        Assert.Equal("4017300", Assert.IsType<IssueOutcome.NotAuthorised>(await Qris()).Code);
        Assert.Empty(_doitpay.CallsTo(QrisPath));
        Assert.Equal('|', _client.Separator);
    }

    [Theory]
    [InlineData("\"900\"")]
    [InlineData("900")]
    public async Task A_token_is_used_until_shortly_before_its_end(string expiresIn)
    {
        _doitpay.Next(TokenPath, $$"""{"responseCode":"2007300","accessToken":"T","expiresIn":{{expiresIn}}}""");
        await Qris();
        _time.Advance(TimeSpan.FromSeconds(869));
        await Qris();
        Assert.Single(_doitpay.CallsTo(TokenPath));
        _time.Advance(TimeSpan.FromSeconds(2));
        await Qris();
        Assert.Equal(2, _doitpay.CallsTo(TokenPath).Count);
    }

    [Fact]
    public async Task Many_callers_at_once_share_one_refresh()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(Qris)));
        Assert.Single(_doitpay.CallsTo(TokenPath));
    }

    [Fact]
    public async Task A_token_that_ended_early_is_renewed_once_and_the_call_repeated_with_a_fresh_id()
    {
        await Qris();
        _doitpay.Next(QrisPath, """{"responseCode":"4014701","responseMessage":"Invalid Token (B2B)"}""", 401);
        Assert.IsType<IssueOutcome.Issued>(await Qris());
        var calls = _doitpay.CallsTo(QrisPath);
        Assert.Equal("Bearer TOK-1, Bearer TOK-1, Bearer TOK-2", string.Join(", ", calls.Select(c => c.Header("Authorization"))));
        Assert.NotEqual(calls[1].Header("X-EXTERNAL-ID"), calls[2].Header("X-EXTERNAL-ID"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_second_401_is_not_argued_with()
    {
        _doitpay.Next(QrisPath, """{"responseCode":"4014700","responseMessage":"Unauthorized. [Invalid Signature]"}""", 401);
        _doitpay.Next(QrisPath, """{"responseCode":"4014700","responseMessage":"Unauthorized. [Invalid Signature]"}""", 401);
        Assert.IsType<IssueOutcome.NotAuthorised>(await Qris());
        Assert.Equal(2, _doitpay.CallsTo(QrisPath).Count);
    }

    [Theory]
    [InlineData(200, Made, typeof(IssueOutcome.Issued))]
    [InlineData(200, """{"responseCode":"2004700"}""", typeof(IssueOutcome.Unusable))]
    [InlineData(202, """{"responseCode":"2024700","responseMessage":"Request In Progress"}""", typeof(IssueOutcome.InProgress))]
    [InlineData(200, """{"responseCode":"2024700"}""", typeof(IssueOutcome.InProgress))]
    [InlineData(409, """{"responseCode":"4094700"}""", typeof(IssueOutcome.ExternalIdUsed))]
    [InlineData(409, """{"responseCode":"4094701"}""", typeof(IssueOutcome.ReferenceKnown))]
    [InlineData(400, """{"responseCode":"4004702","responseMessage":"Invalid Mandatory Field"}""", typeof(IssueOutcome.Refused))]
    [InlineData(403, "", typeof(IssueOutcome.Refused))]
    [InlineData(500, """{"responseCode":"5004700"}""", typeof(IssueOutcome.Unreachable))]
    [InlineData(504, """{"responseCode":"5044700"}""", typeof(IssueOutcome.Unreachable))]
    [InlineData(502, "<html>Bad Gateway</html>", typeof(IssueOutcome.Unreachable))]
    [InlineData(429, "", typeof(IssueOutcome.Unreachable))]
    [InlineData(200, "", typeof(IssueOutcome.Unreachable))]
    [InlineData(200, "[]", typeof(IssueOutcome.Unreachable))]
    [InlineData(200, """{"responseCode":"2004700","qrContent":"\ud800"}""", typeof(IssueOutcome.Unreachable))]
    [InlineData(302, "", typeof(IssueOutcome.Unreachable))]
    public async Task An_answer_has_one_meaning(int status, string body, Type outcome)
    {
        _doitpay.Next(QrisPath, body, status);
        Assert.IsType(outcome, await Qris());
        Assert.Single(_doitpay.CallsTo(QrisPath)); // never repeated by itself
    }

    [Fact]
    public async Task A_broken_connection_and_a_missing_answer_are_unreachable()
    {
        _doitpay.NextFails(QrisPath);
        Assert.IsType<IssueOutcome.Unreachable>(await Qris());
        _doitpay.NextHangs(QrisPath);
        Assert.Contains("00:00:30", Assert.IsType<IssueOutcome.Unreachable>(await _time.While(Qris())).Why, StringComparison.Ordinal);
        _doitpay.NextHangs(TokenPath);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.IsType<IssueOutcome.Unreachable>(await _time.While(Qris()));
    }

    [Fact]
    public async Task A_connection_that_could_not_be_made_in_time_is_unreachable()
    {
        using var network = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("unreachable");
            },
        };
        using var client = new SnapClient(_options, network, new Ids(_time), _time, NullLogger<SnapClient>.Instance);
        Assert.IsType<IssueOutcome.Unreachable>(await client.CreateQrisAsync("TU-1", 50_000, _time.GetUtcNow().AddHours(1), default));
    }

    [Fact]
    public async Task A_question_is_repeated_with_a_fresh_id_each_time()
    {
        _doitpay.NextFails(QrisStatusPath);
        _doitpay.Next(QrisStatusPath, "", 503);
        var known = Assert.IsType<StatusOutcome.Known>(await _time.While(_client.QueryQrisAsync("TU-1", null, default)));
        Assert.Equal("01", known.Status);
        Assert.Equal(3, _doitpay.CallsTo(QrisStatusPath).Select(c => c.Header("X-EXTERNAL-ID")).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""", "00", 50_000L)]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"99","amount":{"value":50000}}""", "99", 50_000L)]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","transAmount":{"value":"50000","currency":"IDR"}}""", "00", 50_000L)]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.50","currency":"IDR"}}""", "00", null)]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"USD"}}""", "00", null)]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":"lots"}""", "00", null)]
    public async Task A_status_says_what_it_says(string body, string status, long? rupiah)
    {
        _doitpay.Next(QrisStatusPath, body);
        var known = Assert.IsType<StatusOutcome.Known>(await _client.QueryQrisAsync("TU-1", null, default));
        Assert.Equal(status, known.Status);
        Assert.Equal(rupiah, (known.Amount as SnapAmount.Whole)?.Rupiah);
    }

    public void Dispose()
    {
        _client.Dispose();
        _doitpay.Dispose();
    }

    private static void AssertNoNumber(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            Assert.NotEqual(JsonTokenType.Number, reader.TokenType);
        }
    }

    private static char SeparatorOf(ScriptedDoitpay.Call call)
    {
        using var key = TestKeys.Public();
        return new[] { '|', ':' }.Single(s =>
            SnapSigner.VerifyAsymmetric(key, SnapSigner.AsymmetricStringToSign("DTEST", s, call.Header("X-TIMESTAMP")), call.Header("X-SIGNATURE")));
    }

    private void RefuseToken(string code) => _doitpay.Next(TokenPath, $$"""{"responseCode":"{{code}}","responseMessage":"Invalid Signature"}""", int.Parse(code[..3]));

    private Task<IssueOutcome> Qris() => _client.CreateQrisAsync("TU-1", 50_000, _time.GetUtcNow().AddHours(1), default);
}
