using System.Globalization;
using System.Text.Json;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>What Meta says became of a message of ours.</summary>
/// <param name="MessageId">The wamid that the sending was answered with.</param>
/// <param name="Status"><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</param>
/// <param name="At">When; null where that cannot be read.</param>
internal sealed record MessageStatus(string MessageId, string Status, DateTimeOffset? At)
{
    private const int ReasonCharsMax = 500;

    /// <summary>Of a failure: Meta's number of it; 0 where it told none.</summary>
    public int Code { get; init; }

    /// <summary>Of a failure: Meta's words, for the operator.</summary>
    public string? Reason { get; init; }

    /// <summary>What was given along with the message (<see cref="OutboxMessage.Tag"/>); null: nothing.</summary>
    public string? Tag { get; init; }

    /// <summary>Null: a status of another kind, or of nothing. Pure.</summary>
    public static MessageStatus? From(WebhookStatus status)
    {
        if (!MessageMapper.HasId(status.Id) || status.Status is not ("sent" or "delivered" or "read" or "failed"))
        {
            return null;
        }

        var read = new MessageStatus(status.Id!, status.Status, MessageMapper.TimeOf(status.Timestamp)) { Tag = status.BizOpaqueCallbackData };
        return status.Status == "failed" && status.Errors?.FirstOrDefault(e => e is not null) is { } error
            ? read with { Code = CodeOf(error.Code), Reason = ReasonOf(error) }
            : read;
    }

    private static int CodeOf(JsonElement code) =>
        int.TryParse(WebhookParser.Text(code), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string ReasonOf(WebhookError error)
    {
        var words = string.Join(": ", new[] { error.Title, error.ErrorData?.Details }.Where(w => !string.IsNullOrWhiteSpace(w)));
        words = string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
        return words.Length <= ReasonCharsMax ? words : words[..ReasonCharsMax];
    }
}
