using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>What the bot is compared with where nobody else's program stands: hosts that do the least there is to do.</summary>
internal static class Hosts
{
    private const int BodyBytesMax = 64 * 1024;

    /// <summary>An empty host of the framework, with nothing but /healthz.</summary>
    public static async Task<int> RunEmptyAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok"));
        await app.RunAsync();
        return 0;
    }

    /// <summary>An endpoint that reads a body and verifies its HMAC, and then does nothing.</summary>
    public static async Task<int> RunBareAsync(string secret)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapPost("/webhooks/digipanel/main", async (HttpContext context) => context.Response.StatusCode = await VerifyAsync(context.Request, key));
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> VerifyAsync(HttpRequest request, byte[] key)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BodyBytesMax);
        try
        {
            var length = 0;
            int read;
            while ((read = await request.Body.ReadAsync(buffer.AsMemory(length))) > 0)
            {
                length += read;
            }

            return IsSigned(buffer.AsSpan(0, length), key, request.Headers["X-Webhook-Signature"].ToString()) ? 200 : 401;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsSigned(ReadOnlySpan<byte> body, byte[] key, string header)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, expected);
        return Convert.FromHexString(header, claimed, out _, out _) == OperationStatus.Done && CryptographicOperations.FixedTimeEquals(expected, claimed);
    }
}
