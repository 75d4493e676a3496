using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Bot.Tests.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Admin.People;

/// <summary>/pelanggan, messages, notes, and money that number changes have left behind.</summary>
public sealed class CustomerCardTests
{
    private const string Link = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Phone = "6281234567890";

    [Fact]
    public async Task One_card_shows_accounts_money_orders_topups_and_notes()
    {
        await using var world = await Joined.ShopAsync();
        await world.PasteAsync(Desk.Boss, "/start");
        await world.OrderAsync(Joined.Telegram, $"{Link} https://elements.envato.com/soft-piano-loops-XYZ98765");
        await world.CompleteAsync("neon-city-opener");
        await world.JoinAsync();
        await world.PasteAsync(Joined.Telegram, "/topup 50rb");
        await world.PressAsync(Joined.Telegram, "isi:50000:QRIS");
        await world.PressAsync(Desk.Boss, "plg:1:catat");
        await world.AdminAsync("bayar <tunai>");
        var card = (await world.AdminAsync("/pelanggan 0812-3456-7890")).Text.Markup;
        foreach (var part in new[]
        {
            "👤 <b>Budi (p1)</b>\nTelegram · <code>1</code> · id\nWhatsApp · <code>6281234567890</code> · id\nPelanggan sejak 22 Nov 2026",
            "💰 Saldo <b>Rp 11.500</b> · tertahan Rp 500", "🛒 Belanja Rp 500 (1 pesanan) · 30 hari Rp 500", "💳 Topup Rp 0 (0 kali)",
            "⚙️ #2 Soft Piano Loops · Rp 500", "✅ #1 Neon City Opener · Rp 500", "⏳ Rp 50.000 QRIS <code>TU-", "• bayar &lt;tunai&gt; <i>(Budi, 22 Nov 2026",
        })
        {
            Assert.True(card.Contains(part, StringComparison.Ordinal), $"{part} in {card}");
        }

        Assert.Equal("note||1|||bayar <tunai>", world.LastLog());
    }

    [Fact]
    public async Task A_card_full_of_everything_stays_one_message_in_either_language()
    {
        await using var world = await Desk.ShopAsync(100_000);
        await world.PasteAsync(Desk.Ayu, string.Join(' ', Enumerable.Range(0, 8).Select(i => $"https://elements.envato.com/{new string('w', 200)}-{i}-BULK{i:D4}")));
        for (var i = 0; i < 7; i++)
        {
            await world.PressAsync(Desk.Boss, "plg:2:catat");
            await world.AdminAsync(new string('&', 500));
        }

        await world.AdminAsync("/blokir p2 " + new string('<', 400));
        foreach (var language in new[] { "id", "en" })
        {
            await world.PasteAsync(Desk.Boss, "/bahasa " + language);
            await world.AdminAsync("/pelanggan p2");
            var card = world.Card("plg:2-telegram-999");
            Assert.InRange(card.Text.Markup.Replace("&amp;", "&", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Length, 500, 4_096);
            Assert.All(card.Buttons.SelectMany(r => r), b => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(b.Action!), 1, 64));
        }
    }

    [Fact]
    public async Task The_card_follows_the_wallet_and_its_buttons_are_nobody_elses()
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/user p2");
        await world.AdminAsync("/kredit p2 5rb bonus");
        Assert.Contains("Rp 15.000", world.Card("plg:2-telegram-999").Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM outbox WHERE card = 'plg:2-telegram-999' AND state = 'pending'"));
        foreach (var what in new[] { "lihat", "kredit", "debit", "refund", "blokir", "buka", "pesan", "catat", "pindah", "log" })
        {
            Assert.Contains("sudah tidak berlaku", await world.PressAsync(Desk.Ayu, $"plg:2:{what}"), StringComparison.Ordinal);
        }

        foreach (var nonsense in new[] { "plg", "plg:", "plg:2", "plg:2:", "plg:x:lihat", "plg:99:lihat", "plg:2:pindah", "plg:2:lihat:3", "rfd:", "rfd:x", "kss:", "kss:77", "ubah:ya:x", "ubah" })
        {
            Assert.Contains("sudah tidak berlaku", await world.PressAsync(Desk.Boss, nonsense), StringComparison.Ordinal);
        }

        Assert.Equal((0L, 15_000), (world.Value<long>("SELECT sum(blocked) FROM customers"), world.Saldo(Desk.Ayu)));
    }

    [Fact]
    public async Task Alone_it_asks_and_the_next_message_is_looked_up()
    {
        await using var world = await Desk.ShopAsync();
        Assert.Contains("Siapa yang dicari?", (await world.AdminAsync("/pelanggan")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("(p2)", (await world.AdminAsync("p2")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak ketemu", (await world.AdminAsync("/pelanggan <x>")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admins_words_arrive_marked_as_the_shops_and_where_they_wait_it_is_said()
    {
        await using var world = await Desk.ShopAsync();
        await world.FundAsync(Phone, 1_000);
        await world.PressAsync(Desk.Boss, "plg:2:pesan");
        Assert.Contains("Terkirim ke Budi (p2) lewat Telegram", (await world.AdminAsync($"Halo <kak>\n{Link}")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal($"✉️ <b>Pesan dari toko</b>\n\nHalo &lt;kak&gt;\n{Link}", world.LastMessage(Desk.Ayu).Text.Markup);
        await world.SetReachableAsync(Desk.Ayu, false);
        await world.PressAsync(Desk.Boss, "plg:2:pesan");
        Assert.Contains("sedang memblokir bot di Telegram", (await world.AdminAsync("halo")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "plg:3:pesan");
        Assert.Contains("sudah lebih dari 24 jam", (await world.AdminAsync("halo")).Text.Markup, StringComparison.Ordinal);
        Assert.StartsWith("✉️", world.LastMessage(Phone).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "plg:2:pesan");
        await world.DispatchAsync(Support.TestStore.Update(Desk.Boss, "photo", "lihat ini") with { Message = new WrittenMessage("5", "lihat ini") { IsMedia = true } });
        Assert.Contains("Cuma bisa teks", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("maksimal 3000 huruf", (await world.AdminAsync(new string('x', 3_001))).Text.Markup, StringComparison.Ordinal);
        await world.AdminAsync("jadi begini");
        Assert.EndsWith("jadi begini", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(4, world.Value<long>("SELECT count(*) FROM admin_log WHERE action = 'message'"));
    }

    [Theory]
    [InlineData("batal")]
    [InlineData("Cancel")]
    [InlineData("/batal")]
    [InlineData(null)]
    public async Task A_message_that_was_thought_better_of_is_not_sent(string? word)
    {
        await using var world = await Desk.ShopAsync();
        await world.PressAsync(Desk.Boss, "plg:2:pesan");
        var before = world.Messages(Desk.Ayu).Count;
        if (word is null)
        {
            await world.AdminPressAsync("lupa");
        }
        else
        {
            await world.AdminAsync(word);
        }

        await world.AdminAsync("halo");
        Assert.Equal(before, world.Messages(Desk.Ayu).Count);
    }

    [Fact]
    public async Task Money_of_an_account_that_lost_its_number_is_moved_whole_and_once()
    {
        await using var world = await LeftBehindAsync();
        var card = await world.AdminAsync("/pelanggan p3");
        Assert.Contains("Tertinggal karena ganti nomor", card.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, DownloadsWorld.ActionOf(card, "plg:3:pindah"));
        await world.AdminAsync("p77");
        await world.AdminAsync("p2");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(Desk.Boss), "ubah:ya");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.PressAsync(Desk.Boss, yes)));
        Assert.Equal((17_000, 0), (world.Saldo(Desk.Ayu), world.Saldo("former.3")));
        Assert.Equal("move|Rp 7.000 (p3)|2|Rp 10.000|Rp 17.000|Saldo dari nomor lama", world.LastLog());
        Assert.Contains("Saldo dari nomor lama", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task A_move_is_off_where_the_balance_changed_and_a_living_account_is_never_emptied()
    {
        await using var world = await LeftBehindAsync();
        Assert.Contains("sudah tidak berlaku", await world.PressAsync(Desk.Boss, "plg:2:pindah"), StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "plg:3:pindah");
        await world.AdminAsync("p2");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(Desk.Boss), "ubah:ya");
        await world.AdminAsync("/kredit p3 1rb koreksi");
        await world.PressAsync(Desk.Boss, yes);
        Assert.Contains("sudah berubah", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Equal((10_000, 8_000), (world.Saldo(Desk.Ayu), world.Saldo("former.3")));
        world.AssertAudits();
    }

    [Fact]
    public async Task Accounts_left_behind_with_money_are_listed_and_nothing_is_sent_to_them()
    {
        await using var world = await LeftBehindAsync();
        var answer = await world.AdminAsync("/pelanggan");
        Assert.Equal("plg:3:lihat", DownloadsWorld.ActionOf(answer, "plg:"));
        var owed = world.Value<long>("SELECT count(*) FROM outbox");
        await world.PressAsync(Desk.Boss, "plg:3:pesan");
        Assert.Contains("tidak punya alamat lagi", (await world.AdminAsync("halo")).Text.Markup, StringComparison.Ordinal);
        await world.SetPriceAsync("reseller 300");
        Assert.Contains("reseller", (await world.AdminAsync("/grup p3 reseller")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>($"SELECT count(*) FROM outbox WHERE id > {owed} AND chat_id LIKE 'former%'"));
    }

    [Fact]
    public async Task Who_is_no_admin_any_more_sees_no_customer_and_no_payment_go_on()
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/pelanggan p2");
        await world.PasteAsync(Desk.Ayu, "/topup 50rb");
        await world.PressAsync(Desk.Ayu, "isi:50000:QRIS");
        await world.Store.InTransaction(tx => tx.Execute(
            "INSERT INTO payment_cases (kind, reference, topup_id, amount, why, state, raised_at, proof) SELECT 'mismatch', reference, id, 49000, 'paid Rp 49.000', 'open', 1, 'some' FROM topups"));
        await world.PressAsync(Desk.Boss, "kss:1");
        await world.RestartAsync(k => k["Admins:0"] = "telegram:998");
        await world.PasteAsync("998", "/kredit p2 5rb bonus");
        Assert.Equal(15_000, world.Saldo(Desk.Ayu));
        Assert.Equal("", world.Card("plg:2-telegram-999").Text.Markup);
        Assert.Equal("", world.Card("kasus:1-telegram-999").Text.Markup);
        await world.PasteAsync("998", "/pelanggan p2");
        Assert.Contains("Rp 15.000", world.LastMessage("998").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_cases_are_listed_and_shown_from_the_list_and_the_card()
    {
        await using var world = await Desk.ShopAsync();
        Assert.Contains("Tidak ada pembayaran", (await world.AdminAsync("/kasus")).Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync(Desk.Ayu, "/topup 50rb");
        await world.PressAsync(Desk.Ayu, "isi:50000:QRIS");
        await world.Store.InTransaction(tx => tx.Execute(
            "INSERT INTO payment_cases (kind, reference, topup_id, amount, why, state, raised_at, proof) SELECT 'mismatch', reference, id, 49000, 'paid Rp 49.000', 'open', 1, 'some' FROM topups"));
        var list = await world.AdminAsync("/kasus");
        Assert.Contains("Rp 49.000 tidak cocok · Budi", list.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, DownloadsWorld.ActionOf(list, "kss:1"));
        Assert.Contains("pembayaran yang tidak cocok", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);

        // Shown before: the old message says where it has gone; an edit without words would be refused.
        await world.Store.InTransaction(tx => tx.Execute("UPDATE cards SET message_id = '77' WHERE card LIKE 'kasus:%'"));
        await world.PressAsync(Desk.Boss, "kss:1");
        Assert.Contains("ada di bawah", world.Value<string>("SELECT payload ->> '$.Text' FROM outbox WHERE payload ->> '$.EditsOnly'"), StringComparison.Ordinal);
        var card = await world.AdminAsync("/pelanggan p2");
        Assert.Contains(card.Buttons.SelectMany(r => r), b => b.Action == "kss:1");
    }

    [Fact]
    public async Task The_log_can_be_asked_for_one_customer()
    {
        await using var world = await Desk.ShopAsync();
        await world.FundAsync("2", 1_000);
        await world.AdminAsync("/kredit p2 5rb bonus");
        await world.AdminAsync("/kredit p3 6rb hadiah");
        var log = (await world.AdminAsync("/log p2")).Text.Markup;
        Assert.Contains("bonus", log, StringComparison.Ordinal);
        Assert.DoesNotContain("hadiah", log, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "plg:3:log");
        Assert.Contains("hadiah", world.LastMessage(Desk.Boss).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak ketemu", (await world.AdminAsync("/log p77")).Text.Markup, StringComparison.Ordinal);
        await world.FundAsync(Phone, 1_000);
        await world.AdminAsync("/kredit p4 7rb ganti");
        Assert.Contains("ganti", (await world.AdminAsync("/log 0812 3456 7890")).Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("ganti", (await world.AdminAsync("/log 0812 3456 7890 2")).Text.Markup, StringComparison.Ordinal);
    }

    // Customer 3 had a number that is somebody else's by now, and Rp 7.000.
    private static async Task<DownloadsWorld> LeftBehindAsync()
    {
        var world = await Desk.ShopAsync();
        await world.FundAsync(Phone, 7_000);
        await world.Store.InTransaction(tx => Addresses.Abandon(tx, new Contact(Phone, Phone, null, null, null)));
        return world;
    }
}
