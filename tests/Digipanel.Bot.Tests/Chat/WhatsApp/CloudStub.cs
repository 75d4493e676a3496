using System.Net;
using System.Text;
using System.Text.Json;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Meta's side of the wire, scripted: takes everything at once unless told otherwise, and notes what a strict Cloud API would not take.</summary>
internal sealed class CloudStub : HttpMessageHandler
{
    public const string Success = """{"messaging_product":"whatsapp","contacts":[{"input":"6281","wa_id":"6281"}],"messages":[{"id":"wamid.WID"}]}""";

    private readonly Lock _gate = new();
    private readonly List<JsonElement> _messages = [];
    private readonly List<JsonElement> _reads = [];
    private readonly List<string> _uploads = [];
    private readonly List<string> _problems = [];
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly Queue<HttpResponseMessage> _uploadScript = new();
    private int _ids;

    /// <summary>Messages that were tried, oldest first.</summary>
    public IReadOnlyList<JsonElement> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Read receipts.</summary>
    public IReadOnlyList<JsonElement> Reads
    {
        get
        {
            lock (_gate)
            {
                return [.. _reads];
            }
        }
    }

    /// <summary>Bodies of uploads.</summary>
    public IReadOnlyList<string> Uploads => _uploads;

    /// <summary>What a strict server would have refused.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Headers of the last call.</summary>
    public string LastHeaders { get; private set; } = "";

    public Uri? LastAddress { get; private set; }

    /// <summary>Whether read receipts are answered with a fault.</summary>
    public bool RefusesReads { get; set; }

    public List<string> Bodies => [.. Messages.Select(BodyOf)];

    public static string BodyOf(JsonElement message) => message.GetProperty("type").GetString() switch
    {
        "text" => message.GetProperty("text").GetProperty("body").GetString()!,
        "interactive" => message.GetProperty("interactive").GetProperty("body").GetProperty("text").GetString()!,
        "template" => "template: " + message.GetProperty("template").GetProperty("components")[0].GetProperty("parameters")[0].GetProperty("text").GetString(),
        { } media => message.GetProperty(media).TryGetProperty("caption", out var caption) ? caption.GetString()! : "",
        null => "",
    };

    /// <summary>The next message is answered with Meta's error.</summary>
    public CloudStub Fails(int code, int status = 400, int subcode = 0, string details = "details")
    {
        var json = $$$"""{"error":{"message":"(#{{{code}}}) Scripted","type":"OAuthException","code":{{{code}}},"error_subcode":{{{subcode}}},"error_data":{"messaging_product":"whatsapp","details":"{{{details}}}"},"fbtrace_id":"A1"}}""";
        return Answers(status, json);
    }

    public CloudStub Answers(int status, string body)
    {
        _script.Enqueue(_ => Task.FromResult(Answer(status, body)));
        return this;
    }

    public CloudStub Does(Func<CancellationToken, Task<HttpResponseMessage>> what)
    {
        _script.Enqueue(what);
        return this;
    }

    public CloudStub FailsUpload(int code, int status = 400)
    {
        _uploadScript.Enqueue(Answer(status, $$$"""{"error":{"message":"(#{{{code}}}) Scripted","code":{{{code}}}}}"""));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        LastHeaders = request.Headers.ToString();
        LastAddress = request.RequestUri;
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Func<CancellationToken, Task<HttpResponseMessage>>? scripted;
        lock (_gate)
        {
            if (request.RequestUri!.Segments[^1] == "media")
            {
                _uploads.Add(body);
                return _uploadScript.TryDequeue(out var refused) ? refused : Answer(200, $$"""{"id":"media{{_uploads.Count}}"}""");
            }

            var message = JsonDocument.Parse(body).RootElement;
            if (message.TryGetProperty("status", out _))
            {
                _reads.Add(message);
                return RefusesReads ? Answer(500, "") : Answer(200, """{"success":true}""");
            }

            _messages.Add(message);
            _problems.AddRange(CloudRules.Problems(message));
            _script.TryDequeue(out scripted);
        }

        return scripted is not null ? await scripted(cancellationToken) : Answer(200, Success.Replace("WID", $"{Interlocked.Increment(ref _ids)}", StringComparison.Ordinal));
    }

    public static HttpResponseMessage Answer(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
