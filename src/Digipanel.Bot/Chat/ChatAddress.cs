namespace Digipanel.Bot.Chat;

/// <summary>Where a message goes: a channel and a chat in it.</summary>
/// <param name="Channel"><c>telegram</c> or <c>whatsapp</c>.</param>
/// <param name="ChatId">The channel's own id of the chat.</param>
public sealed record ChatAddress(string Channel, string ChatId);
