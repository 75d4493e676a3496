using Microsoft.AspNetCore.Http.Features;

namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// The way of every call through a server: read it, let the gate refuse it (keys, limits, signatures), then act, with the
/// next <see cref="Fault"/> before or after. So no handler knows of faults, and no fault of the ways a handler works.
/// </summary>
public sealed class LoopbackEndpoint(TimeProvider time, FaultQueue faults, CallLog log, Action<CallRecord> logged)
{
    // A seed, so that a run can be repeated.
    private readonly Random _random = new(1);

    /// <summary>Every call waits this long first: anything between the two.</summary>
    public (TimeSpan Min, TimeSpan Max) Latency { get; set; }

    /// <summary>Answers one call.</summary>
    /// <param name="http">The call.</param>
    /// <param name="operation">Its name in the log and for faults.</param>
    /// <param name="gate">Refuses, or null to go on.</param>
    /// <param name="act">Does it. Must not fail half-way.</param>
    /// <param name="refuse">The server's own error body of a status, for faults.</param>
    /// <param name="maskedPath">The path for the log, where the real one holds a secret.</param>
    public async Task HandleAsync(HttpContext http, string operation, Func<Request, Answer?> gate, Func<Request, Task<Answer>> act,
        Func<int, Answer> refuse, string? maskedPath = null)
    {
        var arrived = time.GetUtcNow();
        var path = maskedPath ?? http.Request.Path.ToString();
        try
        {
            var call = await ReadAsync(http);
            await WaitAsync(PickLatency(), http.RequestAborted);
            var answer = gate(call) ?? await ActAsync(call);
            // Logged first: a caller that has the answer finds the call in the log.
            logged(log.Add(http.Request.Method, operation, path, answer?.Status ?? 0, arrived));
            if (answer is null) http.Abort();
            else await WriteAsync(http, answer);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The caller went away, or sent half a request.
            logged(log.Add(http.Request.Method, operation, path, 0, arrived));
            http.Abort();
        }

        async Task<Answer?> ActAsync(Request call)
        {
            var fault = faults.Take(operation);
            if (fault is { AfterActing: false })
            {
                await WaitAsync(fault.Delay, http.RequestAborted);
                if (fault.Reset) return null;
                if (fault.Status is not null) return Faulty(fault);
            }
            var answer = await act(call);
            if (fault is not { AfterActing: true }) return answer;
            await WaitAsync(fault.Delay, http.RequestAborted);
            return fault.Reset ? null : fault.Status is null ? answer : Faulty(fault);
        }

        Answer Faulty(Fault fault)
        {
            var plain = refuse(fault.Status!.Value);
            return plain with { Body = fault.Body ?? plain.Body, Headers = fault.Headers };
        }
    }

    private TimeSpan PickLatency()
    {
        var (min, max) = Latency;
        if (max <= min)
        {
            return min;
        }

        lock (_random)
        {
            return min + ((max - min) * _random.NextDouble());
        }
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken ct) => delay > TimeSpan.Zero ? Task.Delay(delay, time, ct) : Task.CompletedTask;

    private static async Task<Request> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new Request(http.Request.Method, target, http.Request.Headers, body.ToArray(), http);
    }

    private static async Task WriteAsync(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
