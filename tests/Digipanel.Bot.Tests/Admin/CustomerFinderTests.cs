using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Admin;

public sealed class CustomerFinderTests : IDisposable
{
    private const string Phone = "6281234567890";
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("6281234567890")]
    [InlineData("081234567890")]
    [InlineData("81234567890")]
    [InlineData("+6281234567890")]
    [InlineData("+62 812-3456-7890")]
    [InlineData(" 0812 3456 7890 ")]
    [InlineData("+62 (0)812 3456 7890")]
    [InlineData("0062 812 3456 7890")]
    [InlineData("0812.3456.7890")]
    [InlineData("0812\u20113456\u20117890")]
    [InlineData("whatsapp:6281234567890")]
    [InlineData("ID.777")]
    public async Task A_number_is_found_however_it_is_written(string written)
    {
        await Add("1");
        var ayu = await Add(Phone, "whatsapp");
        await _test.Store.InTransaction(tx => tx.Execute("INSERT INTO whatsapp_contacts (chat_id, phone, business_id) VALUES (@Phone, @Phone, 'ID.777')", new { Phone }));
        Assert.Equal([ayu.Id], Find(written));
    }

    [Theory]
    [InlineData("@Budi_Store")]
    [InlineData("budi_store")]
    [InlineData("telegram:5550001")]
    [InlineData("Telegram:5550001")]
    [InlineData("5550001")]
    [InlineData("p2")]
    [InlineData("P2")]
    [InlineData("#1")]
    [InlineData("tu-0123456789ab")]
    [InlineData("TU-0123456789AB")]
    [InlineData("88888123")]
    public async Task Whatever_names_a_customer_finds_them(string written)
    {
        await Add("1");
        var budi = await Add("5550001", username: "budi_store");
        await _test.Store.InTransaction(tx =>
        {
            tx.Execute(
                """
                INSERT INTO orders (id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
                VALUES ('019a0000-0000-7000-8000-000000000000', @Id, 'telegram', '5550001', 'elements/A', 'https://elements.envato.com/a-A', 'a', 'A', 500, 0, 1)
                """,
                new { budi.Id });
            var topup = TopupTable.Request(tx, new Ids(_test.Time), budi.Id, new Rupiah(50_000), "QRIS");
            tx.Execute("DROP TRIGGER topups_keep_what_was_asked; DROP TRIGGER topups_keep_their_virtual_account");
            tx.Execute("UPDATE topups SET reference = 'TU-0123456789AB', virtual_account = ' 88888123' WHERE id = @Id", new { topup.Id });
        });
        Assert.Equal([budi.Id], Find(written));
        Assert.Equal([budi.Id], Find(_test.Store.Read(c => Dapper.SqlMapper.ExecuteScalar<string>(c, "SELECT upper(id) FROM topups"))!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@")]
    [InlineData("#")]
    [InlineData("p")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+")]
    [InlineData("08")]
    [InlineData("%")]
    [InlineData("@budi'; DROP TABLE customers; --")]
    [InlineData("99999999999999999999999999")]
    [InlineData("telegram:1:2")]
    public async Task What_names_nobody_finds_nobody(string written)
    {
        await Add("1");
        Assert.Empty(Find(written));
    }

    [Fact]
    public async Task A_number_that_may_be_several_finds_all_of_them_once_the_customer_id_first()
    {
        var first = await Add("2");
        var second = await Add("1");
        Assert.Equal([first.Id, second.Id], Find("1"));
        Assert.Equal([second.Id, first.Id], Find("2"));
        Assert.Equal([second.Id], Find("p2"));
        Assert.Equal(Array.Empty<long>(), Find(new string('1', 200)));
    }

    [Fact]
    public async Task Joined_accounts_are_one_customer_and_each_keeps_its_own_channel()
    {
        var telegram = await Add("1", username: "ayu_shop");
        var whatsapp = await Add(Phone, "whatsapp");
        await _test.Store.InTransaction(tx =>
        {
            Ledger.Empty(tx, whatsapp.Id, telegram.Id, "join:1");
            tx.Execute("UPDATE customers SET joined_to = @to, joined_at = 1 WHERE id = @id", new { to = telegram.Id, id = whatsapp.Id });
        });
        Assert.Equal((telegram.Id, "telegram"), _test.Store.Read(c => CustomerFinder.Find(c, "@ayu_shop").Select(f => (f.Id, f.Channel)).Single()));
        Assert.Equal((telegram.Id, "whatsapp"), _test.Store.Read(c => CustomerFinder.Find(c, "0812 3456 7890").Select(f => (f.Id, f.Channel)).Single()));
    }

    [Fact]
    public async Task An_account_that_lost_its_number_is_found_by_that_number_beside_its_new_owner_and_listed_while_it_holds_money()
    {
        var old = await Add(Phone, "whatsapp");
        await _test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.Credit, old.Id, new Rupiah(7_000), "k");
            Addresses.Abandon(tx, new Contact(Phone, Phone, null, null, null));
        });
        var heir = await Add(Phone, "whatsapp");
        Assert.Equal([heir.Id, old.Id], Find("0812-3456-7890"));
        Assert.Equal([old.Id], Find($"former.{old.Id}"));
        Assert.Equal([old.Id], LeftBehind());
        await _test.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Debit, old.Id, new Rupiah(7_000), "k2"));
        Assert.Empty(LeftBehind());
    }

    [Fact]
    public void No_look_up_reads_a_table_from_end_to_end()
    {
        Assert.NotEmpty(CustomerFinder.Queries);
        foreach (var query in CustomerFinder.Queries)
        {
            var plan = _test.Store.Read(c => Dapper.SqlMapper.Query(c, "EXPLAIN QUERY PLAN " + query, new { text = "x", end = "y" }).Select(r => (string)r.detail).ToList());
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN m", StringComparison.Ordinal) && !step.StartsWith("SCAN (subquery", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_name_is_found_by_its_beginning_in_any_case_to_look_at_and_never_for_money()
    {
        await Add("1", username: "toko_ayu");
        await _test.Store.InTransaction(tx => tx.Execute("UPDATE customers SET name = 'Budi Santoso' WHERE id = 1"));
        Assert.Equal([1], Named("budi"));
        Assert.Equal([1], Named("BUDI S"));
        Assert.Equal([1], Named("@toko"));
        Assert.Empty(Named("santoso"));
        Assert.Empty(Named("%"));
        Assert.Empty(Named(" "));
        Assert.Empty(Find("Budi Santoso"));
    }

    private long[] Named(string text) => _test.Store.Read(c => CustomerFinder.Named(c, text).Select(f => f.Id).ToArray());

    private long[] Find(string text) => _test.Store.Read(c => CustomerFinder.Find(c, text).Select(f => f.Id).ToArray());

    private long[] LeftBehind() => _test.Store.Read(c => CustomerFinder.LeftBehind(c).Select(f => f.Id).ToArray());

    private Task<Customer> Add(string user, string channel = "telegram", string? username = null) =>
        _test.Store.InTransaction(tx => Customers.Upsert(tx, TestStore.Update(user) with { Channel = channel, Username = username }));
}
