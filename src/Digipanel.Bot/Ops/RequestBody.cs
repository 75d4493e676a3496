namespace Digipanel.Bot.Ops;

/// <summary>Reads a webhook's body as bytes, bounded: signatures are taken over exactly what arrived.</summary>
public static class RequestBody
{
    /// <summary>256 KiB: no provider's notification comes near it (CONTRACT: 413 above).</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>The whole body.</summary>
    /// <returns>Null when it is over <see cref="BytesMax"/>: answer 413.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BytesMax)
        {
            return null;
        }

        try
        {
            using var body = new MemoryStream(request.ContentLength is { } length ? (int)length : 1024);
            await request.Body.CopyToAsync(body, cancellationToken);
            return body.Length > BytesMax ? null : body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // A chunked body has no length up front; Kestrel counts it and stops here.
            return null;
        }
    }
}
