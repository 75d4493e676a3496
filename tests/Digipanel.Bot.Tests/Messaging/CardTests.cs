using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Messaging;

public sealed class CardTests : IDisposable
{
    private static readonly ChatAddress Budi = new("telegram", "1");

    private readonly TestStore _test = new();
    private readonly PhoneChannel _phone = new();
    private readonly OutboxSender _sender;

    public CardTests() =>
        _sender = new OutboxSender(_test.Store, [_phone], [new NameCard()], new Ids(_test.Time), _test.Time, NullLogger<OutboxSender>.Instance);

    [Fact]
    public async Task A_card_is_sent_once_and_edited_when_what_it_shows_changes()
    {
        await ShowAsync();
        await ChangeAsync("two");
        await ChangeAsync("three");
        Assert.Equal(["1 one", "1 edited two", "1 edited three"], _phone.Seen);
    }

    [Fact]
    public async Task Many_changes_in_a_row_cost_one_edit()
    {
        await ShowAsync();
        await _test.Store.InTransaction(tx =>
        {
            for (var i = 0; i < 50; i++)
            {
                Rename(tx, $"{i}");
                Cards.Refresh(tx, "name:1");
            }
        });
        await RunAsync();
        Assert.Equal(["1 one", "1 edited 49"], _phone.Seen);
        Assert.Equal(2, Count("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task A_refresh_that_changes_nothing_sends_nothing()
    {
        await ShowAsync();
        await ChangeAsync("one");
        Assert.Equal(["1 one"], _phone.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state = 'pending'"));
    }

    [Fact]
    public async Task What_changes_while_the_message_is_on_its_way_is_edited_in_afterwards()
    {
        await _test.NewCustomerAsync();
        _phone.WhileSending = () => _test.Store.InTransaction(tx =>
        {
            Rename(tx, "two");
            Cards.Refresh(tx, "name:1");
        });
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, "one");
            Cards.Show(tx, Budi, "name:1");
        });
        await RunAsync();
        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task What_changes_while_a_new_message_is_on_its_way_does_not_wait_like_a_later_edit()
    {
        await _test.NewCustomerAsync();
        _phone.WhileSending = () => _test.Store.InTransaction(tx =>
        {
            Rename(tx, "the QR code");
            Cards.Show(tx, Budi, "name:1");
        });
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, "one moment");
            Cards.Show(tx, Budi, "name:1");
        });
        while (await _sender.RunOnceAsync(default))
        {
            // At one moment: the clock stands still.
        }

        Assert.Equal(["1 one moment", "1 edited the QR code"], _phone.Seen);
    }

    [Fact]
    public async Task An_edit_waits_for_the_chats_own_messages_and_never_holds_them_up()
    {
        await ShowAsync();
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, "two");
            Cards.Refresh(tx, "name:1");
            Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("file")));
        });
        await _sender.RunOnceAsync(default);
        Assert.Equal(["1 one", "2 file"], _phone.Seen);
        await RunAsync();
        Assert.Equal(["1 one", "2 file", "1 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_its_reader_deleted_is_left_alone()
    {
        await ShowAsync();
        _phone.Deleted.Add("1");
        await ChangeAsync("two");
        await ChangeAsync("three");
        Assert.Equal(["1 one"], _phone.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
    }

    [Fact]
    public async Task A_card_shown_again_is_a_new_message_and_the_old_one_says_so()
    {
        await ShowAsync();
        await _test.Store.InTransaction(tx => Cards.ShowAgain(tx, Budi, "name:1", new Reply(Html.Plain("see below"))));
        await RunAsync();
        await ChangeAsync("two");
        Assert.Equal(["1 one", "1 edited see below", "2 one", "2 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task The_message_of_a_pressed_button_becomes_the_card()
    {
        await _test.NewCustomerAsync();
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, "one");
            Cards.Adopt(tx, Budi, "name:1", new MessageRef("77", HasPicture: false));
        });
        await RunAsync();
        Assert.Equal(["77 edited one"], _phone.Seen);
    }

    [Fact]
    public async Task Changes_do_not_wake_a_card_that_waits_for_a_person_who_blocked_the_bot()
    {
        await ShowAsync();
        _phone.Blocked = true;
        await ChangeAsync("two");
        var tries = _phone.Tries;
        await ChangeAsync("three");
        await ChangeAsync("four");
        Assert.Equal(tries, _phone.Tries);

        _phone.Blocked = false;
        await _test.NewCustomerAsync();
        await ChangeAsync("five");
        Assert.Equal(["1 one", "1 edited five"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_nobody_was_shown_owes_nothing()
    {
        await _test.Store.InTransaction(tx => Cards.Refresh(tx, "name:1"));
        Assert.Equal(0, Count("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_edits_off()
    {
        await ShowAsync();
        _test.Time.Jump(_test.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await ChangeAsync("two");
        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _test.Dispose();
    }

    private async Task ShowAsync()
    {
        await _test.NewCustomerAsync();
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, "one");
            Cards.Show(tx, Budi, "name:1");
        });
        await RunAsync();
    }

    private async Task ChangeAsync(string name)
    {
        await _test.Store.InTransaction(tx =>
        {
            Rename(tx, name);
            Cards.Refresh(tx, "name:1");
        });
        await RunAsync();
    }

    private static void Rename(Tx tx, string name) => tx.Execute("UPDATE customers SET name = @name WHERE id = 1", new { name });

    private async Task RunAsync()
    {
        for (var seconds = 0; seconds < 10; seconds++)
        {
            while (await _sender.RunOnceAsync(default))
            {
            }

            _test.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private long Count(string sql) => _test.Store.Read(c => c.ExecuteScalar<long>(sql));
}
