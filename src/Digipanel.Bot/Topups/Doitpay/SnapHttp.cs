using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>One HTTP exchange, its failures turned into outcomes.</summary>
internal static class SnapHttp
{
    /// <summary>qrImage is a base64 picture; anything near this is no answer.</summary>
    public const int ResponseBytesMax = 4 * 1024 * 1024;

    private const int MessageCharsMax = 200;

    // Addresses are left out of the reasons on purpose: they end in logs and in messages to admins.
    public static async Task<SnapAnswer> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Read((int)response.StatusCode, bytes);
        }
        catch (HttpRequestException e)
        {
            return new SnapAnswer.Unreachable(e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody cancelled: SocketsHttpHandler tells its ConnectTimeout this way.
            return new SnapAnswer.Unreachable("no connection in time");
        }
        catch (IOException)
        {
            return new SnapAnswer.Unreachable("the connection broke off");
        }
    }

    private static SnapAnswer Read(int status, byte[] bytes)
    {
        if (SnapJson.IsJson(bytes)) // else an error page, or half an answer
        {
            using var document = JsonDocument.Parse(bytes);
            var body = document.RootElement.Clone();
            if (body.ValueKind == JsonValueKind.Object)
            {
                var message = body.Text("responseMessage") ?? "";
                var shown = message.Length > MessageCharsMax ? message[..MessageCharsMax] : message;
                return new SnapAnswer.Answered(SnapCode.Of(status, body.Text("responseCode")), shown, body);
            }
        }

        // Without a body there is only the status: believe its no, but a success with nothing in it says nothing.
        return status is >= 400 and < 500
            ? new SnapAnswer.Answered(SnapCode.Of(status, null), "", default)
            : new SnapAnswer.Unreachable($"HTTP {status} without a readable body");
    }
}
