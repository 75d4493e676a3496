using System.Globalization;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Tests.Support;

/// <summary>What people have on their screens: messages, edited in place, and the notes over the chat. It takes everything at once.</summary>
internal sealed class Phone : IChatChannel
{
    private readonly Lock _gate = new(); // many chats are served at once
    private readonly List<Seen> _seen = [];
    private readonly List<string> _toasts = [];
    private int _messages;

    public string Name => "telegram";

    public ChannelPace Pace { get; } = new(10_000, 10_000, 10_000);

    /// <summary>All that ever appeared, edits as well, oldest first.</summary>
    public IReadOnlyList<Seen> Log(string chat)
    {
        lock (_gate)
        {
            return [.. _seen.Where(s => s.Chat == chat)];
        }
    }

    /// <summary>What stands in the chat now, from top to bottom.</summary>
    public IReadOnlyList<Seen> Screen(string chat) => [.. Log(chat).GroupBy(s => s.Id).Select(g => g.Last()).OrderBy(s => s.Id)];

    /// <summary>Notes over the chats; empty: the button only stopped spinning.</summary>
    public IReadOnlyList<string> Toasts => _toasts;

    public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<SendOutcome>(Take(message));
        }
    }

    private SendOutcome.Sent Take(OutboxMessage message)
    {
        if (message.Reply.AnswersCallback is not null)
        {
            _toasts.Add(message.Reply.Text.Markup);
            return new SendOutcome.Sent(null);
        }

        var target = message.Card ?? message.Reply.Edits;
        var id = target is null ? ++_messages : int.Parse(target.Id, CultureInfo.InvariantCulture);
        var hasPicture = target?.HasPicture == true || message.Reply.QrContent is not null || message.Reply.Picture is not null;
        _seen.Add(new Seen(message.ChatId, id, message.Reply, hasPicture, target is not null));
        return new SendOutcome.Sent(target is null ? $"{id}" : null) { HasPicture = hasPicture };
    }

    internal sealed record Seen(string Chat, int Id, Reply Reply, bool HasPicture, bool IsEdit)
    {
        public string Text => Reply.Text.Markup;

        public IReadOnlyList<Button> Buttons => [.. Reply.Buttons.SelectMany(r => r)];

        public MessageRef Ref => new($"{Id}", HasPicture);

        public Button Button(string label) => Buttons.Single(b => b.Label.Contains(label, StringComparison.Ordinal));
    }
}
