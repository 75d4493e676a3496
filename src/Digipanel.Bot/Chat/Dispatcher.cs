using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Chat;

/// <summary>
/// Takes an update to its command in one transaction: inbox row, customer, the command's effects and the replies commit
/// together. Commands never touch the network, so nothing here waits for anything but the disk.
/// </summary>
public sealed partial class Dispatcher
{
    private const int TextCharsMax = 8192;
    private const int ExternalIdCharsMax = 200;

    private readonly Store _store;
    private readonly Dictionary<string, IChatCommand> _commands;
    private readonly Dictionary<string, IButtonHandler> _buttons;
    private readonly IReadOnlyList<IMessageHandler> _messages;
    private readonly IChatFallback _fallback;
    private readonly IReadOnlyList<IChatGate> _gates;
    private readonly Typing _typing;
    private readonly CardBook _cards;
    private readonly FloodGuard? _flood;
    private readonly ILogger<Dispatcher> _logger;

    /// <summary>Made by the host; two commands of one name are a bug and stop the start.</summary>
    public Dispatcher(
        Store store,
        IEnumerable<IChatCommand> commands,
        IEnumerable<IButtonHandler> buttons,
        IEnumerable<IMessageHandler> messages,
        IChatFallback fallback,
        ILogger<Dispatcher> logger,
        Typing? typing = null,
        IEnumerable<ICard>? cards = null,
        IEnumerable<IChatGate>? gates = null,
        FloodGuard? flood = null)
    {
        _store = store;
        _commands = commands.SelectMany(c => c.Names.Select(n => (n, c))).ToDictionary(p => p.n, p => p.c, StringComparer.OrdinalIgnoreCase);
        _buttons = buttons.ToDictionary(b => b.Prefix, StringComparer.Ordinal);
        _messages = [.. messages];
        _fallback = fallback;
        _logger = logger;
        _typing = typing ?? Typing.Off;
        _cards = new CardBook(cards ?? []);
        _gates = [.. gates ?? []];
        _flood = flood;
    }

    /// <summary>Handles an update; the task completes after the commit, and then the sender may forget it.</summary>
    /// <returns>False when it was handled before.</returns>
    public Task<bool> DispatchAsync(ChatUpdate update, CancellationToken cancellationToken) => DispatchAsync(update, static (_, u) => u, cancellationToken);

    /// <inheritdoc cref="DispatchAsync(ChatUpdate, CancellationToken)"/>
    /// <param name="update">What happened, as far as it can be told without the database.</param>
    /// <param name="complete">What the channel's own tables add (whose chat it is), in the transaction; null: there is nothing more to do about it.</param>
    /// <param name="cancellationToken">Gives up waiting to be queued.</param>
    internal async Task<bool> DispatchAsync(ChatUpdate update, Func<Tx, ChatUpdate, ChatUpdate?> complete, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(update.ExternalId.Length, ExternalIdCharsMax);
        using var typing = update.Reachable is null && _flood?.IsFlooding(update) != true ? _typing.While(update.Channel, update.ChatId) : null;
        try
        {
            return await _store.InTransaction(tx => Inbox.TryAccept(tx, update.Channel, update.ExternalId) && Handle(tx, complete(tx, update)), cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException) && !Database.IsUnavailable(e))
        {
            LogFailed(update.Channel, update.ExternalId, e);

            // A bug in one command must not block the queue for ever: put the update aside and say sorry. A database that cannot be
            // written is none: that passes, and the channel delivers the update again (a paste was lost when a lock ended in between).
            return await _store.InTransaction(tx => PutAside(tx, update, complete, e), cancellationToken);
        }
    }

    private bool Handle(Tx tx, ChatUpdate? update)
    {
        if (update is null)
        {
            return true;
        }

        if (update.Reachable is { } reachable)
        {
            Customers.SetReachable(tx, new ChatAddress(update.Channel, update.ChatId), reachable);
            return true;
        }

        var customer = Customers.Upsert(tx, update);
        if (IsStopped(tx, update, customer))
        {
            return true;
        }

        if (_flood?.Count(update) is { } flood && !PassesFlood(new CommandContext(tx, update, customer, update.Text.Trim())))
        {
            SlowDown(new CommandContext(tx, update, customer, ""), flood);
            return true;
        }

        if (update.CallbackData is not null)
        {
            Press(tx, update, customer);
            return true;
        }

        var text = update.Text.Length > TextCharsMax ? update.Text[..TextCharsMax] : update.Text;
        var (command, arguments) = Parse(text);
        if (command is null && HandleBareWords(tx, update, customer, text))
        {
            return true;
        }

        var context = new CommandContext(tx, update, customer, arguments);
        if (command is not null && CommandFor(command, customer) is { } found)
        {
            found.Handle(context);
        }
        else if (!_messages.Any(m => m.TryHandle(context)))
        {
            _fallback.Handle(context);
        }

        return true;
    }

    private bool IsStopped(Tx tx, ChatUpdate update, Customer customer)
    {
        if (_gates.Count == 0)
        {
            return false;
        }

        var context = new CommandContext(tx, update, customer, update.Text);
        if (_gates.All(g => g.Lets(context)))
        {
            return false;
        }

        AnswerPress(context);
        return true;
    }

    private bool PassesFlood(CommandContext context) =>
        ((context.Update.CallbackData ?? context.Update.ShownOption) is { } data && _buttons.TryGetValue(data.Split(':', 2)[0], out var button) && button.PassesFlood)
        || (context.Update.CallbackData is null && _messages.Any(m => m.PassesFlood(context)));

    // Recorded in the inbox, and answered once; what was pressed stops spinning.
    private void SlowDown(CommandContext context, Flood flood)
    {
        if (context.Update.CallbackData is not null)
        {
            context.Toast(context.Texts.ToastSlowDown);
            context.Answer.HasReplied = true; // where buttons do not spin it is silence as well
            AnswerPress(context);
        }

        if (flood.Tells(context.Update.ExternalId))
        {
            context.Reply(context.Texts.SlowDown);
        }
    }

    private void Press(Tx tx, ChatUpdate update, Customer customer)
    {
        var context = new CommandContext(tx, update, customer, "");
        HandlePress(context, update.CallbackData!);
        AnswerPress(context);
    }

    // "2", "saldo", "topup 50rb": what is a press or a command where people write without slashes. A link among the words, or the amount that the customer
    // was asked for, is what is meant all the same.
    private bool HandleBareWords(Tx tx, ChatUpdate update, Customer customer, string text)
    {
        var words = update.WordsAreCommands ? CommandWords.Find(text, w => CommandFor(w, customer) is not null) : null;
        if (words is { } begun && !_commands[begun.Name].IsMeant(customer, begun.Name, begun.Arguments))
        {
            words = null;
        }

        if (words is null && update.ShownOption is null)
        {
            return false;
        }

        var context = new CommandContext(tx, update, customer, text.Trim());
        if (_messages.Any(m => m.Claims(context)))
        {
            return false;
        }

        if (words is { } found)
        {
            _commands[found.Name].Handle(context with { Arguments = found.Arguments });
        }
        else
        {
            Press(tx, update with { CallbackData = update.ShownOption, Text = "" }, customer);
        }

        return true;
    }

    private IChatCommand? CommandFor(string name, Customer customer) => _commands.TryGetValue(name, out var found) && found.IsFor(customer) ? found : null;

    private void HandlePress(CommandContext context, string data)
    {
        var parts = data.Split(':', 2);
        if (_buttons.TryGetValue(parts[0], out var button))
        {
            button.Handle(context, parts.Length > 1 ? parts[1] : "");
        }
        else if (CommandFor(parts[0], context.Customer) is { } command)
        {
            command.Handle(context with { Arguments = parts.Length > 1 ? parts[1] : "" });
        }
        else
        {
            _fallback.Handle(context);
        }
    }

    // Whatever the press came to: an unanswered button spins for half a minute. Where buttons do not spin the note is a message, unless there is another:
    // "12 orders placed" and the acknowledgement below it would say the same twice.
    private void AnswerPress(CommandContext context)
    {
        if (context.Update.CallbackId is { } callbackId)
        {
            context.Reply(new Reply(context.Answer.Text) { AnswersCallback = callbackId });
        }
        else if (context.Answer is { HasReplied: false, Text: { Markup.Length: > 0 } note }
            && !_cards.WillSpeak(context.Tx.Connection, context.Customer.Address, context.Tx.Now))
        {
            context.Reply(note);
        }
    }

    // "/saldo", "/saldo@TokoBot", "/topup 50000": the name without slash and bot, the rest trimmed.
    private static (string? Command, string Arguments) Parse(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith('/'))
        {
            return (null, trimmed);
        }

        var end = trimmed.AsSpan().IndexOfAny(" \n\t\r");
        var word = end < 0 ? trimmed[1..] : trimmed[1..end];
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return (at < 0 ? word : word[..at], end < 0 ? "" : trimmed[end..].Trim());
    }

    private bool PutAside(Tx tx, ChatUpdate bare, Func<Tx, ChatUpdate, ChatUpdate?> complete, Exception e)
    {
        if (!Inbox.TryAccept(tx, bare.Channel, bare.ExternalId, $"{e.GetType().Name}: {e.Message}"))
        {
            return false;
        }

        if (complete(tx, bare) is { Reachable: null } update)
        {
            var customer = Customers.Upsert(tx, update);
            var context = new CommandContext(tx, update, customer, "");
            context.Reply(context.Texts.SomethingBroke);
            AnswerPress(context);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Update {ExternalId} of {Channel} could not be handled and is put aside")]
    private partial void LogFailed(string channel, string externalId, Exception e);
}

/// <summary>Looks at whatever a person writes or presses before anything is done about it; the inbox row is kept either way.</summary>
public interface IChatGate
{
    /// <summary>Whether it goes on. Where not, the gate has said what is to be said; a pressed button stops spinning.</summary>
    bool Lets(CommandContext context);
}

/// <summary>Answers what nothing else understood: a short helpful answer, never silence.</summary>
public interface IChatFallback
{
    /// <summary>Answers.</summary>
    void Handle(CommandContext context);
}
