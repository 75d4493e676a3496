using System.Net;
using System.Text;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class DigipanelClientTests
{
    private const string Accepted = """{"status":"success","data":{"download_id":"d1","title":"T","cost":200,"balance_after":49800}}""";

    [Theory]
    [InlineData(200, Accepted, typeof(SubmitOutcome.Accepted))]
    [InlineData(201, Accepted, typeof(SubmitOutcome.Accepted))]
    [InlineData(200, "", typeof(SubmitOutcome.Uncertain))]
    [InlineData(200, "<html>", typeof(SubmitOutcome.Uncertain))]
    [InlineData(200, """{"status":"success","data":{}}""", typeof(SubmitOutcome.Uncertain))]
    [InlineData(200, """{"status":"success","data":[]}""", typeof(SubmitOutcome.Uncertain))]
    [InlineData(301, "", typeof(SubmitOutcome.NotTaken))]
    [InlineData(400, "", typeof(SubmitOutcome.Refused))]
    [InlineData(401, "", typeof(SubmitOutcome.Unauthorized))]
    [InlineData(402, "", typeof(SubmitOutcome.NoBalance))]
    [InlineData(403, "", typeof(SubmitOutcome.Unauthorized))]
    [InlineData(404, "", typeof(SubmitOutcome.NotTaken))]
    [InlineData(408, "", typeof(SubmitOutcome.Uncertain))]
    [InlineData(422, """{"message":"URL tidak valid"}""", typeof(SubmitOutcome.Refused))]
    [InlineData(429, "", typeof(SubmitOutcome.RateLimited))]
    [InlineData(500, "", typeof(SubmitOutcome.Uncertain))]
    [InlineData(502, "<html>", typeof(SubmitOutcome.Uncertain))]
    [InlineData(504, "", typeof(SubmitOutcome.Uncertain))]
    public async Task Every_answer_to_a_submission_has_one_meaning(int status, string body, Type outcome)
    {
        using var client = Client(_ => Answer(status, body));
        Assert.IsType(outcome, await client.SubmitAsync("https://elements.envato.com/x-ABC1234", Place(), default));
    }

    [Theory]
    [InlineData("49800", 49_800)]
    [InlineData("\"49800\"", 49_800)]
    [InlineData("\"49800.00\"", 49_800)]
    [InlineData("49800.0", 49_800)]
    [InlineData("\"50.000\"", null)]
    [InlineData("\"50,000\"", null)]
    [InlineData("\"Rp 50.000\"", null)]
    [InlineData("0.5", null)]
    [InlineData("null", null)]
    [InlineData("1e30", null)]
    public async Task A_balance_is_whole_rupiah_or_no_evidence_at_all(string balance, int? rupiah)
    {
        using var client = Client(_ => Answer(200, $$"""{"status":"success","data":{"cost_per_download":200,"balance":{{balance}} } }"""));
        var outcome = await client.BalanceAsync(Place(), default);
        Assert.Equal(rupiah, outcome is BalanceOutcome.Known known ? known.Balance : (long?)null);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public async Task Only_what_surely_never_left_is_not_taken(HttpRequestError error, bool surelyNotSent)
    {
        using var client = Client(_ => throw new HttpRequestException(error));
        var outcome = await client.SubmitAsync("https://elements.envato.com/x-ABC1234", Place(), default);
        Assert.IsType(surelyNotSent ? typeof(SubmitOutcome.NotTaken) : typeof(SubmitOutcome.Uncertain), outcome);
    }

    [Fact]
    public async Task A_connection_that_could_not_be_made_in_time_carried_nothing()
    {
        // A firewall that drops: .NET tells it as a cancellation, like its other time-outs.
        using var network = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("unreachable");
            },
        };
        using var client = Client(network);
        Assert.IsType<SubmitOutcome.NotTaken>(await client.SubmitAsync("https://elements.envato.com/x-ABC1234", Place(), default));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using var client = Client(_ => Answer(200, new string(' ', (256 * 1024) + 1) + Accepted));
        Assert.IsType<SubmitOutcome.Uncertain>(await client.SubmitAsync("https://elements.envato.com/x-ABC1234", Place(), default));
    }

    [Fact]
    public async Task It_sends_what_the_documentation_says()
    {
        HttpRequestMessage? seen = null;
        string? body = null;
        using var client = Client(request =>
        {
            (seen, body) = (request, request.Content?.ReadAsStringAsync().Result);
            return Answer(200, Accepted);
        });
        await client.SubmitAsync("https://elements.envato.com/x-ABC1234", Place(), default);
        Assert.Equal("POST https://digipanel.test/api/v1/download", $"{seen!.Method} {seen.RequestUri}");
        Assert.Equal("Bearer dgp_sk_x", seen.Headers.Authorization!.ToString());
        Assert.Equal("""{"url":"https://elements.envato.com/x-ABC1234"}""", body);
        Assert.Equal("application/json", seen.Content!.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_download_id_cannot_leave_its_place_in_the_address()
    {
        Uri? seen = null;
        using var client = Client(request =>
        {
            seen = request.RequestUri;
            return Answer(404, "");
        });
        Assert.IsType<LookupOutcome.NotFound>(await client.LookupAsync("../balance?x=1", Place(), default));
        Assert.Equal("https://digipanel.test/api/v1/downloads/..%2Fbalance%3Fx%3D1", seen!.AbsoluteUri);
    }

    [Fact]
    public async Task An_answer_about_another_download_is_no_answer()
    {
        using var client = Client(_ => Answer(200, """{"data":{"download_id":"other","status":"berhasil","gdrive_link":"https://d"}}"""));
        Assert.IsType<LookupOutcome.NoAnswer>(await client.LookupAsync("mine", Place(), default));
    }

    [Fact]
    public void Limits_are_read_by_the_servers_own_clock()
    {
        var now = new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.Date = now.AddHours(-3); // their clock is three hours off
        response.Headers.Add("X-RateLimit-Limit", "30");
        response.Headers.Add("X-RateLimit-Remaining", "0");
        response.Headers.Add("X-RateLimit-Reset", $"{now.AddHours(-3).ToUnixTimeSeconds() + 42}");
        response.Headers.Add("Retry-After", "41");
        Assert.Equal(
            new RateLimitInfo(true, 30, 0, TimeSpan.FromSeconds(42), TimeSpan.FromSeconds(41)),
            RateLimitInfo.Read(response, now));
    }

    [Theory]
    [InlineData("x", "-1", "99999999999999999999")]
    [InlineData("", " ", "1e9")]
    public void Limits_that_are_no_numbers_are_missing(string limit, string remaining, string reset)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Limit", limit);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Remaining", remaining);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Reset", reset);
        Assert.Equal(RateLimitInfo.Silent, RateLimitInfo.Read(response, DateTimeOffset.UnixEpoch));
    }

    private static HttpResponseMessage Answer(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static PacedRequest Place() => new RequestPacer(new FakeTime(), 30, TimeSpan.FromMinutes(1)).TryTake(RequestKind.Submission, out _)!;

    private static DigipanelClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer) => Client(new Answering(answer));

    private static DigipanelClient Client(HttpMessageHandler network)
    {
        var account = new DigipanelAccount { Name = "main", ApiKey = "dgp_sk_x", WebhookSecret = "s" };
        return new DigipanelClient(
            new DigipanelOptions { BaseUrl = "https://digipanel.test/api/v1", Accounts = [account] }, account, network, new FakeTime(), NullLogger.Instance);
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
