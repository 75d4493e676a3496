using System.Text;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>Looking and waiting, without sleeping.</summary>
public sealed partial class WhatsAppServer
{
    /// <summary>How long a phone shows that the shop is writing.</summary>
    public static readonly TimeSpan TypingShownFor = TimeSpan.FromSeconds(25);

    /// <summary>Everybody.</summary>
    public IReadOnlyList<WhatsAppUser> Users => _world.Users;

    /// <summary>The read receipts of the bot, oldest first.</summary>
    public IReadOnlyList<WhatsAppReceipt> Receipts => _world.Receipts;

    /// <summary>Meta forgets all files, as it does after 30 days.</summary>
    public void ForgetMedia() => _media.Forget();

    /// <summary>The person at an address now, or null.</summary>
    public WhatsAppUser? User(string address) => _world.Find(address)?.User;

    /// <summary>The chat with a person, both directions, oldest first; what failed is there and marked.</summary>
    public IReadOnlyList<WhatsAppMessage> Messages(string user) => _world.Messages(Known(user));

    /// <summary>What the person sees of the bot: all its messages but the failed ones, oldest first.</summary>
    public IReadOnlyList<WhatsAppMessage> Replies(string user) => [.. Messages(user).Where(m => m is { FromBot: true, Ticks: not WhatsAppTicks.Failed })];

    /// <summary>Whether the person's phone shows that the shop is writing.</summary>
    public bool IsTyping(string user) => _world.Look(Known(user), p => p.TypingAt is { } at && _time.GetUtcNow() - at < TypingShownFor);

    /// <summary>The first message of the bot in a chat, already there or still to come, that fulfils the condition.</summary>
    public async Task<WhatsAppMessage> WaitForMessageAsync(string user, Func<WhatsAppMessage, bool> condition, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return await _world.Changes.WaitAsync(() => Replies(user).FirstOrDefault(condition), timeout ?? TelegramServer.WaitMax, ct)
            ?? throw new TimeoutException($"No message of the bot to {user} fulfils the condition. The chat so far:\n{Transcript(user)}");
    }

    /// <summary>Waits for a message of the bot that contains these words.</summary>
    public Task<WhatsAppMessage> WaitForTextAsync(string user, string words, TimeSpan? timeout = null, CancellationToken ct = default) =>
        WaitForMessageAsync(user, m => m.Text.Contains(words, StringComparison.Ordinal), timeout, ct);

    /// <summary>Sends a text and waits for the bot's next message after it.</summary>
    public async Task<WhatsAppMessage> AskAsync(string user, string text, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        var before = Replies(user).Count;
        await SendTextAsync(user, text);
        return await _world.Changes.WaitAsync(() => Replies(user).Skip(before).FirstOrDefault(), timeout ?? TelegramServer.WaitMax, ct)
            ?? throw new TimeoutException($"The bot did not answer \"{text}\". The chat so far:\n{Transcript(user)}");
    }

    /// <summary>Waits for a condition on anything that this server shows; looks after every change and every call.</summary>
    public async Task UntilAsync(Func<bool> condition, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (await _world.Changes.WaitAsync(() => condition() ? this : null, timeout ?? TelegramServer.WaitMax, ct) is null)
        {
            throw new TimeoutException("The condition did not come true.");
        }
    }

    /// <summary>The chat as lines of text, for a failing test's message.</summary>
    public string Transcript(string user)
    {
        var lines = new StringBuilder();
        foreach (var message in Messages(user))
        {
            lines.Append(message.FromBot ? "bot " : "customer ").Append(message.Type).Append(": ").Append(message.Image is null ? "" : "[picture] ").Append(message.Text);
            lines.Append(string.Concat(message.Options.Select(o => $" [{o.Title} → {o.Id}]")));
            lines.Append(message.Link is { } link ? $" [{link.Label} → {link.Url}]" : "");
            lines.Append(" (").Append(message.Ticks).Append(message.ErrorCode is { } code ? $" {code}" : "").AppendLine(")");
        }

        return lines.ToString();
    }
}
