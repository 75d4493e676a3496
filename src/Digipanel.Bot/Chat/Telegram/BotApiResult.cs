namespace Digipanel.Bot.Chat.Telegram;

/// <summary>What became of one call of the Bot API. No text in it ever holds the token.</summary>
internal abstract record BotApiResult<T>
{
    private BotApiResult()
    {
    }

    /// <summary>It was done.</summary>
    internal sealed record Ok(T Value) : BotApiResult<T>;

    /// <summary>Telegram refuses this very call; the same call again would be refused again.</summary>
    internal sealed record Refused(int Code, string Description) : BotApiResult<T>;

    /// <summary>403: the person has blocked the bot, is deactivated or never spoke to it.</summary>
    internal sealed record Blocked(string Description) : BotApiResult<T>;

    /// <summary>The group has become a supergroup and lives on under another id.</summary>
    internal sealed record Migrated(long ChatId) : BotApiResult<T>;

    /// <summary>429: the whole bot, not this chat alone, keeps still so long.</summary>
    internal sealed record TooMany(TimeSpan RetryAfter) : BotApiResult<T>;

    /// <summary>5xx, a broken connection, a timeout or no Bot API at the other end. Whether the call was done is unknown.</summary>
    internal sealed record Unreachable(string Reason) : BotApiResult<T>
    {
        /// <summary>False: it was surely not done, because nobody was reached or it was refused.</summary>
        public bool MayBeDone { get; init; } = true;
    }
}
