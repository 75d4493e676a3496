using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Admin.People;

/// <summary>Money that admins move by hand: once, whole, with a reason, told and logged.</summary>
public sealed class AdjustmentTests
{
    private const string Link = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Fact]
    public async Task A_small_credit_is_done_at_once_told_with_its_reason_and_logged()
    {
        await using var world = await Desk.ShopAsync();
        var answer = (await world.AdminAsync("/kredit p2 50rb salah <transfer> & lupa")).Text.Markup;
        Assert.Equal("✅ Kredit <b>Rp 50.000</b>: Budi (p2)\nSaldo Rp 10.000 → <b>Rp 60.000</b>\nAlasan: salah &lt;transfer&gt; &amp; lupa", answer);
        Assert.Equal(60_000, world.Saldo(Desk.Ayu));
        Assert.Equal("💰 Saldo kamu ditambah <b>Rp 50.000</b> oleh admin.\nAlasan: salah &lt;transfer&gt; &amp; lupa\n\nSaldo sekarang: <b>Rp 60.000</b>", world.LastMessage(Desk.Ayu).Text.Markup);
        Assert.Equal("credit|Rp 50.000|2|Rp 10.000|Rp 60.000|salah <transfer> & lupa", world.LastLog());
        await world.PasteAsync(Desk.Ayu, "/riwayat saldo");
        Assert.Contains("Saldo ditambah admin salah &lt;transfer&gt; &amp; lupa <b>+Rp 50.000</b>", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task Above_the_limit_it_asks_and_however_often_yes_is_pressed_it_moves_once()
    {
        await using var world = await Desk.ShopAsync();
        var question = await world.AdminAsync("/kredit p2 100.001 hadiah");
        Assert.Contains("Pelanggan: <b>Budi (p2)</b>", question.Text.Markup, StringComparison.Ordinal);
        Assert.Equal("✅ Kredit Rp 100.001: Budi", question.Buttons[0][0].Label);
        Assert.Equal(10_000, world.Saldo(Desk.Ayu));
        var yes = DownloadsWorld.ActionOf(question, "ubah:ya");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(yes), 1, 64);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.PressAsync(Desk.Boss, yes)));
        Assert.Contains("sudah dilakukan", await world.PressAsync(Desk.Boss, yes), StringComparison.Ordinal);
        Assert.Contains("sudah dilakukan", await world.PressAsync(Desk.Boss, yes.Replace(":ya:", ":batal:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal((110_001, 1L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Credit)));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM admin_log"));
        Assert.Single(world.Messages(Desk.Ayu), m => m.Text.Markup.StartsWith("💰 Saldo kamu ditambah", StringComparison.Ordinal));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_no_or_an_hours_silence_ends_the_question()
    {
        await using var world = await Desk.ShopAsync();
        var first = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 200rb hadiah"), "ubah:ya");
        await world.AdminPressAsync("ubah:batal");
        await world.PressAsync(Desk.Boss, first);
        var second = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 200rb hadiah"), "ubah:ya");
        world.Time.Advance(Adjustments.AnswerMax);
        await world.PressAsync(Desk.Boss, second);
        Assert.Contains("lewat sejam", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, second);
        Assert.Equal((10_000, 0L, 0L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Credit), world.Value<long>("SELECT count(*) FROM admin_log")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Nobody_else_can_press_yes()
    {
        await using var world = await Desk.ShopAsync();
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 200rb hadiah"), "ubah:ya");
        Assert.Contains("sudah tidak berlaku", await world.PressAsync(Desk.Ayu, yes), StringComparison.Ordinal);
        Assert.Equal((10_000, 0L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Credit)));
    }

    [Fact]
    public async Task The_very_same_again_within_two_minutes_is_asked_about_however_small()
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/kredit p2 5rb hadiah");
        Assert.Contains("baru saja", (await world.AdminAsync("/kredit p2 5.000 hadiah")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(15_000, world.Saldo(Desk.Ayu));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.AdminAsync("/kredit p2 5rb hadiah");
        Assert.Equal(20_000, world.Saldo(Desk.Ayu));
    }

    [Fact]
    public async Task What_was_asked_about_long_ago_and_done_a_moment_ago_is_asked_about_again()
    {
        const string other = "998";
        await using var world = await Desk.ShopAsync(configure: k => k["Admins:1"] = $"telegram:{other}");
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 5rb 2 file rusak"), "ubah:ya");
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.PressAsync(Desk.Boss, yes);
        await world.PasteAsync(other, "/kredit p2 5rb file rusak");
        Assert.Contains("baru saja", world.LastMessage(other).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(15_000, world.Saldo(Desk.Ayu));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.PasteAsync(other, "/kredit p2 5rb file rusak");
        Assert.Equal(20_000, world.Saldo(Desk.Ayu));
    }

    [Fact]
    public async Task What_another_admin_did_since_the_question_is_said_at_the_yes_before_it_is_done_again()
    {
        const string other = "998";
        await using var world = await Desk.ShopAsync(configure: k => k["Admins:1"] = $"telegram:{other}");
        var first = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 200rb hadiah"), "ubah:ya");
        await world.PasteAsync(other, "/kredit p2 200rb hadiah ya");
        var second = DownloadsWorld.ActionOf(world.LastMessage(other), "ubah:ya");
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.PressAsync(Desk.Boss, first);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.PressAsync(other, second);
        Assert.Equal((210_000, 1L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Credit)));
        Assert.Contains("baru saja dilakukan", world.LastMessage(other).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(other, second);
        Assert.Equal(210_000, world.Saldo(Desk.Ayu));
        await world.PressAsync(other, DownloadsWorld.ActionOf(world.LastMessage(other), "ubah:ya"));
        Assert.Equal((410_000, 2L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Credit)));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_redelivered_message_credits_once()
    {
        await using var world = await Desk.ShopAsync();
        var update = Support.TestStore.Update(Desk.Boss, "again", "/kredit p2 5rb hadiah");
        Assert.True(await world.DispatchAsync(update));
        Assert.False(await world.DispatchAsync(update));
        Assert.Equal(15_000, world.Saldo(Desk.Ayu));
    }

    [Fact]
    public async Task A_debit_is_refused_in_words_over_the_balance_and_at_the_yes_too()
    {
        await using var world = await Desk.ShopAsync(300_000);
        Assert.Contains("cuma <b>Rp 300.000</b>", (await world.AdminAsync("/debit p2 300.001 salah")).Text.Markup, StringComparison.Ordinal);
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/debit p2 300rb salah"), "ubah:ya");
        await world.OrderAsync(Desk.Ayu, Link);
        await world.PressAsync(Desk.Boss, yes);
        Assert.Contains("sudah berubah", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Equal((299_500, 0L), (world.Saldo(Desk.Ayu), world.Transfers(TransferKind.Debit)));
        await world.AdminAsync("/debit p2 99.500 salah");
        Assert.Equal(200_000, world.Saldo(Desk.Ayu));
        Assert.StartsWith("➖ Saldo kamu dikurangi <b>Rp 99.500</b>", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        Assert.Equal("debit|Rp 99.500|2|Rp 299.500|Rp 200.000|salah", world.LastLog());
        world.AssertAudits();
    }

    [Fact]
    public async Task Concurrent_debits_and_credits_never_take_more_than_there_is()
    {
        await using var world = await Desk.ShopAsync();
        var debits = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            debits.Add(DownloadsWorld.ActionOf(await world.AdminAsync($"/debit p2 {3_000 + i} 1 alasan"), "ubah:ya"));
        }

        var credit = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit p2 2rb 1 alasan"), "ubah:ya");
        await Task.WhenAll(debits.Concat(debits).Append(credit).Append(credit).Select(a => world.PressAsync(Desk.Boss, a)));
        var (taken, given) = (world.Value<long>("SELECT coalesce(sum(amount), 0) FROM transfers WHERE kind = 'Debit'"), world.Value<long>("SELECT sum(amount) FROM transfers WHERE kind = 'Credit'"));
        Assert.Equal((10_000 - taken + 2_000, 2_000L), (world.Saldo(Desk.Ayu), given));
        Assert.InRange(world.Transfers(TransferKind.Debit), 3, 3);
        Assert.Equal(world.Transfers(TransferKind.Debit), world.Value<long>("SELECT count(*) FROM adjustments WHERE kind = 'debit' AND state = 'done'"));
        world.AssertAudits();
    }

    [Theory]
    [InlineData("/kredit", "Tulis: <code>/kredit pelanggan jumlah alasan</code>")]
    [InlineData("/kredit p77 5rb hadiah", "<code>p77</code> tidak ketemu")]
    [InlineData("/kredit p2 banyak hadiah", "tidak terbaca")]
    [InlineData("/kredit p2 -5000 hadiah", "tidak terbaca")]
    [InlineData("/kredit p2 0 hadiah", "Rp 1 sampai Rp 1.000.000.000")]
    [InlineData("/kredit p2 1.000.000.001 hadiah", "Rp 1 sampai Rp 1.000.000.000")]
    [InlineData("/kredit p2 999999999999999999 hadiah", "tidak terbaca")]
    [InlineData("/kredit p2 5rb", "alasannya apa?")]
    [InlineData("/kredit p2", "tulis jumlah dan alasannya")]
    public async Task What_is_incomplete_or_wrong_moves_nothing_and_says_so(string text, string answer)
    {
        await using var world = await Desk.ShopAsync();
        Assert.Contains(answer, (await world.AdminAsync(text)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal((10_000, 0L), (world.Saldo(Desk.Ayu), world.Value<long>("SELECT count(*) FROM adjustments WHERE state = 'done'")));
    }

    [Theory]
    [InlineData("/kredit p2 Rp 5.000 bonus")]
    [InlineData("/kredit p2 5 rb bonus")]
    [InlineData("/kredit telegram:1 5k bonus")]
    [InlineData("/credit p2 Rp 5 ribu bonus")]
    public async Task Amounts_are_read_as_people_write_them(string text)
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync(text);
        Assert.Equal(15_000, world.Saldo(Desk.Ayu));
        Assert.EndsWith("|bonus", world.LastLog(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_number_written_apart_is_not_taken_for_an_id_and_an_amount()
    {
        await using var world = await Desk.ShopAsync();
        await world.FundAsync("6281234567890", 1_000);
        await world.AdminAsync("/kredit 0812 3456 7890 5rb bonus");
        await world.AdminAsync("/kredit +62 812-3456-7890 6rb bonus");
        Assert.Equal(12_000, world.Saldo("6281234567890"));

        // Nobody has this one, and "2 812" reads as an amount for customer 2: a person looks at it first.
        await world.AdminAsync("/kredit p2 812 3456 7899 5rb bonus");
        Assert.Equal(10_000, world.Saldo(Desk.Ayu));
    }

    [Theory]
    [InlineData("/kredit 812 3456-7890 bonus", "<code>812 3456-7890 bonus</code> tidak ketemu")]
    [InlineData("/kredit 812 345678 bonus", "Lanjut?")]
    [InlineData("/kredit 812 banyak", "Budi (p812)")]
    [InlineData("/kredit 4 5rb bonus", "Lanjut?")]
    [InlineData("/kredit 0812 9999 0000 5rb bonus", "Lanjut?")]
    public async Task A_number_that_is_not_the_customers_own_moves_no_money_unasked(string text, string answer)
    {
        // Customer 812; order 4 of Ayu's, and no customer 4; a phone number that customer 3 has no more.
        await using var world = await Desk.ShopAsync(configure: k => k["Shop:ConfirmAbove"] = "1000000");
        await world.OrderAsync(Desk.Ayu, $"{Link} {Link}2 {Link}3 {Link}4");
        await world.FundAsync("6281200001111", 1_000);
        await world.Store.InTransaction(tx => tx.Execute(
            """
            INSERT INTO customers (id, channel, user_id, chat_id, name, language, created_at, seen_at) VALUES (812, 'telegram', '5550812', '5550812', 'Budi', 'id', 1, 1);
            INSERT INTO whatsapp_moves (from_chat, to_chat, at) VALUES ('6281299990000', '6281200001111', 1);
            """));
        Assert.Contains(answer, (await world.AdminAsync(text)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Transfers(TransferKind.Credit));
    }

    [Theory]
    [InlineData("/kredit #1 5rb bonus", 2)]
    [InlineData("/kredit 812 50000 bonus", 812)]
    [InlineData("/kredit 5550812 5rb bonus", 812)]
    public async Task A_number_that_is_the_customers_own_or_said_to_be_an_orders_is_enough(string text, long customer)
    {
        await using var world = await Desk.ShopAsync();
        await world.OrderAsync(Desk.Ayu, Link);
        await world.Store.InTransaction(tx => tx.Execute(
            "INSERT INTO customers (id, channel, user_id, chat_id, name, language, created_at, seen_at) VALUES (812, 'telegram', '5550812', '5550812', 'Budi', 'id', 1, 1)"));
        await world.AdminAsync(text);
        Assert.Equal(customer, world.Value<long>("SELECT customer_id FROM admin_log"));
    }

    [Fact]
    public async Task Where_a_number_may_be_several_the_choice_does_it_for_one_alone()
    {
        await using var world = await Desk.ShopAsync();
        await world.OrderAsync(Desk.Ayu, Link);
        var question = await world.AdminAsync("/kredit 1 5rb bonus");
        var buttons = question.Buttons.SelectMany(r => r).ToList();
        Assert.Equal(["👤 Budi (p1) · Telegram", "👤 Budi (p2) · Telegram", "Batal"], buttons.Select(b => b.Label).ToArray());
        await world.PressAsync(Desk.Boss, buttons[1].Action!);
        await world.PressAsync(Desk.Boss, buttons[0].Action!);
        await world.PressAsync(Desk.Boss, buttons[1].Action!);
        Assert.Equal((14_500, 0, 1L), (world.Saldo(Desk.Ayu), world.Saldo(Desk.Boss), world.Transfers(TransferKind.Credit)));
        world.AssertAudits();
    }

    [Fact]
    public async Task From_the_card_amount_and_reason_are_asked_for_one_after_the_other()
    {
        await using var world = await Desk.ShopAsync();
        await world.PressAsync(Desk.Boss, "plg:2:kredit");
        await world.AdminAsync("salah transfer");
        Assert.Contains("tidak terbaca", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        await world.AdminAsync("7rb");
        Assert.Contains("alasannya apa?", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        await world.AdminAsync($"ganti rugi {Link}");
        Assert.Equal(17_000, world.Saldo(Desk.Ayu));
        await world.PressAsync(Desk.Boss, "plg:2:debit");
        await world.AdminAsync("2rb kelebihan");
        Assert.Equal((15_000, 0L), (world.Saldo(Desk.Ayu), world.Value<long>("SELECT count(*) FROM orders")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Of_joined_accounts_either_name_reaches_the_one_wallet_and_one_of_them_is_told()
    {
        await using var world = await Joined.ShopAsync();
        await world.JoinAsync();
        await world.PasteAsync(Desk.Boss, "/kredit 081234567890 5rb bonus");
        Assert.Equal((17_500, 17_500), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        Assert.Single(world.Messages(Joined.Telegram).Concat(world.Messages(Joined.WhatsApp)), m => m.Text.Markup.StartsWith("💰 Saldo kamu", StringComparison.Ordinal));
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/debit telegram:1 17.500 1 kelebihan"), "ubah:ya");
        await world.PartAsync(Joined.WhatsApp);
        await world.PressAsync(Desk.Boss, yes);
        Assert.Equal((0, 0), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_credit_asked_for_before_a_joining_reaches_the_joined_wallet()
    {
        await using var world = await Joined.ShopAsync();
        var yes = DownloadsWorld.ActionOf(await world.AdminAsync("/kredit 081234567890 200rb hadiah"), "ubah:ya");
        await world.JoinAsync();
        await world.PressAsync(Desk.Boss, yes);
        await world.PressAsync(Desk.Boss, yes);
        Assert.Equal((212_500, 212_500), (world.Sees(Joined.Telegram), world.Sees(Joined.WhatsApp)));
        world.AssertAudits();
    }

    [Fact]
    public async Task After_a_credit_kept_links_can_be_gone_on_with()
    {
        await using var world = await Desk.ShopAsync(0);
        await world.PasteAsync(Desk.Ayu, Link);
        await world.AdminAsync("/kredit p2 5rb bonus");
        Assert.Contains(world.LastMessage(Desk.Ayu).Buttons.SelectMany(r => r), b => b.Action?.StartsWith("lanjut:", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_schema_refuses_a_decision_without_its_money_a_second_end_and_another_amount()
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/kredit p2 200rb hadiah");
        foreach (var sql in new[]
        {
            "UPDATE adjustments SET state = 'done', ended_by = 'x', ended_at = 1",
            "UPDATE adjustments SET amount = 1",
            "DELETE FROM adjustments",
        })
        {
            await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => tx.Execute(sql)));
        }

        await world.AdminPressAsync("ubah:ya");
        await Assert.ThrowsAsync<SqliteException>(() => world.Store.InTransaction(tx => tx.Execute("UPDATE adjustments SET state = 'asked', ended_by = NULL, ended_at = NULL")));
        world.AssertAudits();
    }

    [Theory]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'Credit', key || ':again', 4, to_account, 5, 1 FROM transfers WHERE key LIKE 'adjust:%'")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'Credit', key || ':to', 4, to_account, 5000, 1 FROM transfers WHERE key LIKE 'adjust:%'")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'Credit', 'adjust:nobody', 4, to_account, 5, 1 FROM transfers WHERE key LIKE 'adjust:%'")]
    [InlineData("DROP TRIGGER adjustments_keep_what_was_asked; UPDATE adjustments SET amount = 4000")]
    [InlineData("DROP TRIGGER adjustments_keep_what_was_asked; UPDATE adjustments SET customer_id = 1")]
    [InlineData("DROP TRIGGER adjustments_end_once; UPDATE adjustments SET state = 'dropped'")]
    public async Task The_audit_finds_a_credit_that_is_not_what_was_decided(string sabotage)
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/kredit p2 5rb hadiah");
        world.AssertAudits();
        await world.Store.InTransaction(tx => tx.Execute(sabotage));
        var found = world.Store.Read(c => LedgerAudit.Run(c, world.Time.GetUtcNow())).Violations.Select(v => v.Check.Name);
        Assert.Contains(found, name => name == "adjustments:moved-once");
    }
}
