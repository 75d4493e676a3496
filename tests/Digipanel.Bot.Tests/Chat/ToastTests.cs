using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>Notes over the chat, where the platform has none: a press comes without an id to answer.</summary>
public sealed class ToastTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly Dispatcher _dispatcher;

    public ToastTests() => _dispatcher = new Dispatcher(
        _test.Store, [], [new Noted()], [], new Silent(), NullLogger<Dispatcher>.Instance, cards: [new NewsCard("news", "1;"), new NewsCard("quiet", null)]);

    [Fact]
    public async Task A_note_is_a_message_of_its_own()
    {
        await PressAsync("note:alone");
        Assert.Equal(["noted"], Replies());
    }

    [Fact]
    public async Task A_note_beside_a_reply_is_left_out()
    {
        await PressAsync("note:reply");
        Assert.Equal(["the reply"], Replies());
    }

    [Fact]
    public async Task A_note_beside_a_card_that_will_be_sent_is_left_out()
    {
        await PressAsync("note:news");
        Assert.Empty(Replies());
    }

    [Fact]
    public async Task A_note_beside_a_card_that_has_nothing_new_to_say_is_a_message()
    {
        await PressAsync("note:quiet");
        Assert.Equal(["noted"], Replies());
    }

    [Fact]
    public async Task Where_presses_are_answered_over_the_chat_a_note_is_no_message()
    {
        await PressAsync("note:alone", "77");
        Assert.Equal(1, _test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE kind = 'answer'")));
        Assert.Empty(Replies());
    }

    public void Dispose() => _test.Dispose();

    private Task<bool> PressAsync(string data, string? callbackId = null) =>
        _dispatcher.DispatchAsync(TestStore.Update() with { CallbackData = data, CallbackId = callbackId }, default);

    private List<string> Replies() => _test.Store.Read(c => c.Query<string>("SELECT payload ->> '$.Text' FROM outbox WHERE kind = 'message' ORDER BY id").AsList());

    private sealed class Noted : IButtonHandler
    {
        public string Prefix => "note";

        public void Handle(CommandContext context, string payload)
        {
            context.Toast(Html.Of($"noted"));
            if (payload == "reply")
            {
                context.Reply(Html.Of($"the reply"));
            }
            else if (payload is "news" or "quiet")
            {
                Cards.Show(context.Tx, context.Customer.Address, $"{payload}:1");
            }
        }
    }

    private sealed class NewsCard(string prefix, string? stage) : ICard
    {
        public string Prefix => prefix;

        public Reply? Render(SqliteConnection database, string id, DateTimeOffset now) => new(Html.Of($"news")) { Stage = stage };
    }

    private sealed class Silent : IChatFallback
    {
        public void Handle(CommandContext context)
        {
        }
    }
}
