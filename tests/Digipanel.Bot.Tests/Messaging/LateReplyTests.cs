using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>Messages that are made when they are sent.</summary>
public sealed class LateReplyTests
{
    private static readonly ChatAddress Budi = new("telegram", "1");

    [Fact]
    public async Task Each_part_is_made_when_it_goes_and_the_next_is_owed_when_it_went_whatever_commit_the_program_dies_at()
    {
        for (var commit = 1; commit <= 5; commit++)
        {
            var heard = new List<string>();
            using var test = new TestStore(new DiesAtCommit(commit));
            await DieOrNotAsync(() => test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Empty) { Late = "count:1" })));
            await DieOrNotAsync(() => SendAllAsync(test, heard));
            test.Reopen();
            if (test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM outbox")) == 0)
            {
                continue; // it died before anything was owed
            }

            await SendAllAsync(test, heard);
            Assert.Equal(["part 1", "part 2", "part 3"], heard.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.InRange(heard.Count, 3, 4);
            Assert.Equal(3, test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM outbox WHERE state = 'sent'")));
        }
    }

    [Fact]
    public async Task It_takes_the_place_of_the_message_that_it_answers_and_one_that_was_put_off_is_made_anew()
    {
        using var test = new TestStore();
        var seen = new List<Reply>();
        var channel = new Listener(seen.Add) { Refuses = 1 };
        using var sender = new OutboxSender(test.Store, [channel], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance, [new Counting()]);
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Empty) { Late = "count:3", Edits = new MessageRef("7", true) }));
        await sender.RunOnceAsync(default);
        Assert.Empty(seen);
        await test.NewCustomerAsync();
        test.Time.Advance(TimeSpan.FromMinutes(1));
        await sender.RunOnceAsync(default);
        var reply = Assert.Single(seen);
        Assert.Equal(("part 3 of 1", new MessageRef("7", true)), (reply.Text.Markup, reply.Edits));
    }

    [Fact]
    public async Task One_that_cannot_be_made_is_given_up_in_the_end_and_holds_nothing_back_for_ever()
    {
        using var test = new TestStore();
        var seen = new List<Reply>();
        using var sender = new OutboxSender(test.Store, [new Listener(seen.Add)], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance, [new Counting()]);
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Empty) { Late = "nobody:1" }));
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("halo"))));
        for (var i = 0; i < 30; i++)
        {
            await sender.RunOnceAsync(default);
            test.Time.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal("halo", Assert.Single(seen).Text.Markup);
        Assert.Equal("dead", test.Store.Read(c => c.ExecuteScalar<string>("SELECT state FROM outbox ORDER BY id LIMIT 1")));
    }

    private static async Task SendAllAsync(TestStore test, List<string> heard)
    {
        using var sender = new OutboxSender(
            test.Store, [new Listener(r => heard.Add(r.Text.Markup[.."part 1".Length]))], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance, [new Counting()]);
        for (var i = 0; i < 8; i++)
        {
            await sender.RunOnceAsync(default);
            test.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private static async Task DieOrNotAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException)
        {
            // The program died.
        }
    }

    /// <summary>"part 1 of N", then 2 and 3, where N is how many customers there are at that moment.</summary>
    private sealed class Counting : ILateReply
    {
        public string Prefix => "count";

        public LateReply Make(SqliteConnection database, string id, DateTimeOffset now)
        {
            var number = int.Parse(id, CultureInfo.InvariantCulture);
            var text = Html.Of($"part {number} of {database.ExecuteScalar<int>("SELECT count(*) FROM customers")}");
            return new LateReply(new Reply(text), number < 3 ? new Reply(Html.Empty) { Late = $"count:{number + 1}" } : null);
        }
    }

    private sealed class Listener(Action<Reply> hear) : IChatChannel
    {
        public int Refuses { get; set; }

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(30, 1, 3);

        public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            if (Refuses-- > 0)
            {
                return Task.FromResult<SendOutcome>(new SendOutcome.RetryLater(TimeSpan.FromSeconds(30), WholeChannel: false, "later"));
            }

            hear(message.Reply);
            return Task.FromResult<SendOutcome>(new SendOutcome.Sent("1"));
        }
    }

    private sealed class DiesAtCommit(int number) : IStoreObserver
    {
        private int _commits;

        public void BeforeCommit()
        {
            if (++_commits >= number)
            {
                throw new IOException("dead");
            }
        }

        public void AfterCommit()
        {
        }
    }
}
