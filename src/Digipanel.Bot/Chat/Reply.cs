using System.Text.Json.Serialization;

namespace Digipanel.Bot.Chat;

/// <summary>A button under a message: exactly one of the three things it can do is set.</summary>
/// <param name="Label">What it says.</param>
public sealed record Button(string Label)
{
    /// <summary>Comes back to us as <see cref="ChatUpdate.CallbackData"/>: "prefix" or "prefix:payload", 64 bytes at most.</summary>
    public string? Action { get; init; }

    /// <summary>Opens a page (https, or http in the sandbox).</summary>
    public string? Url { get; init; }

    /// <summary>Copies this text, 256 characters at most.</summary>
    public string? Copy { get; init; }
}

/// <summary>A picture of the program's own that takes the place of a QR code, so that nobody pays it by mistake.</summary>
public enum Stamp
{
    /// <summary>It was paid.</summary>
    Paid,

    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>It was cancelled or replaced.</summary>
    Cancelled,

    /// <summary>It is being made, or is paid in another way than by a picture.</summary>
    Waiting,
}

/// <summary>A text file, for lists that are too long for a message.</summary>
/// <param name="Name">With its ending: <c>riwayat.txt</c>.</param>
/// <param name="Text">Plain text, sent as UTF-8.</param>
public sealed record TextDocument(string Name, string Text);

/// <summary>A message of some chat that is copied.</summary>
/// <param name="ChatId">Where it is.</param>
/// <param name="MessageId">The platform's id of it.</param>
public sealed record CopiedMessage(string ChatId, string MessageId)
{
    /// <summary>The reply's text takes the place of its caption.</summary>
    public bool HasOwnCaption { get; init; }
}

/// <summary>A message to a person, before a channel gives it its form. This is what an outbox row holds.</summary>
/// <param name="Text">The text, or the caption of a picture or file.</param>
public sealed record Reply(Html Text)
{
    /// <summary>Rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons { get; init; } = [];

    /// <summary>The content of a QR code, sent as a PNG with <see cref="Text"/> as its caption.</summary>
    public string? QrContent { get; init; }

    /// <summary>Sent as a picture with <see cref="Text"/> as its caption.</summary>
    public Stamp? Picture { get; init; }

    /// <summary>Sent as a file with <see cref="Text"/> as its caption.</summary>
    public TextDocument? Document { get; init; }

    /// <summary>Answers this pressed button instead of sending a message; <see cref="Text"/> may be empty.</summary>
    public string? AnswersCallback { get; init; }

    /// <summary>Takes the place of this message, where the platform can edit; of one that is gone it becomes a new message.</summary>
    public MessageRef? Edits { get; init; }

    /// <summary>Of an edit: where its message is gone, nothing is sent in its place.</summary>
    public bool EditsOnly { get; init; }

    /// <summary>
    /// Of a card, for a channel that cannot edit: it is sent anew when the stage that the person saw last does not begin with this one, so that "placed:8;"
    /// is no news after "placed:8;500:4;". Null: not worth a message of its own.
    /// </summary>
    public string? Stage { get; init; }

    /// <summary>What it says is made when it is sent, by the <see cref="ILateReply"/> of this key; of the reply itself only what it takes the place of counts.</summary>
    public string? Late { get; init; }

    /// <summary>
    /// On Telegram the message is an exact copy of this one, with whatever it holds. Elsewhere <see cref="Text"/> says what it says.
    /// </summary>
    public CopiedMessage? Copies { get; init; }

    /// <summary>It brings news of the shop and no answer: where only a prepared message may be sent (WhatsApp's template), it is one for promotions.</summary>
    public bool IsPromotion { get; init; }

    /// <summary>It brings what was paid for: where only a prepared message may be sent (WhatsApp's template), this is worth one.</summary>
    public bool IsDelivery { get; init; }
}

/// <summary>Replies as the outbox keeps them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Reply))]
internal sealed partial class ReplyJson : JsonSerializerContext;
