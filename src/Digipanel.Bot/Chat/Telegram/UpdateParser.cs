using System.Text.Json;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>What one getUpdates brought.</summary>
/// <param name="Updates">Those that could be read, in Telegram's order.</param>
/// <param name="Unreadable">How many could not be read. They count as seen: one that Telegram never sends otherwise would block all after it.</param>
/// <param name="LastUpdateId">The id to confirm, or null where there was none.</param>
internal sealed record UpdateBatch(IReadOnlyList<Update> Updates, int Unreadable, long? LastUpdateId)
{
    internal static readonly UpdateBatch Empty = new([], 0, null);
}

/// <summary>Reads updates so that a weird one costs itself only.</summary>
internal static class UpdateParser
{
    /// <summary>One webhook body. Null: it makes no sense.</summary>
    internal static Update? ParseOne(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BotApiJson.Default.Update) is { UpdateId: > 0 } update ? update : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A getUpdates answer: all at once where that works, else one by one.</summary>
    /// <exception cref="JsonException">The answer as a whole is not JSON.</exception>
    internal static BotApiResponse<UpdateBatch>? ParseBatch(ReadOnlyMemory<byte> json)
    {
        BotApiResponse<Update[]>? response;
        try
        {
            response = JsonSerializer.Deserialize(json.Span, BotApiJson.Default.BotApiResponseUpdateArray);
        }
        catch (JsonException)
        {
            return ParseOneByOne(json);
        }

        var updates = response?.Result;
        return response is null ? null : new BotApiResponse<UpdateBatch>
        {
            Ok = response.Ok,
            ErrorCode = response.ErrorCode,
            Description = response.Description,
            Parameters = response.Parameters,
            Result = updates is null or { Length: 0 } ? UpdateBatch.Empty : Batch(updates),
        };
    }

    private static UpdateBatch Batch(Update?[] updates)
    {
        var readable = updates.Where(update => update is not null).Select(update => update!).ToList();
        return new UpdateBatch(readable, updates.Length - readable.Count, readable.Count == 0 ? null : readable[^1].UpdateId);
    }

    private static BotApiResponse<UpdateBatch> ParseOneByOne(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("ok", out var ok) || ok.ValueKind != JsonValueKind.True
            || !root.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("No list of updates.");
        }

        var readable = new List<Update>();
        var unreadable = 0;
        long? last = null;
        foreach (var element in result.EnumerateArray())
        {
            if (TryRead(element) is { } update)
            {
                readable.Add(update);
                last = update.UpdateId;
            }
            else
            {
                unreadable++;
                last = IdOf(element) ?? last;
            }
        }

        return new BotApiResponse<UpdateBatch> { Ok = true, Result = new UpdateBatch(readable, unreadable, last) };
    }

    private static Update? TryRead(JsonElement element)
    {
        try
        {
            return element.Deserialize(BotApiJson.Default.Update);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("update_id", out var id)
            && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var value)
            ? value
            : null;
}
