using System.Text;
using Digipanel.Bot.Chat.Pictures;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>A reply in Telegram's form.</summary>
/// <param name="Text">The text or caption.</param>
/// <param name="ParseMode"><c>HTML</c>, or null for plain text.</param>
/// <param name="Photo">A PNG; null for a text message.</param>
/// <param name="ReplyMarkup">The buttons, if any.</param>
internal sealed record RenderedMessage(string Text, string? ParseMode, byte[]? Photo, InlineKeyboardMarkup? ReplyMarkup);

/// <summary>
/// Gives a <see cref="Reply"/> Telegram's form, never over its limits whatever the reply holds: a message that Telegram
/// refuses is a customer who paid and hears nothing.
/// </summary>
internal static class MessageRenderer
{
    /// <summary>sendMessage's text, after parsing.</summary>
    internal const int TextCharsMax = 4096;

    /// <summary>sendPhoto's caption, after parsing.</summary>
    internal const int CaptionCharsMax = 1024;

    /// <summary>answerCallbackQuery's text.</summary>
    internal const int AnswerCharsMax = 200;

    // Telegram also refuses markup of more than 32 KiB before parsing it: thousands of tags, or hundreds of long links.
    private const int MarkupBytesMax = 1 << 15;

    // Stands for a text in which there is nothing to see: Telegram refuses an empty one.
    private const string Nothing = "…";

    /// <summary>With markup and buttons.</summary>
    /// <param name="reply">What to say.</param>
    /// <param name="asCaption">The text is a picture's or a file's, also where the reply brings none: it takes the place of a caption.</param>
    internal static RenderedMessage Render(Reply reply, bool asCaption = false)
    {
        var photo = Photo(reply);
        var keyboard = KeyboardRenderer.Render(reply.Buttons);
        var (text, max) = Compose(reply, photo, asCaption, keyboard.Lines);
        var html = text.ToHtml(max);
        return Encoding.UTF8.GetByteCount(html) <= MarkupBytesMax
            ? new RenderedMessage(html, "HTML", photo, keyboard.Markup)
            : new RenderedMessage(text.ToPlain(max), ParseMode: null, photo, keyboard.Markup);
    }

    /// <summary>
    /// Plain text, the buttons' links written out, for where Telegram refused the markup or a button after all: its rules
    /// about URLs are not all written down.
    /// </summary>
    internal static RenderedMessage RenderPlain(Reply reply, bool asCaption = false)
    {
        var photo = Photo(reply);
        var (text, max) = Compose(reply, photo, asCaption, KeyboardRenderer.AsLines(reply.Buttons));
        return new RenderedMessage(text.ToPlain(max), ParseMode: null, photo, ReplyMarkup: null);
    }

    /// <summary>The short note over the chat that answers a pressed button; null for none.</summary>
    internal static string? RenderAnswer(Reply reply)
    {
        var text = MarkedText.Parse(reply.Text.Markup);
        return text.IsBlank ? null : text.ToPlain(AnswerCharsMax);
    }

    private static byte[]? Photo(Reply reply) =>
        reply.Picture is { } stamp ? StampPictures.Png(stamp) : string.IsNullOrEmpty(reply.QrContent) ? null : QrPicture.Png(reply.QrContent);

    /// <summary>The text with the lines that stand for unusable buttons; those lines survive a cut, they carry links.</summary>
    private static (MarkedText Text, int Max) Compose(Reply reply, byte[]? photo, bool asCaption, IReadOnlyList<string> lines)
    {
        asCaption |= photo is not null || reply.Document is not null;
        var max = asCaption ? CaptionCharsMax : TextCharsMax;
        var extra = new StringBuilder();
        var extraChars = 0;
        if (photo is null && !string.IsNullOrEmpty(reply.QrContent))
        {
            // Too long for a picture: as text it can still be copied.
            lines = [$"<code>{ChatText.Escape(reply.QrContent)}</code>", .. lines];
        }

        foreach (var line in lines)
        {
            var chars = MarkedText.Parse(line).Visible.Length + 1;
            if (extraChars + chars <= max / 2)
            {
                extra.Append('\n').Append(line);
                extraChars += chars;
            }
        }

        var text = MarkedText.Parse(reply.Text.Markup);
        if (extraChars > 0)
        {
            text = MarkedText.Parse(text.ToHtml(max - extraChars) + extra);
        }

        return text.IsBlank && !asCaption ? (MarkedText.Parse(Nothing), max) : (text, max);
    }
}
