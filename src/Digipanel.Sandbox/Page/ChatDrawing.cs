using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Page;

/// <summary>Telegram's messages as the page draws them.</summary>
internal static class ChatDrawing
{
    /// <summary>More than a page need show; WhatsApp's chats keep to it, too.</summary>
    public const int MessagesMax = 150;

    private const int QuoteCharactersMax = 80;

    /// <summary>The last messages of a chat that are still there.</summary>
    public static ChatView Chat(TelegramServer telegram, long user)
    {
        var messages = telegram.Messages(user).Where(m => !m.Deleted).ToList();
        return new ChatView(user, telegram.ActionIn(user), [.. messages.Skip(Math.Max(0, messages.Count - MessagesMax)).Select(m => Message(m) with { Quote = Quote(messages, m.ReplyToMessageId) })]);
    }

    private static string? Quote(List<TelegramMessage> messages, int? id) => messages.Find(m => m.Id == id) is { } answered
        ? (answered.Photo is null ? "" : "🖼 ") + (answered.Text.Length > QuoteCharactersMax ? answered.Text[..QuoteCharactersMax] : answered.Text).ReplaceLineEndings(" ")
        : null;

    private static MessageView Message(TelegramMessage message) => new(
        message.Id,
        message.FromBot ? "bot" : "customer",
        message.FromBot ? message.Html : message.Text,
        message.Photo is { } photo ? new PictureView($"api/photos/{message.ChatId}/{message.Id}?v={photo.FileId}", photo.Width, photo.Height) : null,
        message.Document is { } file ? new FileView($"api/documents/{message.ChatId}/{message.Id}", file.FileName, file.Bytes.Length) : null,
        message.Edited,
        message.At,
        [.. message.Buttons.Select(row => (IReadOnlyList<ButtonView>)[.. row.Select(b => new ButtonView(b.Text, b.CallbackData, b.Url, b.CopyText, b.Style))])]);
}
