using Dapper;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Admin;

/// <summary>What all admin features stand on: the log, questions, buttons.</summary>
public sealed class AdminTests : IDisposable
{
    private const string Boss = "999";
    private readonly TestStore _test = new();
    private readonly Noted _noted = new();
    private readonly Dispatcher _dispatcher;
    private int _updates;

    public AdminTests()
    {
        var admins = new AdminOptions { Admins = ["telegram:" + Boss] };
        _dispatcher = new Dispatcher(
            _test.Store, [new LogCommand(admins)], [new Lever(admins)], [new AdminQuestions(admins, [_noted])], new Shrug(), NullLogger<Dispatcher>.Instance);
    }

    [Fact]
    public async Task An_admins_next_message_answers_what_was_asked_once()
    {
        await AskAsync("note:17");
        await SayAsync(Boss, "bayar tunai https://elements.envato.com/neon-city-opener-ABC1234 ");
        await SayAsync(Boss, "halo");
        Assert.Equal(["17: bayar tunai https://elements.envato.com/neon-city-opener-ABC1234"], _noted.Answers);
        Assert.Equal("?", Replies()[^1]);
    }

    [Fact]
    public async Task A_command_or_a_slip_of_one_is_no_answer_and_the_question_stays()
    {
        await AskAsync("note:17");
        await SayAsync(Boss, "/log");
        await SayAsync(Boss, "/lgo");
        Assert.Empty(_noted.Answers);
        await SayAsync(Boss, "itu dia");
        Assert.Equal(["17: itu dia"], _noted.Answers);
    }

    [Fact]
    public async Task A_question_is_forgotten_after_ten_minutes_or_when_it_is_taken_back()
    {
        await AskAsync("note:17");
        _test.Time.Advance(AdminQuestions.AnswerWithin);
        await SayAsync(Boss, "halo");
        await AskAsync("note:18");
        await _test.Store.InTransaction(tx => AdminQuestions.Forget(tx, BossIn(tx.Connection)));
        await SayAsync(Boss, "halo");
        Assert.Empty(_noted.Answers);
    }

    [Fact]
    public async Task Who_is_no_admin_any_more_answers_nothing()
    {
        await SayAsync("1", "halo");
        await _test.Store.InTransaction(tx => AdminQuestions.Ask(tx, Customers.Find(tx.Connection, 1)!, "note:17"));
        await SayAsync("1", "itu dia");
        Assert.Empty(_noted.Answers);
    }

    [Fact]
    public async Task The_log_shows_the_newest_first_ten_a_page_and_never_changes()
    {
        await SayAsync(Boss, "halo");
        for (var i = 1; i <= 12; i++)
        {
            var act = new AdminAct("price") { Subject = $"<langkah {i}>", Before = "Rp 500", After = "Rp 450", Reason = new string('x', 2_000), CustomerId = 1 };
            await _test.Store.InTransaction(tx => AdminLog.Write(tx, BossIn(tx.Connection), act));
        }

        await SayAsync(Boss, "/log");
        var first = Replies()[^1];
        Assert.Contains("<b>Harga</b> &lt;langkah 12&gt; → Bos (1): Rp 500 ⇒ Rp 450", first, StringComparison.Ordinal);
        Assert.DoesNotContain("langkah 2&", first, StringComparison.Ordinal);
        Assert.True(first.Length < 4096, $"{first.Length} characters");
        await SayAsync(Boss, "/log 2");
        Assert.Contains("langkah 2&", Replies()[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("langkah 3&", Replies()[^1], StringComparison.Ordinal);
        await Assert.ThrowsAsync<SqliteException>(() => _test.Store.InTransaction(tx => tx.Execute("UPDATE admin_log SET reason = ''")));
        await Assert.ThrowsAsync<SqliteException>(() => _test.Store.InTransaction(tx => tx.Execute("DELETE FROM admin_log")));
    }

    [Fact]
    public async Task A_page_of_the_longest_lines_is_one_message_with_all_of_them()
    {
        await SayAsync(Boss, "halo");
        for (var i = 1; i <= 10; i++)
        {
            var long500 = string.Concat(Enumerable.Repeat("🎉", 250));
            var act = new AdminAct("price") { Subject = $"langkah {i}. {long500}", Before = long500, After = long500, Reason = long500, CustomerId = 1 };
            await _test.Store.InTransaction(tx =>
            {
                tx.Execute("UPDATE customers SET name = @name", new { name = new string('&', 256) });
                AdminLog.Write(tx, BossIn(tx.Connection), act);
            });
        }

        await SayAsync(Boss, "/log");
        var page = MarkedText.Parse(Replies()[^1]).Visible;
        Assert.InRange(page.Length, 1_000, 4_096);
        Assert.All(Enumerable.Range(1, 10), i => Assert.Contains($"langkah {i}.", page, StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', page);
    }

    [Fact]
    public async Task For_anyone_else_the_log_is_an_unknown_word_and_an_admins_button_an_old_one()
    {
        await SayAsync("1", "/log");
        Assert.Equal("?", Replies()[^1]);
        await _dispatcher.DispatchAsync(TestStore.Update(externalId: "press", userId: "1") with { CallbackData = "lever:1", CallbackId = "77" }, default);
        Assert.Contains("sudah tidak berlaku", Replies()[^1], StringComparison.Ordinal);
        await _dispatcher.DispatchAsync(TestStore.Update(externalId: "press2", userId: Boss) with { CallbackData = "lever:1:2", CallbackId = "78" }, default);
        Assert.Equal("pulled 1,2", Replies()[^1]);
    }

    public void Dispose() => _test.Dispose();

    private static Customer BossIn(SqliteConnection database) => Customers.At(database, new ChatAddress("telegram", Boss))!;

    private async Task AskAsync(string question)
    {
        await SayAsync(Boss, "halo");
        await _test.Store.InTransaction(tx => AdminQuestions.Ask(tx, BossIn(tx.Connection), question));
    }

    private Task<bool> SayAsync(string user, string text) =>
        _dispatcher.DispatchAsync(TestStore.Update(externalId: $"{++_updates}", userId: user, text: text) with { Name = user == Boss ? "Bos" : "Budi" }, default);

    private List<string> Replies() => _test.Store.Read(c => c.Query<string>("SELECT payload ->> '$.Text' FROM outbox ORDER BY id").AsList());

    private sealed class Noted : IAdminAnswer
    {
        public List<string> Answers { get; } = [];

        public string Prefix => "note";

        public void Answer(CommandContext context, string payload, string text) => Answers.Add($"{payload}: {text}");
    }

    private sealed class Lever(AdminOptions admins) : AdminButtons(admins)
    {
        public override string Prefix => "lever";

        protected override void Press(CommandContext context, string[] parts) => context.Toast(Html.Plain("pulled " + string.Join(',', parts)));
    }

    private sealed class Shrug : IChatFallback
    {
        public void Handle(CommandContext context) => context.Reply(Html.Plain("?"));
    }
}
