using System.Net;
using System.Net.Http.Headers;

namespace Digipanel.Bot.Downloads;

/// <summary>What one answer of Digipanel says about the key's budget. Every part may be missing.</summary>
/// <param name="TooMany">The answer was a 429.</param>
/// <param name="Limit">X-RateLimit-Limit.</param>
/// <param name="Remaining">X-RateLimit-Remaining.</param>
/// <param name="UntilReset">
/// X-RateLimit-Reset, which is in the server's Unix seconds, as a delay from this answer. Counted from the answer's own Date header where there is
/// one, so that a wrong clock on either side does not matter; both are whole seconds, so that it may be up to two seconds too short or too long.
/// </param>
/// <param name="RetryAfter">Retry-After, of either form.</param>
public sealed record RateLimitInfo(bool TooMany, int? Limit, int? Remaining, TimeSpan? UntilReset, TimeSpan? RetryAfter)
{
    /// <summary>An answer without a word about the limit.</summary>
    public static RateLimitInfo Silent { get; } = new(false, null, null, null, null);

    /// <summary>Reads the headers of an answer. What is not a number is as good as missing.</summary>
    public static RateLimitInfo Read(HttpResponseMessage response, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(response);
        var serverNow = response.Headers.Date ?? now;
        var reset = Number(response.Headers, "X-RateLimit-Reset");
        return new RateLimitInfo(
            response.StatusCode == HttpStatusCode.TooManyRequests,
            (int?)Number(response.Headers, "X-RateLimit-Limit"),
            (int?)Number(response.Headers, "X-RateLimit-Remaining"),
            reset is { } seconds ? TimeSpan.FromSeconds(seconds - serverNow.ToUnixTimeSeconds()) : null,
            response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - serverNow,
                _ => null,
            });
    }

    private static long? Number(HttpResponseHeaders headers, string name)
    {
        const long sane = 100_000_000_000; // Unix seconds of the year 5138; keeps every sum below far from an overflow.
        return headers.TryGetValues(name, out var values) && long.TryParse(values.First(), out var number) && number is >= 0 and <= sane
            ? Math.Min(number, name.EndsWith("Reset", StringComparison.Ordinal) ? number : int.MaxValue)
            : null;
    }
}
