using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>The audit must be able to fail: each law is broken in a real database, and the check of that law says so.</summary>
public sealed class LedgerAuditTests
{
    // A second, consistent movement of money: the entries and balances follow by the one trigger that is left.
    private const string Move = "INSERT INTO transfers (kind, key, from_account, to_account, amount, at) VALUES ";
    private const string Voucher = "INSERT INTO vouchers (code, key, amount, uses, used, state, admin, made_at) VALUES ('HEMAT', 'HEMAT', 500, 1, ";

    [Fact]
    public async Task A_shop_in_the_middle_of_its_day_audits_clean_and_shows_what_is_open()
    {
        using var shop = await AuditedShop.OpenAsync();
        var report = shop.Audit(deep: true);
        Assert.All(report.Findings, f => Assert.Equal((f.Check.Name, 0L), (f.Check.Name, f.Count)));
        Assert.True(report.IsClean);
        Assert.Equal(
            ["orders submitted: 1, Rp 500", "orders accepted: 1, Rp 500", "top-ups issued: 1, Rp 25.000", "messages pending: 8, "],
            report.Open.Select(o => $"{o.What}: {o.Count}, {o.Money}").ToArray());
    }

    [Fact]
    public void An_empty_shop_audits_clean()
    {
        using var test = new Support.TestStore();
        var report = test.Store.Read(c => LedgerAudit.Run(c, test.Time.GetUtcNow(), deep: true));
        Assert.All(report.Findings, f => Assert.Equal((f.Check.Name, 0L), (f.Check.Name, f.Count)));
        Assert.Empty(report.Open);
    }

    [Theory]
    [InlineData("DELETE FROM entries WHERE account_id = 100 AND transfer_id = 1", "ledger:entries ledger:zero ledger:balances ledger:chain")]
    [InlineData("UPDATE entries SET amount = amount + 1, balance_after = balance_after + 1 WHERE account_id = 101", "ledger:entries ledger:zero ledger:balances")]
    [InlineData("UPDATE transfers SET amount = 10001 WHERE from_account = 1 AND to_account = 101", "ledger:entries topups:credited-once")]
    [InlineData("INSERT INTO entries VALUES (100, 99, 7, 7), (101, 99, -7, 7)", "ledger:strays ledger:balances ledger:chain")]
    [InlineData("UPDATE accounts SET balance = balance + 500 WHERE id = 100", "ledger:balances")]
    [InlineData("UPDATE entries SET balance_after = balance_after + 500 WHERE account_id = 100 AND transfer_id = 1", "ledger:chain")]
    [InlineData(Move + "('Debit', 'admin:1', 101, 4, 10500, 0)", "ledger:negative")]
    [InlineData(Move + "('Bonus', 'bonus:1', 4, 101, 500, 0)", "ledger:kinds")]
    [InlineData(Move + "('Theft', 'theft:1', 5, 101, 500, 0)", "ledger:kinds")]
    [InlineData("DELETE FROM transfers WHERE key = 'order:3:hold'", "ledger:strays orders:held-once")]
    [InlineData(Move + "('Hold', 'order:3:hold:again', 100, 2, 500, 0)", "orders:strays orders:held-sum")]
    [InlineData(Move + "('Capture', 'order:1:settle:again', 2, 3, 500, 0)", "orders:strays orders:held-sum orders:sales-sum")]
    [InlineData(Move + "('Release', 'order:1:release', 2, 100, 500, 0)", "orders:strays orders:held-sum")]
    [InlineData(Move + "('Release', 'order:99:settle', 2, 100, 500, 0)", "orders:strays orders:held-sum")]
    [InlineData(Move + "('Capture', 'order:3:settle', 2, 3, 500, 0)", "orders:settled-early orders:held-sum orders:sales-sum")]
    [InlineData("UPDATE transfers SET from_account = 101 WHERE key = 'order:3:hold'; UPDATE entries SET account_id = 101 WHERE account_id = 100 AND transfer_id = (SELECT id FROM transfers WHERE key = 'order:3:hold')", "ledger:balances ledger:chain orders:held-once")]
    [InlineData("UPDATE orders SET price = 400 WHERE number = 3", "orders:held-once orders:held-sum")]
    [InlineData("UPDATE orders SET state = 'delivered', drive_link = 'https://x', next_poll_at = NULL, ended_at = 1 WHERE number = 3", "orders:settled-once orders:held-sum orders:sales-sum")]
    [InlineData("UPDATE orders SET state = 'failed', reason = 'upstream', next_poll_at = NULL, ended_at = 1 WHERE number = 3", "orders:settled-once orders:held-sum")]
    [InlineData("UPDATE orders SET state = 'failed', reason = 'upstream' WHERE number = 1", "orders:settled-once orders:sales-sum")]
    [InlineData(Move + "('Refund', 'order:1:refund', 3, 100, 500, 0)", "orders:refunded-once orders:sales-sum")]
    [InlineData(Move + "('Refund', 'order:1:refund:again', 3, 100, 500, 0)", "orders:refunded-once orders:sales-sum")]
    [InlineData("UPDATE orders SET refunded_at = 1 WHERE number = 1", "orders:refunded-once orders:sales-sum")]
    [InlineData(Move + "('Refund', 'order:1:refund', 3, 100, 400, 0); UPDATE orders SET refunded_at = 1 WHERE number = 1", "orders:refunded-once orders:sales-sum")]
    [InlineData(Move + "('Refund', 'order:1:refund', 3, 101, 500, 0); UPDATE orders SET refunded_at = 1 WHERE number = 1", "orders:refunded-once")]
    [InlineData(Move + "('Credit', 'order:1:refund', 4, 100, 500, 0); UPDATE orders SET refunded_at = 1 WHERE number = 1", "orders:refunded-once orders:sales-sum")]
    [InlineData(Move + "('Refund', 'order:3:refund', 3, 100, 500, 0); UPDATE orders SET refunded_at = 1 WHERE number = 3", "orders:refunded-once orders:sales-sum")]
    [InlineData("DELETE FROM outbox WHERE payload GLOB '*#1[^0-9]*' AND created_at = (SELECT ended_at FROM orders WHERE number = 1)", "orders:told")]
    [InlineData("UPDATE topups SET state = 'paid', paid_at = 1, due_at = NULL WHERE state = 'issued'", "topups:credited-once")]
    [InlineData(Move + "('TopUp', 'topup:again', 1, 100, 50000, 0)", "topups:unpaid-credit")]
    [InlineData(Move + "('Bonus', 'topup:again:bonus', 5, 100, 500, 0)", "topups:bonus-once")]
    [InlineData("INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'TopUp', 'topup:' || id, 1, 100, amount, 0 FROM topups WHERE state = 'issued'", "topups:unpaid-credit")]
    [InlineData("UPDATE topups SET customer_id = 2 WHERE amount = 50000", "topups:credited-once")]
    [InlineData("UPDATE topups SET amount = 60000 WHERE amount = 50000", "topups:credited-once")]
    [InlineData(Move + "('Bonus', 'voucher:1:1', 5, 100, 500, 0)", "vouchers:used-once")]
    [InlineData(Voucher + "1, 'open', 'telegram:999', 0); INSERT INTO voucher_uses VALUES (1, 1, NULL, 0)", "vouchers:used-once")]
    [InlineData(Voucher + "1, 'open', 'telegram:999', 0); INSERT INTO voucher_uses VALUES (1, 1, NULL, 0);" + Move + "('Bonus', 'voucher:1:1', 5, 100, 400, 0)", "vouchers:used-once")]
    [InlineData(Voucher + "1, 'open', 'telegram:999', 0); INSERT INTO voucher_uses VALUES (1, 1, NULL, 0);" + Move + "('Bonus', 'voucher:1:1', 5, 101, 500, 0)", "vouchers:used-once")]
    [InlineData(Voucher + "1, 'open', 'telegram:999', 0)", "vouchers:used-up")]
    [InlineData(Voucher + "2, 'open', 'telegram:999', 0)", "vouchers:used-up")]
    [InlineData("UPDATE accounts SET passes_to = 100 WHERE id = 101", "joined:empty joined:pairs")]
    [InlineData("UPDATE customers SET joined_to = 1 WHERE id = 2", "joined:pairs")]
    [InlineData(Move + "('Join', 'pass:nothing', 101, 100, 5, 0)", "joined:passages")]
    [InlineData(Move + "('Join', 'pass:order:3:hold', 101, 100, 400, 0)", "joined:passages")]
    public async Task A_broken_law_is_found_by_its_own_checks_and_by_no_other(string sabotage, string checks)
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Sabotage(sabotage);
        var report = shop.Audit();
        Assert.Equal(checks, string.Join(' ', report.Violations.Select(v => v.Check.Name)));
        Assert.False(report.IsClean);
        Assert.All(report.Violations, v => Assert.NotEmpty(v.Ids));
    }

    [Fact]
    public async Task A_capture_written_twice_under_one_key_is_found_though_the_unique_constraint_is_gone()
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Sabotage(
            """
            CREATE TABLE loose AS SELECT * FROM transfers;
            INSERT INTO loose SELECT 99, kind, key, from_account, to_account, amount, note, at FROM transfers WHERE key = 'order:1:settle';
            INSERT INTO entries SELECT account_id, 99, amount, balance_after + amount FROM entries WHERE transfer_id = (SELECT id FROM transfers WHERE key = 'order:1:settle');
            DROP TABLE transfers;
            ALTER TABLE loose RENAME TO transfers;
            """);
        Assert.Contains(shop.Audit().Violations, v => v.Check.Name == "orders:settled-once" && v.Ids is ["1"]);
    }

    [Fact]
    public async Task What_is_old_and_open_is_a_warning_with_its_age_and_no_violation()
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Time.Advance(TimeSpan.FromDays(2));
        var report = shop.Audit();
        Assert.Empty(report.Violations);
        Assert.Equal(["orders:late", "topups:late", "messages:late"], report.Warnings.Select(w => w.Check.Name).ToArray());
        Assert.Equal("orders past their deadline that did not end: 2 (3, 4)", report.Warnings[0].Sentence);
        Assert.All(report.Warnings, w => Assert.InRange(report.At - w.Oldest!.Value, TimeSpan.FromDays(2), TimeSpan.FromDays(2.1)));
    }

    [Theory]
    [InlineData("DELETE FROM customers WHERE id = 2", "file:references")]
    [InlineData("DROP TRIGGER orders_end_settled", "file:guards")]
    [InlineData("DROP INDEX orders_in_progress; CREATE INDEX orders_in_progress ON orders (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed')", "file:guards")]
    [InlineData("CREATE TRIGGER helpful AFTER INSERT ON transfers BEGIN SELECT 1; END", "file:guards")]
    public async Task Damage_that_only_the_deep_audit_sees_is_seen_by_it(string sabotage, string check)
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.SabotageOnly(sabotage);
        Assert.True(shop.Audit().IsClean);
        Assert.Equal(check, Assert.Single(shop.Audit(deep: true).Violations).Check.Name);
    }

    [Fact]
    public async Task It_names_five_offenders_and_counts_them_all()
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Sabotage(Move + string.Join(',', Enumerable.Range(1, 12).Select(i => $"('TopUp', 'topup:{i}', 1, 100, 1, 0)")));
        var finding = Assert.Single(shop.Audit().Violations);
        Assert.Equal(12, finding.Count);
        Assert.Equal("credits of no paid top-up: 12 (topup:1, topup:2, topup:3, topup:4, topup:5, …)", finding.Sentence);
    }

    [Fact]
    public void Every_check_has_a_name_of_its_own_and_words_in_both_languages()
    {
        var names = Features.AuditBooks.SelectMany(b => b.Passes).SelectMany(p => p.Checks).Select(c => c.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.All(new[] { "id", "en" }, language => Assert.False(name == TextsOf.Language(language).AuditProblem(name), name)));
    }

    [Fact]
    public async Task A_stopped_program_interrupts_it()
    {
        using var shop = await AuditedShop.OpenAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => shop.Test.Store.Read(c => LedgerAudit.Run(c, shop.Time.GetUtcNow(), cancellationToken: new CancellationToken(true))));
        Assert.True(shop.Audit().IsClean);
    }
}
