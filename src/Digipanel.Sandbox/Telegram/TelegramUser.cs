namespace Digipanel.Sandbox.Telegram;

/// <summary>A person on Telegram. The private chat with the bot has the same id.</summary>
/// <param name="Id">The user's and the chat's id.</param>
/// <param name="FirstName">As shown in the chat; may hold anything, also HTML.</param>
/// <param name="Username">Without the at sign; null for those who have none.</param>
/// <param name="LanguageCode">The language of the person's app, such as <c>id</c> or <c>en</c>; Telegram leaves it out for some.</param>
public sealed record TelegramUser(long Id, string FirstName, string? Username = null, string? LanguageCode = "id");

/// <summary>What a user lets the bot do.</summary>
public enum TelegramReach
{
    /// <summary>The bot may write.</summary>
    Open,

    /// <summary>The user never wrote to the bot, which therefore may not begin.</summary>
    NotStarted,

    /// <summary>The user blocked the bot.</summary>
    Blocked,

    /// <summary>The account is gone.</summary>
    Deactivated,
}
