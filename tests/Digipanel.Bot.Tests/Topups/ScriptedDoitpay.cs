using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>
/// Doitpay's answers, letter by letter, for what a real server would hardly be brought to say. Whole journeys run against the sandbox's
/// server instead.
/// </summary>
internal sealed class ScriptedDoitpay : HttpMessageHandler
{
    public const string TokenPath = "/auth/v1.0/access-token/b2b";
    public const string QrisPath = "/qris/v1.0/qr/qr-mpm-generate";
    public const string QrisStatusPath = "/qris/v1.0/qr/qr-mpm-query";
    public const string LinkPath = "/api/v1.0/debit/payment-host-to-host";
    public const string LinkStatusPath = "/api/v1.0/debit/status";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<Call, CancellationToken, Task<HttpResponseMessage>>>> _next = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<Call, string>> _usual = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<Call, (int Status, string Body)?>> _always = new(StringComparer.Ordinal);
    private int _tokens;
    private int _hanging;

    public ScriptedDoitpay()
    {
        _usual[TokenPath] = _ => $$"""{"responseCode":"2007300","responseMessage":"Successful","accessToken":"TOK-{{Interlocked.Increment(ref _tokens)}}","tokenType":"Bearer","expiresIn":"900"}""";
    }

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>How many calls have met <see cref="NextHangs"/>: until then it may still meet another one.</summary>
    public int Hanging => _hanging;

    /// <summary>The Date header of every answer; null: none.</summary>
    public Func<DateTimeOffset>? Date { get; set; }

    public IReadOnlyList<Call> CallsTo(string path) => [.. Calls.Where(c => c.Path == path)];

    public void Usually(string path, Func<Call, string> body) => _usual[path] = body;

    /// <summary>Every call to the path; null breaks the connection.</summary>
    public void Always(string path, Func<Call, (int Status, string Body)?> answer) => _always[path] = answer;

    /// <summary>The next call to the path gets this instead.</summary>
    public void Next(string path, string body, int status = 200) => Add(path, (_, _) => Task.FromResult(Answer(body, status)));

    public void NextFails(string path) => Add(path, (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError));

    public void NextHangs(string path) => Add(path, async (_, token) =>
    {
        Interlocked.Increment(ref _hanging);
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("unreachable");
    });

    public static string Qr(long rupiah) => QrisTests.Write([new("00", "01"), new("01", "12"), new("54", $"{rupiah}"), new("59", "TOKO")]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var call = new Call(
            request.RequestUri!.PathAndQuery,
            body,
            request.Headers.ToDictionary(h => h.Key, h => h.Value.Single(), StringComparer.OrdinalIgnoreCase));
        Calls.Enqueue(call);
        if (_next.TryGetValue(call.Path, out var queue) && queue.TryDequeue(out var next))
        {
            return await next(call, cancellationToken);
        }

        if (_always.TryGetValue(call.Path, out var always))
        {
            var (status, text) = always(call) ?? throw new HttpRequestException(HttpRequestError.ResponseEnded);
            return Answer(text, status);
        }

        return _usual.TryGetValue(call.Path, out var usual) ? Answer(usual(call), 200) : Answer("""{"responseCode":"4040000"}""", 404);
    }

    private HttpResponseMessage Answer(string body, int status)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        answer.Headers.Date = Date?.Invoke();
        return answer;
    }

    private void Add(string path, Func<Call, CancellationToken, Task<HttpResponseMessage>> answer) =>
        _next.GetOrAdd(path, _ => new()).Enqueue(answer);

    internal sealed record Call(string Path, byte[] Body, Dictionary<string, string> Headers)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

        public string Field(string name)
        {
            using var json = System.Text.Json.JsonDocument.Parse(Body);
            return json.RootElement.Text(name) ?? "";
        }
    }
}
