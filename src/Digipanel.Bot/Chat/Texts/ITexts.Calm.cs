namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>To a chat that writes faster than a person does; said once.</summary>
    Html SlowDown { get; }

    /// <summary>Toast: the same, to a press.</summary>
    Html ToastSlowDown { get; }

    /// <summary>To a message without words: a picture, a voice message, a sticker.</summary>
    Html OnlyWords { get; }

    /// <summary>Kept links: so many of the customer's orders wait already, and when there is room again, already in words; null: nobody can tell.</summary>
    Html KeptQueueFull(int waitingMax, string? expected);

    /// <summary>Toast: the same, to a press.</summary>
    Html ToastQueueFull(int waitingMax);
}
