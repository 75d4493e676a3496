using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;

namespace Digipanel.Bot.Tests.Messaging;

public sealed class CardTests : CardSuite
{
    private readonly PhoneChannel _phone;

    public CardTests() : this(new PhoneChannel())
    {
    }

    private CardTests(PhoneChannel channel) : base(channel, new NameCard()) => _phone = channel;

    [Fact]
    public async Task A_card_is_sent_once_and_edited_when_what_it_shows_changes()
    {
        await ShowAsync("one");
        await ChangeAsync("two");
        await ChangeAsync("three");
        Assert.Equal(["1 one", "1 edited two", "1 edited three"], _phone.Seen);
    }

    [Fact]
    public async Task Many_changes_in_a_row_cost_one_edit()
    {
        await ShowAsync("one");
        await Test.Store.InTransaction(tx =>
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
        await ShowAsync("one");
        await ChangeAsync("one");
        Assert.Equal(["1 one"], _phone.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state = 'pending'"));
    }

    [Fact]
    public async Task What_changes_while_the_message_is_on_its_way_is_edited_in_afterwards()
    {
        await Test.NewCustomerAsync();
        _phone.WhileSending = () => ChangeAsync("two", Refresh);
        await ChangeAsync("one", Show);
        await RunAsync();
        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task What_changes_while_a_new_message_is_on_its_way_does_not_wait_like_a_later_edit()
    {
        await Test.NewCustomerAsync();
        _phone.WhileSending = () => ChangeAsync("the QR code", Show);
        await ChangeAsync("one moment", Show);
        while (await Sender.RunOnceAsync(default))
        {
            // At one moment: the clock stands still.
        }

        Assert.Equal(["1 one moment", "1 edited the QR code"], _phone.Seen);
    }

    [Fact]
    public async Task An_edit_waits_for_the_chats_own_messages_and_never_holds_them_up()
    {
        await ShowAsync("one");
        await Test.Store.InTransaction(tx =>
        {
            Rename(tx, "two");
            Cards.Refresh(tx, "name:1");
            Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("file")));
        });
        await Sender.RunOnceAsync(default);
        Assert.Equal(["1 one", "2 file"], _phone.Seen);
        await RunAsync();
        Assert.Equal(["1 one", "2 file", "1 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_its_reader_deleted_is_left_alone()
    {
        await ShowAsync("one");
        _phone.Deleted.Add("1");
        await ChangeAsync("two");
        await ChangeAsync("three");
        Assert.Equal(["1 one"], _phone.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
    }

    [Fact]
    public async Task A_card_shown_again_is_a_new_message_and_the_old_one_says_so()
    {
        await ShowAsync("one");
        await Test.Store.InTransaction(tx => Cards.ShowAgain(tx, Budi, "name:1", new Reply(Html.Plain("see below"))));
        await RunAsync();
        await ChangeAsync("two");
        Assert.Equal(["1 one", "1 edited see below", "2 one", "2 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task The_message_of_a_pressed_button_becomes_the_card()
    {
        await Test.NewCustomerAsync();
        await Test.Store.InTransaction(tx =>
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
        await ShowAsync("one");
        _phone.Blocked = true;
        await ChangeAsync("two");
        var tries = _phone.Tries;
        await ChangeAsync("three");
        await ChangeAsync("four");
        Assert.Equal(tries, _phone.Tries);

        _phone.Blocked = false;
        await Test.NewCustomerAsync();
        await ChangeAsync("five");
        Assert.Equal(["1 one", "1 edited five"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_nobody_was_shown_owes_nothing()
    {
        await Test.Store.InTransaction(tx => Cards.Refresh(tx, "name:1"));
        Assert.Equal(0, Count("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_edits_off()
    {
        await ShowAsync("one");
        Test.Time.Jump(Test.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await ChangeAsync("two");
        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }
}
