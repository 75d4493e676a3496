using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Digipanel.Bot.Chat.Telegram;

// The methods that carry bytes: multipart/form-data instead of JSON.
internal sealed partial class BotApiClient
{
    internal Task<BotApiResult<SentMessage>> SendPhotoAsync(SendPhotoRequest request, CancellationToken ct)
    {
        var form = Form(request.ChatId, request.ReplyMarkup);
        AddCaption(form, request.Caption, request.ParseMode);
        form.Add(File(request.Photo, "image/png"), "\"photo\"", "\"photo.png\"");
        return SendFormAsync("sendPhoto", form, ct);
    }

    internal Task<BotApiResult<SentMessage>> SendDocumentAsync(SendDocumentRequest request, CancellationToken ct)
    {
        var form = Form(request.ChatId, request.ReplyMarkup);
        AddCaption(form, request.Caption, request.ParseMode);
        form.Add(File(request.Document, "text/plain"), "\"document\"", $"\"{request.FileName}\"");
        return SendFormAsync("sendDocument", form, ct);
    }

    internal Task<BotApiResult<SentMessage>> EditMessageMediaAsync(EditMessageMediaRequest request, CancellationToken ct)
    {
        const string part = "photo";
        var form = Form(request.ChatId, request.ReplyMarkup);
        form.Add(Field(request.MessageId.ToString(CultureInfo.InvariantCulture)), "\"message_id\"");
        var media = new InputMediaPhoto("photo", "attach://" + part, request.Caption.Length > 0 ? request.Caption : null, request.ParseMode);
        form.Add(Field(JsonSerializer.Serialize(media, Types.InputMediaPhoto)), "\"media\"");
        form.Add(File(request.Photo, "image/png"), $"\"{part}\"", "\"photo.png\"");
        return SendFormAsync("editMessageMedia", form, ct);
    }

    private Task<BotApiResult<SentMessage>> SendFormAsync(string method, MultipartFormDataContent form, CancellationToken ct) =>
        SendAsync(method, form, body => JsonSerializer.Deserialize(body.Span, Types.BotApiResponseSentMessage), CallTimeout, ct);

    private static MultipartFormDataContent Form(long chatId, InlineKeyboardMarkup? keyboard)
    {
        var form = new MultipartFormDataContent { { Field(chatId.ToString(CultureInfo.InvariantCulture)), "\"chat_id\"" } };
        if (keyboard is not null)
        {
            form.Add(Field(JsonSerializer.Serialize(keyboard, Types.InlineKeyboardMarkup)), "\"reply_markup\"");
        }

        return form;
    }

    private static void AddCaption(MultipartFormDataContent form, string caption, string? parseMode)
    {
        if (caption.Length > 0)
        {
            form.Add(Field(caption), "\"caption\"");
        }

        if (parseMode is not null)
        {
            form.Add(Field(parseMode), "\"parse_mode\"");
        }
    }

    private static ReadOnlyMemoryContent File(ReadOnlyMemory<byte> bytes, string type) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    /// <summary>A form field as Telegram's examples send it: no Content-Type of its own.</summary>
    private static ByteArrayContent Field(string value) => new(Encoding.UTF8.GetBytes(value));
}
