using Dapper;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>Who is counted is who is on the list, and each person once.</summary>
public sealed class BroadcastSegmentTests : IDisposable
{
    private static readonly string[] Both = ["telegram", "whatsapp"];

    private readonly TestStore _test = new();

    [Fact]
    public async Task Each_group_is_who_it_says()
    {
        var (ani, budi, cici) = (await AddAsync("1"), await AddAsync("2"), await AddAsync("3", "whatsapp"));
        await _test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.Credit, ani.Id, new Rupiah(1_000), "a");
            tx.Execute("UPDATE customers SET seen_at = @at, language = 'en' WHERE id = @Id", new { budi.Id, at = tx.NowMs - (long)TimeSpan.FromDays(31).TotalMilliseconds });
            PaidTopup(tx, budi.Id);
        });

        await AssertAsync("1 2 3", new BroadcastSegment("all", "all", "all"));
        await AssertAsync("1 3", new BroadcastSegment("all", "all", "active"));
        await AssertAsync("1", new BroadcastSegment("all", "all", "funded"));
        await AssertAsync("1 3", new BroadcastSegment("all", "all", "untopped"));
        await AssertAsync("1 2", new BroadcastSegment("telegram", "all", "all"));
        await AssertAsync("3", new BroadcastSegment("whatsapp", "all", "untopped"));
        await AssertAsync("2", new BroadcastSegment("all", "en", "all"));
        await AssertAsync("", new BroadcastSegment("whatsapp", "en", "all"));
        Assert.Equal("3", cici.UserId);
    }

    [Fact]
    public async Task Who_does_not_want_it_or_cannot_be_reached_or_was_shut_out_is_left_out()
    {
        var customers = new List<Customer>();
        for (var i = 1; i <= 4; i++)
        {
            customers.Add(await AddAsync($"{i}"));
        }

        await _test.Store.InTransaction(tx =>
        {
            Promotions.Set(tx, customers[0], wanted: false);
            Customers.SetReachable(tx, customers[1].Address, reachable: false);
            tx.Execute("UPDATE customers SET blocked = 1 WHERE id = @Id", new { customers[2].Id });
        });
        await AssertAsync("4", new BroadcastSegment("all", "all", "all"));
        await _test.Store.InTransaction(tx => Promotions.Set(tx, customers[0], wanted: true));
        await AssertAsync("1 4", new BroadcastSegment("all", "all", "all"));
    }

    [Fact]
    public async Task Joined_accounts_are_one_person_who_is_reached_where_they_wrote_last()
    {
        var (telegram, whatsApp) = (await AddAsync("1"), await AddAsync("2", "whatsapp"));
        await _test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.Credit, telegram.Id, new Rupiah(1_000), "a");
            OpenWallet(tx, whatsApp.Id);
            tx.Execute("UPDATE customers SET joined_to = @To WHERE id = @Id", new { whatsApp.Id, To = telegram.Id });
        });
        var everybody = new BroadcastSegment("all", "all", "all");
        await SayAsync("1", "telegram");
        await AssertAsync("1", everybody);
        await SayAsync("2", "whatsapp");
        await AssertAsync("2", everybody);
        await AssertAsync("2", everybody with { Audience = "funded" });
        await AssertAsync("1", everybody with { Channel = "telegram" });

        // The one that they wrote on last cannot be reached: the other can.
        await _test.Store.InTransaction(tx => Customers.SetReachable(tx, whatsApp.Address, reachable: false));
        await AssertAsync("1", everybody);
        await _test.Store.InTransaction(tx => Promotions.Set(tx, Customers.Find(tx.Connection, telegram.Id)!, wanted: false));
        await _test.Store.InTransaction(tx => Customers.SetReachable(tx, whatsApp.Address, reachable: true));
        await AssertAsync("", everybody);
    }

    [Fact]
    public async Task Of_two_who_are_joined_after_the_list_was_made_one_gets_it()
    {
        using var bench = new BroadcastBench(new RecordingChannel(), new RecordingChannel("whatsapp", 75));
        await bench.PeopleAsync(1);
        await bench.PeopleAsync(1, "whatsapp", from: 2);
        var id = await bench.StartAsync();
        await bench.Test.Store.InTransaction(tx =>
        {
            OpenWallet(tx, 1);
            OpenWallet(tx, 2);
            tx.Execute("UPDATE customers SET joined_to = 1 WHERE id = 2");
        });
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal("sent 2, skipped 1", bench.Counts(id));
        Assert.Equal(1, bench.Telegram.To("Promo!").Count(c => c == "1") + bench.Channels[1].Sent.Count);
    }

    [Fact]
    public async Task A_list_is_made_in_bites_and_has_everybody_once()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync((2 * BroadcastKeeper.BiteMax) + 300);
        var id = await bench.StartAsync();
        Assert.Equal((2 * BroadcastKeeper.BiteMax) + 301, bench.Total(id));
    }

    [Fact]
    public async Task The_last_word_is_kept_by_the_day_and_of_joined_accounts_by_the_minute()
    {
        await AddAsync("1");
        var first = SeenAt("1");
        _test.Time.Advance(TimeSpan.FromHours(23));
        await SayAsync("1", "telegram");
        Assert.Equal(first, SeenAt("1"));
        _test.Time.Advance(TimeSpan.FromHours(2));
        await SayAsync("1", "telegram");
        Assert.Equal(_test.Time.GetUtcNow().ToUnixTimeMilliseconds(), SeenAt("1"));
    }

    public void Dispose() => _test.Dispose();

    private static void OpenWallet(Tx tx, long customerId) => tx.Execute("INSERT INTO accounts (type, customer_id) VALUES ('customer', @customerId)", new { customerId });

    // Of a wallet that holds nothing any more.
    private static void PaidTopup(Tx tx, long customerId)
    {
        const string id = "0193b3c0-0000-7000-8000-000000000001";
        tx.Execute(
            "INSERT INTO topups (id, customer_id, amount, method, reference, due_at, created_at) VALUES (@id, @customerId, 10000, 'QRIS', 'TU1', @NowMs, @NowMs)", new { id, customerId, tx.NowMs });
        Ledger.Post(tx, TransferKind.TopUp, customerId, new Rupiah(10_000), $"topup:{id}");
        tx.Execute("UPDATE topups SET state = 'paid', paid_at = @NowMs, due_at = NULL WHERE id = @id", new { id, tx.NowMs });
        Ledger.Post(tx, TransferKind.Debit, customerId, new Rupiah(10_000), "b");
    }

    private Task<Customer> AddAsync(string userId, string channel = "telegram") => _test.NewCustomerAsync(userId, channel);

    private async Task SayAsync(string userId, string channel)
    {
        _test.Time.Advance(TimeSpan.FromMinutes(2));
        await _test.NewCustomerAsync(userId, channel);
    }

    private long SeenAt(string userId) => _test.Store.Read(c => c.ExecuteScalar<long>("SELECT seen_at FROM customers WHERE user_id = @userId", new { userId }));

    private async Task AssertAsync(string expected, BroadcastSegment segment)
    {
        var reach = _test.Store.Read(c => segment.Count(c, Both, _test.Time.GetUtcNow()));
        var listed = await _test.Store.InTransaction(tx =>
        {
            var id = tx.Scalar<long>("INSERT INTO broadcasts (admin_id, content, created_at) VALUES (1, '{}', 1) RETURNING id");
            segment.Gather(tx, id, 0, 1_000, Both);
            return tx.Query<string>("SELECT c.user_id FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id WHERE r.broadcast_id = @id ORDER BY c.user_id", new { id });
        });
        Assert.Equal(expected, string.Join(' ', listed));
        Assert.Equal(listed.Count, reach.Telegram + reach.WhatsApp);
    }
}
