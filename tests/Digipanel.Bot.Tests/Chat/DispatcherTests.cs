using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Chat;

public sealed class DispatcherTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly Dispatcher _dispatcher;

    public DispatcherTests() =>
        _dispatcher = new Dispatcher(_test.Store, [new Echo(), new Broken()], [], [], new Shrug(), NullLogger<Dispatcher>.Instance);

    [Fact]
    public async Task A_repeated_update_is_answered_once()
    {
        Assert.True(await _dispatcher.DispatchAsync(TestStore.Update(text: "/echo hi"), default));
        Assert.False(await _dispatcher.DispatchAsync(TestStore.Update(text: "/echo hi"), default));
        Assert.Equal(["echo hi"], Replies());
    }

    [Theory]
    [InlineData("/echo", "echo ")]
    [InlineData("/ECHO a b", "echo a b")]
    [InlineData("  /echo@TokoBot   a  ", "echo a")]
    [InlineData("/echo\nline", "echo line")]
    [InlineData("/nothing", "?")]
    [InlineData("hello", "?")]
    [InlineData("/", "?")]
    [InlineData("", "?")]
    public async Task A_command_is_found_by_its_name_and_anything_else_gets_an_answer_too(string text, string reply)
    {
        await _dispatcher.DispatchAsync(TestStore.Update(text: text), default);
        Assert.Equal([reply], Replies());
    }

    [Fact]
    public async Task A_command_that_throws_changes_nothing_says_sorry_and_is_not_tried_again()
    {
        Assert.True(await _dispatcher.DispatchAsync(TestStore.Update(text: "/broken"), default));
        Assert.False(await _dispatcher.DispatchAsync(TestStore.Update(text: "/broken"), default));
        Assert.Contains("error di sisi kami", Assert.Single(Replies()), StringComparison.Ordinal);
        Assert.Contains("a bug", _test.Store.Read(c => c.ExecuteScalar<string>("SELECT error FROM inbox")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_is_answered_so_that_the_button_stops_spinning_and_runs_the_command_it_names()
    {
        await _dispatcher.DispatchAsync(TestStore.Update() with { CallbackData = "echo:x", CallbackId = "77" }, default);
        Assert.Equal(["echo x", null], Replies());
        Assert.Equal("77", Answer());
    }

    [Fact]
    public async Task A_press_whose_command_throws_stops_spinning_too()
    {
        await _dispatcher.DispatchAsync(TestStore.Update() with { CallbackData = "broken", CallbackId = "77" }, default);
        Assert.Equal("77", Answer());
    }

    [Fact]
    public async Task The_apps_language_is_followed_until_one_is_chosen()
    {
        await _dispatcher.DispatchAsync(TestStore.Update(externalId: "1") with { LanguageCode = "en-GB" }, default);
        Assert.Equal("en", Language());
        await _dispatcher.DispatchAsync(TestStore.Update(externalId: "2") with { LanguageCode = "id" }, default);
        Assert.Equal("id", Language());
        await _test.Store.InTransaction(tx => Customers.ChooseLanguage(tx, 1, "en"));
        await _dispatcher.DispatchAsync(TestStore.Update(externalId: "3") with { LanguageCode = "id" }, default);
        Assert.Equal("en", Language());
    }

    [Theory]
    [InlineData(5)] // SQLITE_BUSY: another process held the file for longer than the busy timeout
    [InlineData(10)] // SQLITE_IOERR
    [InlineData(13)] // SQLITE_FULL
    public async Task A_database_that_cannot_be_written_for_a_moment_is_no_fault_of_the_command_and_the_update_is_handled_when_it_comes_again(int code)
    {
        using var test = new TestStore(new FailsOnce(code));
        var dispatcher = new Dispatcher(test.Store, [new Echo()], [], [], new Shrug(), NullLogger<Dispatcher>.Instance);
        await Assert.ThrowsAsync<SqliteException>(() => dispatcher.DispatchAsync(TestStore.Update(text: "/echo hi"), default));
        Assert.True(await dispatcher.DispatchAsync(TestStore.Update(text: "/echo hi"), default));
        Assert.Equal(["echo hi"], test.Store.Read(c => c.Query<string?>("SELECT json_extract(payload, '$.Text') FROM outbox ORDER BY id").AsList()));
    }

    public void Dispose() => _test.Dispose();

    private string? Answer() =>
        _test.Store.Read(c => c.ExecuteScalar<string>("SELECT payload ->> '$.AnswersCallback' FROM outbox WHERE kind = 'answer'"));

    private string? Language() => _test.Store.Read(c => c.ExecuteScalar<string>("SELECT language FROM customers"));

    private List<string?> Replies() => _test.Store.Read(c => c.Query<string?>("SELECT json_extract(payload, '$.Text') FROM outbox ORDER BY id").AsList());

    private sealed class Echo : IChatCommand
    {
        public IReadOnlyList<string> Names => ["echo"];

        public void Handle(CommandContext context) => context.Reply(Html.Of($"echo {context.Arguments}"));
    }

    private sealed class Broken : IChatCommand
    {
        public IReadOnlyList<string> Names => ["broken"];

        public void Handle(CommandContext context)
        {
            context.Reply(Html.Of($"half-way"));
            throw new InvalidOperationException("a bug");
        }
    }

    private sealed class Shrug : IChatFallback
    {
        public void Handle(CommandContext context) => context.Reply(Html.Of($"?"));
    }
}
