namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html SlowDown => Html.Of($"Slow down a little please 🙏 Many messages came at once, so I am not answering all of them right now. Envato links you send are still processed.");

    /// <inheritdoc/>
    public Html ToastSlowDown => Html.Of($"Slow down a little please 🙏 Try again in a moment.");

    /// <inheritdoc/>
    public Html OnlyWords => Html.Of(
        $"I can only read text 🙏 Pictures, voice messages and stickers I cannot.\n\n📎 Want a download? Send the Envato Elements link as text.\n💳 Paid already? No proof is needed, top-ups come in by themselves. See /balance");

    /// <inheritdoc/>
    public Html KeptQueueFull(int waitingMax, string? expected) => Html.Of(
        $"✋ {waitingMax} of your orders are waiting, which is the most at a time. {(expected is null ? "Once the queue is shorter" : $"Room is expected in {expected}; then")}, the Continue button appears here. No need to send the links again.");

    /// <inheritdoc/>
    public Html ToastQueueFull(int waitingMax) => Html.Of($"{waitingMax} of your orders are waiting, which is the most. The links are kept, continue later.");
}
