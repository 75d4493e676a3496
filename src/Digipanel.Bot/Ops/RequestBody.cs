using System.Buffers;

namespace Digipanel.Bot.Ops;

/// <summary>Reads a webhook's body as bytes, bounded: signatures are taken over exactly what arrived.</summary>
public static class RequestBody
{
    /// <summary>256 KiB: no provider's notification comes near it (CONTRACT: 413 above).</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>
    /// Up to here an oversized body is read and thrown away, because a server that closes on unread data resets the
    /// connection and the caller may never see the 413. Above it Kestrel itself hangs up.
    /// </summary>
    public const int DrainBytesMax = 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <summary>The whole body.</summary>
    /// <returns>Null when it is over <see cref="BytesMax"/>: answer 413.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 1024, 0, BytesMax));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            long total = 0;
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                total += read;
                if (total <= BytesMax)
                {
                    body.Write(chunk, 0, read);
                }
            }

            return total > BytesMax ? null : body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // Over Kestrel's own limit.
            return null;
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // Kestrel's word for a chunk whose size overflows, and for a connection that is reset: the caller's fault, not a 500.
            throw new BadHttpRequestException("The body could not be read.", StatusCodes.Status400BadRequest, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
