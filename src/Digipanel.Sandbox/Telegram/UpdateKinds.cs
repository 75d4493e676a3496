namespace Digipanel.Sandbox.Telegram;

/// <summary>Which updates the bot asked for with allowed_updates. The choice holds until the next one.</summary>
internal sealed class UpdateKinds
{
    public static readonly string[] Known =
    [
        "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
        "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
        "chat_join_request", "chat_boost", "removed_chat_boost",
    ];

    private volatile IReadOnlyList<string> _allowed = [];

    /// <summary>What was asked for; empty for the default, which is everything that this sandbox sends.</summary>
    public IReadOnlyList<string> Allowed
    {
        get => _allowed;
        set => _allowed = value;
    }

    public bool Wants(string type) => _allowed is { Count: 0 } || _allowed.Contains(type, StringComparer.Ordinal);
}
