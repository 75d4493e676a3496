using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat;

/// <summary>What a command works with: one update, its customer, and the transaction that everything happens in.</summary>
/// <param name="Tx">Everything that the command does commits with the update's inbox row, or not at all.</param>
/// <param name="Update">What the person did.</param>
/// <param name="Customer">Who.</param>
/// <param name="Arguments">What followed the command's name, trimmed.</param>
public sealed record CommandContext(Tx Tx, ChatUpdate Update, Customer Customer, string Arguments)
{
    /// <summary>The customer's language.</summary>
    public ITexts Texts => TextsOf.Language(Customer.Language);

    /// <summary>What is said over the chat in answer to the pressed button; shared by the copies of this context.</summary>
    internal PressAnswer Answer { get; init; } = new();

    /// <summary>Where it is pressed, a message is edited and the press answered over the chat. Elsewhere everything is a message of its own.</summary>
    public bool ActsInPlace => Update.CallbackId is not null;

    /// <summary>Owes the customer this message.</summary>
    public void Reply(Reply reply)
    {
        Answer.HasReplied = true;
        Outbox.Enqueue(Tx, Customer.Address, reply);
    }

    /// <summary>Owes the customer this text.</summary>
    public void Reply(Html text) => Reply(new Reply(text));

    /// <summary>Puts this in the place of the message whose button was pressed; where none was (a typed command), it is a new message.</summary>
    public void Edit(Reply reply) => Reply(reply with { Edits = Update.Pressed });

    /// <summary>
    /// Says this over the chat for a moment, in answer to the pressed button: 200 characters at most, no markup. Nothing where none was pressed. Where the
    /// platform has no such notes it is a short message, unless the press brings another one.
    /// </summary>
    public void Toast(Html text) => Answer.Text = text;
}

/// <summary>The note that answers a pressed button; empty: it only stops spinning.</summary>
internal sealed class PressAnswer
{
    public Html Text { get; set; }

    /// <summary>The customer is owed a message already.</summary>
    public bool HasReplied { get; set; }
}

/// <summary>A command that customers type, or press.</summary>
public interface IChatCommand
{
    /// <summary>Its names without the slash, lower case, the Indonesian one first.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Whether the command exists for this person. For whom it does not, its name is a word like any other.</summary>
    bool IsFor(Customer customer) => true;

    /// <summary>Does it, inside the transaction.</summary>
    void Handle(CommandContext context);

    /// <summary>Whether a text of this person that begins with a name of it, written without a slash, means it: everyday words may mean something else.</summary>
    bool IsMeant(Customer customer, string name, string arguments) => true;
}

/// <summary>Answers pressed buttons whose data is "prefix" or "prefix:payload".</summary>
public interface IButtonHandler
{
    /// <summary>The prefix; unique in the program.</summary>
    string Prefix { get; }

    /// <summary>Does it; the spinning button itself is answered by the dispatcher.</summary>
    void Handle(CommandContext context, string payload);

    /// <summary>Whether it is done for a chat that writes too fast as well (<see cref="FloodGuard"/>): what is bought or paid with.</summary>
    bool PassesFlood => false;
}

/// <summary>Looks at free text before it is answered as unknown.</summary>
public interface IMessageHandler
{
    /// <summary>Handles the message if it is this one's.</summary>
    bool TryHandle(CommandContext context);

    /// <summary>
    /// Whether the message is this one's beyond doubt, also where its first word is a command's name (written without a slash) or it is the number of a shown
    /// option. Changes nothing.
    /// </summary>
    bool Claims(CommandContext context) => false;

    /// <summary>Whether the message is handled although its chat writes too fast (<see cref="FloodGuard"/>). Changes nothing.</summary>
    bool PassesFlood(CommandContext context) => false;
}
