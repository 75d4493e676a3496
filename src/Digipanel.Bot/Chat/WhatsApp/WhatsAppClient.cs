using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// A thin typed client of Meta's Cloud API: messages, read receipts, uploads. The token stands in a header; no text that comes out of here holds it. No
/// exception of the transport passes (its text is not ours), and no redirect is followed.
/// </summary>
internal sealed class WhatsAppClient : IDisposable
{
    /// <summary>One call.</summary>
    internal const int CallTimeoutSeconds = 30;

    /// <summary>A courtesy: nobody waits longer for it.</summary>
    internal const int ReadTimeoutSeconds = 10;

    /// <summary>Answers have some hundred bytes.</summary>
    internal const int ResponseBytesMax = 256 * 1024;

    private const int DescriptionCharsMax = 300;

    // Errors of the transport before a request has left.
    private static readonly HttpRequestError[] NeverLeft =
        [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError];
    private const int IdCharsMax = 200;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly string _token;

    /// <param name="options">Validated options.</param>
    /// <param name="handler">The way out, which must neither log nor follow redirects. Owned by this client.</param>
    /// <param name="time">The clock of the timeouts.</param>
    internal WhatsAppClient(WhatsAppOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        (_time, _token) = (time, options.AccessToken);
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"{options.BaseUrl.TrimEnd('/')}/{options.ApiVersion}/{options.PhoneNumberId}/"),
            MaxResponseContentBufferSize = ResponseBytesMax,
            // Timeouts are by the injected clock, below.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends a message.</summary>
    internal Task<WhatsAppResult> SendAsync(CloudMessage message, CancellationToken ct) => PostAsync(
        "messages", Json(message, CloudApiJson.Default.CloudMessage), static body => JsonSerializer.Deserialize(body, CloudApiJson.Default.CloudAnswer)?.Messages is [{ Id: { } id }, ..] ? id : null, CallTimeoutSeconds, ct);

    /// <summary>Tells that a message, and all before it, was read.</summary>
    internal Task<WhatsAppResult> ReadAsync(CloudRead read, CancellationToken ct) =>
        PostAsync("messages", Json(read, CloudApiJson.Default.CloudRead), static _ => "read", ReadTimeoutSeconds, ct);

    /// <summary>Uploads a file; Meta keeps it for 30 days.</summary>
    internal Task<WhatsAppResult> UploadAsync(OutgoingMedia media, CancellationToken ct)
    {
        var form = new MultipartFormDataContent
        {
            { Field(CloudApiJson.Product), "\"messaging_product\"" },
            { Field(media.Type), "\"type\"" },
        };
        var file = new ReadOnlyMemoryContent(media.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(media.Type) } };
        form.Add(file, "\"file\"", $"\"{media.FileName}\"");
        return PostAsync("media", form, static body => JsonSerializer.Deserialize(body, CloudApiJson.Default.CloudUploaded)?.Id, CallTimeoutSeconds, ct);
    }

    private static ByteArrayContent Json<T>(T request, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request, type)) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };

    private static ByteArrayContent Field(string value) => new(Encoding.UTF8.GetBytes(value));

    private async Task<WhatsAppResult> PostAsync(string path, HttpContent content, Func<byte[], string?> read, int timeoutSeconds, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(timeoutSeconds), _time);
        using var either = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token) : null;
        var over = either?.Token ?? deadline.Token;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        try
        {
            using var response = await _http.SendAsync(request, over);
            return Classify((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(over), read);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WhatsAppResult.Unreachable($"{path}: no answer in {timeoutSeconds} s");
        }
        catch (HttpRequestException e)
        {
            // The kind only. The message is the transport's and may quote what it was given.
            return new WhatsAppResult.Unreachable($"{path}: {e.HttpRequestError}") { MayBeDone = !NeverLeft.Contains(e.HttpRequestError) };
        }
        catch (IOException)
        {
            return new WhatsAppResult.Unreachable($"{path}: the connection broke");
        }
    }

    private WhatsAppResult Classify(int status, byte[] body, Func<byte[], string?> read)
    {
        try
        {
            if (status is >= 200 and < 300)
            {
                return read(body) is { Length: > 0 and <= IdCharsMax } id ? new WhatsAppResult.Ok(id) : new WhatsAppResult.Unreachable($"HTTP {status} without an id");
            }

            if (JsonSerializer.Deserialize(body, CloudApiJson.Default.CloudFailure)?.Error is { } error)
            {
                var code = error is { Code: 100, ErrorSubcode: 33 } ? WhatsAppErrors.NoSuchNumber : error.Code;
                var description = Describe($"{error.Message} {error.ErrorData?.Details}");
                return status >= 500 ? new WhatsAppResult.Unreachable(description) { MayBeDone = false } : new WhatsAppResult.Failed(code, description);
            }
        }
        catch (JsonException)
        {
            // Not the Cloud API's answer: a proxy's page, a wrong BaseUrl. The status alone decides.
        }

        var odd = $"HTTP {status} without a Cloud API answer";
        return status switch
        {
            401 => new WhatsAppResult.Failed(WhatsAppErrors.TokenRefused, odd),
            404 => new WhatsAppResult.Failed(WhatsAppErrors.NoSuchNumber, odd),
            429 => new WhatsAppResult.Failed(WhatsAppErrors.Throughput, odd),
            _ => new WhatsAppResult.Unreachable(odd),
        };
    }

    /// <summary>Descriptions are logged and stored: short, on one line, and never with the token, should a server echo it.</summary>
    private string Describe(string text)
    {
        var line = text.Replace(_token, "***", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();
        return line.Length <= DescriptionCharsMax ? line : line[..DescriptionCharsMax];
    }
}
