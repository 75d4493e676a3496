using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>A card that shows a customer's name.</summary>
internal sealed class NameCard : ICard
{
    public string Prefix => "name";

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now) =>
        database.ExecuteScalar<string>("SELECT name FROM customers WHERE id = @id", new { id }) is { } name ? new Reply(Html.Plain(name)) : null;
}

/// <summary>A phone that writes down what it gets.</summary>
internal sealed class PhoneChannel : IChatChannel
{
    private int _messages;

    public string Name => "telegram";

    public ChannelPace Pace { get; } = new(30, 1, 3);

    public List<string> Seen { get; } = [];

    public HashSet<string> Deleted { get; } = [];

    public Func<Task>? WhileSending { get; set; }

    public bool Blocked { get; set; }

    public int Tries { get; private set; }

    public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (WhileSending is { } happens)
        {
            WhileSending = null;
            await happens();
        }

        Tries++;
        if (Blocked)
        {
            return new SendOutcome.Unreachable("Forbidden: bot was blocked by the user");
        }

        if ((message.Card ?? message.Reply.Edits) is not { } shown)
        {
            var id = $"{++_messages}";
            Seen.Add($"{id} {message.Reply.Text}");
            return new SendOutcome.Sent(id);
        }

        if (Deleted.Contains(shown.Id))
        {
            return new SendOutcome.Gone("message to edit not found");
        }

        Seen.Add($"{shown.Id} edited {message.Reply.Text}");
        return new SendOutcome.Sent(null);
    }
}
