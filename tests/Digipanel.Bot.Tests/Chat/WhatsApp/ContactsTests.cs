using System.Net;
using System.Text.Json.Nodes;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Whose chat it is: numbers change, and numbers change hands.</summary>
public sealed class ContactsTests : IAsyncLifetime
{
    private const string Ayu = WhatsAppIntake.Ayu;
    private const string AyuId = WhatsAppIntake.AyuId;
    private const string NewNumber = "6281299999999";
    private const string NewId = "ID.2x";
    private const string Stranger = "ID.9stranger";

    private WhatsAppIntake _intake = null!;

    public async Task InitializeAsync()
    {
        _intake = await WhatsAppIntake.StartAsync();
        await _intake.SayAsync("wamid.first", "halo");
        await _intake.CreditAsync(1, 50_000);
    }

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    [Fact]
    public async Task Who_shows_the_number_no_more_is_the_same_customer_and_reads_in_the_same_chat()
    {
        await _intake.SayAsync("wamid.2", "saldo", phone: null);
        Assert.Equal($"{Ayu}|saldo 1: 50000 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task Who_never_showed_a_number_is_a_customer_under_the_business_scoped_id_and_keeps_everything_once_they_show_it()
    {
        await _intake.SayAsync("wamid.2", "saldo", phone: null, businessId: NewId);
        Assert.Equal($"{NewId}|saldo 2: 0 ", _intake.Owed()[^1]);
        await _intake.CreditAsync(2, 7_000);
        await _intake.SayAsync("wamid.3", "saldo", NewNumber, NewId);
        Assert.Equal([$"{NewNumber}|saldo 2: 0 ", $"{NewNumber}|saldo 2: 7000 "], [.. _intake.Owed().TakeLast(2)]);
        Assert.Equal([$"{Ayu}|{AyuId}", $"{NewNumber}|{NewId}"], Contacts());
    }

    [Fact]
    public async Task Who_was_known_by_the_number_alone_is_known_by_the_id_from_the_first_time_it_is_told()
    {
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, businessId: null);
        await _intake.CreditAsync(2, 7_000);
        await _intake.SayAsync("wamid.3", "saldo", NewNumber, NewId);
        await _intake.SayAsync("wamid.4", "saldo", phone: null, businessId: NewId);
        Assert.Equal($"{NewNumber}|saldo 2: 7000 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task A_stranger_with_a_recycled_number_begins_with_an_empty_wallet_and_reads_nothing_of_the_old_owners()
    {
        await OweAsync(Ayu, "for Ayu's eyes");
        await _intake.SayAsync("wamid.2", "saldo", Ayu, Stranger);
        Assert.Equal($"{Ayu}|saldo 2: 0 ", _intake.Owed()[^1]);
        Assert.Contains(_intake.Owed(), o => o == $"{AyuId}|for Ayu's eyes");

        // The old owner is reached, and writes, by the id that is hers.
        await _intake.SayAsync("wamid.3", "saldo", phone: null);
        Assert.Equal($"{AyuId}|saldo 1: 50000 ", _intake.Owed()[^1]);
        Assert.Equal([$"{Ayu}|{Stranger}", $"|{AyuId}"], Contacts());
    }

    [Fact]
    public async Task Who_was_known_by_nothing_but_a_number_that_is_anothers_now_keeps_the_wallet_and_is_sent_nothing()
    {
        await _intake.SayAsync("wamid.2", "halo", NewNumber, businessId: null);
        await _intake.CreditAsync(2, 7_000);
        await OweAsync(NewNumber, "for the old owner");

        // Ayu has that number now, says Meta, under the id that is known to be hers.
        await _intake.SayAsync("wamid.3", "saldo", NewNumber);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);
        Assert.Equal("dead", _intake.Value<string>("SELECT state FROM outbox WHERE payload ->> '$.Text' = 'for the old owner'"));
        Assert.Equal("former.2", _intake.Value<string>("SELECT user_id FROM customers WHERE id = 2"));
        Assert.Equal(7_000, _intake.Value<long>("SELECT balance FROM accounts WHERE customer_id = 2"));
    }

    [Fact]
    public async Task A_message_from_before_the_number_changed_hands_gives_it_back_to_nobody()
    {
        var before = _intake.Now;
        _intake.Test.Time.Advance(TimeSpan.FromHours(20));
        await _intake.SayAsync("wamid.2", "saldo", Ayu, Stranger);
        await _intake.SayAsync("wamid.late", "saldo", Ayu, AyuId, before);
        Assert.Equal($"{AyuId}|saldo 1: 50000 ", _intake.Owed()[^1]);
        await _intake.SayAsync("wamid.unknown", "saldo", Ayu, "ID.7unknown", before);
        Assert.Equal("ID.7unknown|saldo 3: 0 ", _intake.Owed()[^1]);
        await _intake.SayAsync("wamid.4", "saldo", Ayu, Stranger);
        Assert.Equal($"{Ayu}|saldo 2: 0 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task Who_changes_the_number_takes_wallet_and_what_is_owed_along()
    {
        await OweAsync(Ayu, "still owed");
        await _intake.Test.Store.InTransaction(tx => Cards.Show(tx, new ChatAddress("whatsapp", Ayu), "purchase:1"));
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync("wamid.change", Ayu, NewNumber, NewId, AyuId));
        Assert.Contains(_intake.Owed(), o => o == $"{NewNumber}|still owed");
        Assert.Equal(NewNumber, _intake.Value<string>("SELECT chat_id FROM cards"));
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, NewId);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);

        // Whoever gets the old number is a stranger.
        await _intake.SayAsync("wamid.3", "saldo", Ayu, Stranger);
        Assert.Equal($"{Ayu}|saldo 2: 0 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task A_change_told_by_the_number_alone_is_followed_too_and_the_new_id_learnt_with_the_next_message()
    {
        await ChangeAsync("wamid.change", Ayu, NewNumber, newId: null, oldId: null);
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, NewId);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);
        Assert.Equal([$"{NewNumber}|{NewId}"], Contacts());
    }

    [Fact]
    public async Task Until_the_new_id_is_known_the_old_one_is_the_persons_still()
    {
        await ChangeAsync("wamid.change", Ayu, NewNumber, newId: null, oldId: null);
        await _intake.SayAsync("wamid.2", "saldo", phone: null);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);
        await _intake.SayAsync("wamid.3", "saldo", NewNumber, NewId);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);
        await _intake.SayAsync("wamid.4", "saldo", NewNumber, Stranger);
        Assert.Equal($"{NewNumber}|saldo 2: 0 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task A_second_change_that_names_an_id_which_was_never_told_is_the_same_persons_still()
    {
        await ChangeAsync("wamid.change", Ayu, "6281288888888", newId: null, oldId: null);
        await ChangeAsync("wamid.change2", "6281288888888", NewNumber, NewId, oldId: "ID.0between");
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, NewId);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);

        // Whoever gets the number in between is a stranger.
        await _intake.SayAsync("wamid.3", "saldo", "6281288888888", Stranger);
        Assert.Equal("6281288888888|saldo 2: 0 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task Who_shows_another_id_months_after_a_change_has_been_given_the_number_and_is_a_stranger()
    {
        await ChangeAsync("wamid.change", Ayu, NewNumber, newId: null, oldId: null);
        _intake.Test.Time.Advance(TimeSpan.FromDays(61));
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, Stranger);
        Assert.Equal($"{NewNumber}|saldo 2: 0 ", _intake.Owed()[^1]);
        await _intake.SayAsync("wamid.3", "saldo", phone: null);
        Assert.Equal($"{AyuId}|saldo 1: 50000 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task A_failed_order_that_another_account_paid_leaves_the_number_too_so_that_its_late_file_reaches_no_stranger()
    {
        // Ayu's chat had ordered it from a Telegram account's wallet, which it has left since.
        await _intake.Test.NewCustomerAsync("77");
        await _intake.CreditAsync(2, 500);
        await _intake.Test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.Hold, 2, new Rupiah(500), Order.HoldKey(1));
            Ledger.Post(tx, TransferKind.Release, 2, new Rupiah(500), "order:1:settle");
            tx.Execute(
                """
                INSERT INTO orders (id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
                VALUES ('00000000-0000-7000-8000-000000000001', 2, 'whatsapp', @Ayu, 'elements/ABC1234', 'https://elements.envato.com/x-ABC1234', 'x', 'X', 500, 1, 1);
                UPDATE orders SET state = 'failed', reason = 'cancelled', ended_at = 2;
                """,
                new { Ayu });
        });
        await _intake.SayAsync("wamid.2", "saldo", Ayu, Stranger);
        Assert.Equal(AyuId, _intake.Value<string>("SELECT chat_id FROM orders"));
    }

    [Fact]
    public async Task Who_changed_to_a_number_that_is_not_shown_to_us_is_known_by_the_new_id()
    {
        await ChangeAsync("wamid.change", from: null, newPhone: null, NewId, AyuId, "user_changed_user_id");
        await _intake.SayAsync("wamid.2", "saldo", phone: null, businessId: NewId);
        Assert.Equal($"{NewId}|saldo 1: 50000 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task A_change_told_after_the_person_wrote_from_the_new_number_leaves_the_account_made_then_behind()
    {
        var changed = _intake.Now;
        _intake.Test.Time.Advance(TimeSpan.FromMinutes(5));
        await _intake.SayAsync("wamid.2", "saldo", NewNumber, NewId);
        await ChangeAsync("wamid.change", Ayu, NewNumber, NewId, AyuId, at: changed);
        await _intake.SayAsync("wamid.3", "saldo", NewNumber, NewId);
        Assert.Equal($"{NewNumber}|saldo 1: 50000 ", _intake.Owed()[^1]);
        Assert.Equal("former.2", _intake.Value<string>("SELECT chat_id FROM customers WHERE id = 2"));
        Assert.Contains("left behind", _intake.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_change_of_a_number_that_is_a_strangers_by_now_moves_nobody()
    {
        var changed = _intake.Now;
        _intake.Test.Time.Advance(TimeSpan.FromDays(1));
        await _intake.SayAsync("wamid.2", "saldo", Ayu, Stranger);
        await _intake.CreditAsync(2, 7_000);
        await ChangeAsync("wamid.change", Ayu, NewNumber, newId: null, oldId: null, at: changed);
        await ChangeAsync("wamid.change2", Ayu, NewNumber, NewId, "ID.0nobody", at: changed);
        await _intake.SayAsync("wamid.3", "saldo", NewNumber, "ID.8other");
        Assert.Equal($"{NewNumber}|saldo 3: 0 ", _intake.Owed()[^1]);
    }

    [Fact]
    public async Task Orders_under_way_follow_the_number_and_what_has_ended_stays_where_it_was()
    {
        await _intake.Test.Store.InTransaction(tx => tx.Execute(
            """
            INSERT INTO orders (id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
            VALUES ('00000000-0000-7000-8000-000000000001', 1, 'whatsapp', @Ayu, 'elements/ABC1234', 'https://elements.envato.com/x-ABC1234', 'x', 'X', 500, 1, 1)
            """,
            new { Ayu }));
        await ChangeAsync("wamid.change", Ayu, NewNumber, NewId, AyuId);
        Assert.Equal(NewNumber, _intake.Value<string>("SELECT chat_id FROM orders"));
    }

    [Fact]
    public async Task A_persons_word_opens_their_window_and_a_late_or_older_one_does_not_close_it()
    {
        var first = _intake.Now;
        _intake.Test.Time.Advance(TimeSpan.FromHours(2));
        await _intake.SayAsync("wamid.2", "saldo");
        await _intake.SayAsync("wamid.late", "saldo", at: first);
        await _intake.SayAsync("wamid.future", "saldo", at: _intake.Now.AddMinutes(3));
        Assert.Equal((_intake.Now.ToUnixTimeMilliseconds(), "wamid.future"), _intake.Query<(long, string)>("SELECT last_message_at, last_message_id FROM whatsapp_contacts").Single());
    }

    [Fact]
    public async Task What_waited_for_the_persons_word_is_due_when_they_write_and_what_backs_off_is_not()
    {
        await OweAsync(Ayu, "parked");
        await OweAsync(Ayu, "backing off");
        var later = _intake.Now.AddHours(6).ToUnixTimeMilliseconds();
        await _intake.Test.Store.InTransaction(tx => tx.Execute(
            "UPDATE outbox SET due_at = @later, attempts = 3, parked = payload ->> '$.Text' = 'parked' WHERE payload ->> '$.Text' IN ('parked', 'backing off')", new { later }));
        await _intake.SayAsync("wamid.stale", "halo", at: _intake.Now.AddDays(-2));
        Assert.Equal(2, DueLater());
        await _intake.SayAsync("wamid.2", "halo");
        Assert.Equal(1, DueLater());

        int DueLater() => _intake.Value<int>($"SELECT count(*) FROM outbox WHERE due_at = {later}");
    }

    private IReadOnlyList<string> Contacts() => _intake.Query<string>("SELECT coalesce(phone, '') || '|' || coalesce(business_id, '') FROM whatsapp_contacts ORDER BY chat_id");

    private Task OweAsync(string chat, string text) => _intake.Test.Store.InTransaction(tx => Outbox.Enqueue(tx, new ChatAddress("whatsapp", chat), new Reply(Html.Of($"{text}"))));

    private Task<HttpStatusCode> ChangeAsync(string id, string? from, string? newPhone, string? newId, string? oldId, string kind = "user_changed_number", DateTimeOffset? at = null)
    {
        var message = _intake.Message(id, "system", from, businessId: null, at);
        var system = new JsonObject { ["type"] = kind, ["body"] = "Ayu changed" };
        foreach (var (name, value) in new[] { ("wa_id", newPhone), ("user_id", newId), ("previous_user_id", oldId) })
        {
            if (value is not null)
            {
                system[name] = value;
            }
        }

        message["system"] = system;
        return _intake.PostAsync(WhatsAppIntake.Body(WhatsAppIntake.Change([message])));
    }
}
