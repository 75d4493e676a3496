using System.Text;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Looking and waiting, without sleeping.</summary>
public sealed partial class TelegramServer
{
    /// <summary>How long a wait lasts in real time unless told otherwise.</summary>
    public static readonly TimeSpan WaitMax = EventFeed.WaitSecondsMax;

    /// <summary>How long a phone shows what the bot is doing.</summary>
    public static readonly TimeSpan ActionShownFor = TimeSpan.FromSeconds(5);

    /// <summary>All pressed buttons, oldest first.</summary>
    public IReadOnlyList<TelegramPress> Presses => _world.Presses;

    /// <summary>How many updates the bot has not confirmed yet.</summary>
    public int PendingUpdates => _updates.Count;

    /// <summary>Where the bot wants its updates pushed; null while it polls.</summary>
    public string? WebhookUrl => _webhook.Target?.Url;

    /// <summary>The chat with a user, both directions, oldest first; deleted messages are marked.</summary>
    public IReadOnlyList<TelegramMessage> Messages(long chatId) => _world.Messages(chatId);

    /// <summary>The bot's messages in a chat that are still there, oldest first.</summary>
    public IReadOnlyList<TelegramMessage> Replies(long chatId) => [.. _world.Messages(chatId).Where(m => m is { FromBot: true, Deleted: false })];

    /// <summary>What the bot is doing in a chat (typing, upload_photo and so on), as the customer's phone shows it; null for nothing.</summary>
    public string? ActionIn(long chatId) => _world.Acting(chatId) is { } acting && _time.GetUtcNow() - acting.At < ActionShownFor ? acting.Action : null;

    /// <summary>What the bot may do with this user.</summary>
    public TelegramReach Reach(long userId) => _world.Reach(userId) ?? TelegramReach.NotStarted;

    /// <summary>The commands of a scope (default, all_private_chats, or chat:ID) and language exactly as set; null where none were.</summary>
    public IReadOnlyList<TelegramCommand>? Commands(string scope = "default", string language = "") => _commands.List(scope, language);

    /// <summary>The menu that this user sees: the nearest scope, and there the user's language before none.</summary>
    public IReadOnlyList<TelegramCommand> CommandsFor(long userId)
    {
        var language = Known(userId).LanguageCode ?? "";
        return new[] { $"chat:{userId}", "all_private_chats", "default" }
            .SelectMany(scope => new[] { _commands.List(scope, language), _commands.List(scope, "") })
            .FirstOrDefault(list => list is not null) ?? [];
    }

    /// <summary>The first message of the bot in a chat, already there or still to come, that fulfils the condition.</summary>
    public async Task<TelegramMessage> WaitForMessageAsync(
        long chatId, Func<TelegramMessage, bool> condition, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return await _world.Changes.WaitAsync(() => Replies(chatId).FirstOrDefault(condition), timeout ?? WaitMax, ct)
            ?? throw new TimeoutException($"No message of the bot in chat {chatId} fulfils the condition. The chat so far:\n{Transcript(chatId)}");
    }

    /// <summary>Waits for a message of the bot that contains these words.</summary>
    public Task<TelegramMessage> WaitForTextAsync(long chatId, string words, TimeSpan? timeout = null, CancellationToken ct = default) =>
        WaitForMessageAsync(chatId, m => m.Text.Contains(words, StringComparison.Ordinal), timeout, ct);

    /// <summary>Sends a text and waits for the bot's next message after it.</summary>
    public async Task<TelegramMessage> AskAsync(long userId, string text, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        var sent = await SendTextAsync(userId, text);
        return await WaitForMessageAsync(userId, m => m.Id > sent.Id, timeout, ct);
    }

    /// <summary>Waits until the bot has answered a pressed button.</summary>
    public async Task<TelegramPress> WaitForAnswerAsync(string queryId, TimeSpan? timeout = null, CancellationToken ct = default) =>
        await _world.Changes.WaitAsync(() => _world.Press(queryId) is { Answered: true } press ? press : null, timeout ?? WaitMax, ct)
            ?? throw new TimeoutException($"The bot did not answer callback query {queryId}.");

    /// <summary>Waits for a call of the bot that fulfils the condition, such as one that was refused.</summary>
    public async Task<TelegramCall> WaitForCallAsync(Func<TelegramCall, bool> condition, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return await _world.Changes.WaitAsync(() => _calls.FirstOrDefault(condition), timeout ?? WaitMax, ct)
            ?? throw new TimeoutException("The bot made no such call. Its calls:\n" + string.Join('\n', _calls.TakeLast(50)));
    }

    /// <summary>Waits until something about the server is so; looked at after every change of a chat and after every call.</summary>
    public async Task WaitUntilAsync(Func<bool> condition, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (await _world.Changes.WaitAsync(() => condition() ? this : null, timeout ?? WaitMax, ct) is null)
        {
            throw new TimeoutException("The condition did not come true.");
        }
    }

    /// <summary>The chat as lines of text, for a failing test's message.</summary>
    public string Transcript(long chatId)
    {
        var lines = new StringBuilder();
        foreach (var message in Messages(chatId))
        {
            lines.Append(message.Id).Append(message.FromBot ? " bot: " : " customer: ").Append(message.Photo is null ? "" : "[photo] ").Append(message.Document is { } d ? $"[{d.FileName}] " : "").Append(message.Text);
            lines.Append(string.Concat(message.AllButtons.Select(b => $" [{b.Text} → {b.CallbackData ?? b.Url ?? b.CopyText}]")));
            lines.AppendLine(message.Deleted ? " (deleted)" : message.Edited ? " (edited)" : "");
        }

        return lines.ToString();
    }
}
