namespace Digipanel.Sandbox.Telegram;

/// <summary>
/// A refusal as the Bot API words it. Rules refuse from deep inside parsing, and one place answers: hence an exception,
/// which the rest of the program avoids for expected outcomes.
/// </summary>
internal sealed class TelegramRefusal(int code, string description) : Exception(description)
{
    public int Code { get; } = code;

    public int? RetryAfterSeconds { get; init; }

    public long? MigrateToChatId { get; init; }

    public static TelegramRefusal BadRequest(string reason) => new(400, "Bad Request: " + reason);

    public static TelegramRefusal Forbidden(string reason) => new(403, "Forbidden: " + reason);

    public static TelegramRefusal Conflict(string reason) => new(409, "Conflict: " + reason);

    public static TelegramRefusal TooManyRequests(int retryAfterSeconds) =>
        new(429, $"Too Many Requests: retry after {retryAfterSeconds}") { RetryAfterSeconds = retryAfterSeconds };
}
