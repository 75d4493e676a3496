using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>WhatsApp: whether Meta knows the token and the number, which number that is, and how good its name is. One call that costs nothing.</summary>
internal static class WhatsAppCheck
{
    private const string What = "WhatsApp number";
    private const int AnswerBytesMax = 64 * 1024;
    private const int CharsMax = 100;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    public static async IAsyncEnumerable<Finding> LookAsync(
        WhatsAppOptions options, string? publicUrl, ClockWatch network, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (finding, isKnown) = await AskAsync(options, network, time, cancellationToken);
        yield return finding;
        if (isKnown)
        {
            // What Meta's dashboard holds cannot be asked with this token.
            yield return Finding.Fine("WhatsApp webhook", $"Meta's dashboard must have {publicUrl?.TrimEnd('/')}{WhatsAppOptions.WebhookPath} with WhatsApp:VerifyToken, and be subscribed to \"messages\"");
        }
    }

    private static async Task<(Finding Finding, bool IsKnown)> AskAsync(WhatsAppOptions options, ClockWatch network, TimeProvider time, CancellationToken ct)
    {
        using var http = new HttpClient(network, disposeHandler: false) { MaxResponseContentBufferSize = AnswerBytesMax, Timeout = Timeout.InfiniteTimeSpan };
        using var deadline = new CancellationTokenSource(CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.BaseUrl.TrimEnd('/')}/{options.ApiVersion}/{options.PhoneNumberId}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return Judge(options, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (Unreachable(options, $"no answer within {CallTimeout.TotalSeconds:0} s"), false);
        }
        catch (HttpRequestException e)
        {
            return (Unreachable(options, $"{e.HttpRequestError}"), false);
        }
        catch (IOException)
        {
            return (Unreachable(options, "the connection broke"), false);
        }
    }

    private static (Finding Finding, bool IsKnown) Judge(WhatsAppOptions options, int status, byte[] body)
    {
        try
        {
            if (status == 200 && JsonSerializer.Deserialize(body, WhatsAppNumberJson.Default.WhatsAppNumber) is { Id: not null } number)
            {
                return (Judge(number), true);
            }

            if (JsonSerializer.Deserialize(body, CloudApiJson.Default.CloudFailure)?.Error is { } error)
            {
                var code = error is { Code: 100, ErrorSubcode: 33 } ? WhatsAppErrors.NoSuchNumber : error.Code;
                var todo = WhatsAppErrors.WhatToDo(code) ?? "look the code up in Meta's list of Cloud API error codes";
                return (Finding.Wrong(What, $"refused: {error.Code} {Short(error.Message)}", $"{char.ToUpperInvariant(todo[0])}{todo[1..]}."), false);
            }
        }
        catch (JsonException)
        {
            // A proxy's page: the status is all there is to tell.
        }

        return (Unreachable(options, $"HTTP {status} without a Cloud API answer"), false);
    }

    private static Finding Judge(WhatsAppNumber number)
    {
        var seen = $"{Short(number.DisplayPhoneNumber)} ({Short(number.VerifiedName)}), quality {Short(number.QualityRating)}";
        return number.QualityRating switch
        {
            "RED" => Finding.Wrong(What, seen, "People block or report the number: Meta will hold its messages back. See Quality rating in WhatsApp Manager."),
            "YELLOW" => Finding.Notable(What, seen, "Some people block or report the number. See Quality rating in WhatsApp Manager."),
            _ => Finding.Fine(What, seen),
        };
    }

    private static Finding Unreachable(WhatsAppOptions options, string why) => Finding.Wrong(
        What, $"no usable answer from {options.BaseUrl}: {why}", "Look at WhatsApp:BaseUrl (leave it out for https://graph.facebook.com), at the name server and at the firewall of this machine.");

    private static string Short(string? text) => text is null ? "?" : text.Length <= CharsMax ? text : text[..CharsMax];
}

/// <summary>What Meta tells of a phone number.</summary>
internal sealed class WhatsAppNumber
{
    public string? Id { get; set; }

    public string? DisplayPhoneNumber { get; set; }

    public string? VerifiedName { get; set; }

    /// <summary>GREEN, YELLOW, RED, or UNKNOWN.</summary>
    public string? QualityRating { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WhatsAppNumber))]
internal sealed partial class WhatsAppNumberJson : JsonSerializerContext;
