using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Digipanel.Sandbox.Loopback;
using Microsoft.AspNetCore.Http.Features;

namespace Digipanel.Sandbox.Telegram;

/// <summary>One HTTP request: /bot{token}/{method} in, {"ok":…} out, with the faults that were ordered before or after acting.</summary>
internal sealed partial class ApiEndpoint(
    TelegramServer server, MethodTable methods, TimeProvider time, Action<TelegramCall> called, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = RequestReader.RequestBytesMax;
        var match = PathPattern().Match(http.Request.Path.Value ?? "");
        var method = match.Success ? methods.Find(match.Groups["method"].Value) ?? match.Groups["method"].Value : "?";
        var call = new TelegramCall(method, null, 0, null, time.GetUtcNow());
        using var ct = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var (status, body) = await AnswerAsync(http, match, call, c => call = c, ct.Token);

            // Logged first: a caller that has the answer finds the call in the log.
            call = call with { Status = status, Description = call.Description ?? (body is null ? "connection dropped" : null) };
            called(call);
            if (body is null)
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body, ct.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The bot went away, or the sandbox is going.
            http.Abort();
        }
    }

    private async Task<(int Status, string? Body)> AnswerAsync(
        HttpContext http, Match match, TelegramCall call, Action<TelegramCall> learned, CancellationToken ct)
    {
        Fault? fault = null;
        try
        {
            Authenticate(match);
            fault = (call.Method == "getUpdates" ? server.PollFaults : server.Faults).Take(call.Method);
            await WaitAsync(call.Method == "getUpdates" ? TimeSpan.Zero : server.Latency, ct);
            if (fault is { AfterActing: false })
            {
                await WaitAsync(fault.Delay, ct);
                if (fault.Reset || fault.Status is not null)
                {
                    return Faulty(fault);
                }
            }

            var request = await RequestReader.ReadAsync(call.Method, http.Request, ct);
            learned(call = call with { ChatId = request.ChatId });
            var answer = methods.Find(call.Method) is null ? throw new TelegramRefusal(404, "Not Found") : await methods.CallAsync(request, ct);
            if (fault is { AfterActing: true })
            {
                await WaitAsync(fault.Delay, ct);
                if (fault.Reset || fault.Status is not null)
                {
                    return Faulty(fault);
                }
            }

            return (200, Ok(answer).ToJsonString());
        }
        catch (TelegramRefusal refusal)
        {
            learned(call with { Description = refusal.Message });
            return (refusal.Code, Refused(refusal).ToJsonString());
        }
        catch (BadHttpRequestException e) when (e.StatusCode == 413)
        {
            // The others are bodies that end early: the bot hung up, and is not there for an answer.
            var refusal = new TelegramRefusal(e.StatusCode, "Request Entity Too Large");
            learned(call with { Description = refusal.Message });
            return (refusal.Code, Refused(refusal).ToJsonString());
        }
    }

    private static (int Status, string? Body) Faulty(Fault fault)
    {
        if (fault.Reset)
        {
            return (0, null);
        }

        var refusal = fault.Status switch
        {
            // The time to wait stands in the body here, not in a header.
            429 when int.TryParse(fault.Headers.GetValueOrDefault("Retry-After"), out var seconds) => TelegramRefusal.TooManyRequests(seconds),
            429 => TelegramRefusal.TooManyRequests(1),
            502 => new TelegramRefusal(502, "Bad Gateway"),
            _ => new TelegramRefusal(fault.Status!.Value, "Internal Server Error"),
        };
        return (fault.Status!.Value, fault.Body ?? Refused(refusal).ToJsonString());
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken ct) => delay > TimeSpan.Zero ? Task.Delay(delay, time, ct) : Task.CompletedTask;

    // A token of the wrong shape is an unknown address to Telegram; one of the right shape is a stranger.
    private void Authenticate(Match match)
    {
        if (!match.Success)
        {
            throw new TelegramRefusal(404, "Not Found");
        }

        if (match.Groups["token"].Value != server.Options.Token)
        {
            throw new TelegramRefusal(401, "Unauthorized");
        }
    }

    private static JsonObject Ok(ApiAnswer answer)
    {
        var body = new JsonObject { ["ok"] = true, ["result"] = answer.Result };
        if (answer.Description is { } description)
        {
            body["description"] = description;
        }

        return body;
    }

    private static JsonObject Refused(TelegramRefusal refusal)
    {
        var body = new JsonObject { ["ok"] = false, ["error_code"] = refusal.Code, ["description"] = refusal.Message };
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            body["parameters"] = new JsonObject { ["retry_after"] = seconds };
        }
        else if (refusal.MigrateToChatId is { } chat)
        {
            body["parameters"] = new JsonObject { ["migrate_to_chat_id"] = chat };
        }

        return body;
    }

    [GeneratedRegex("^/bot(?<token>[0-9]+:[A-Za-z0-9_-]+)/(?<method>[A-Za-z0-9_]+)/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();
}
