using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Admin.People;

public sealed class BlockTests
{
    private const string Link = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Fact]
    public async Task Whoever_is_blocked_hears_one_sentence_an_hour_and_nothing_else_happens()
    {
        await using var world = await Desk.ShopAsync(configure: k => k["Shop:Contact"] = "@tokobudi");
        await world.AdminAsync("/blokir p2 spam");
        var before = world.Messages(Desk.Ayu).Count;
        await world.PasteAsync(Desk.Ayu, Link);
        Assert.Contains("diblokir", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        Assert.EndsWith("hubungi toko: @tokobudi", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync(Desk.Ayu, "/topup 50rb");
        Assert.Equal("", await world.PressAsync(Desk.Ayu, "saldo"));
        Assert.Equal((before + 1, 0L, 0L), (world.Messages(Desk.Ayu).Count, world.Value<long>("SELECT count(*) FROM orders"), world.Value<long>("SELECT count(*) FROM topups")));
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PressAsync(Desk.Ayu, "saldo");
        await world.PasteAsync(Desk.Ayu, "halo");
        Assert.Equal(before + 2, world.Messages(Desk.Ayu).Count);
        Assert.Equal("block||2|||spam", world.LastLog());
        world.Time.Advance(TimeSpan.FromHours(-5));
        await world.PasteAsync(Desk.Ayu, "halo");
        Assert.Equal(before + 3, world.Messages(Desk.Ayu).Count);
    }

    [Fact]
    public async Task Orders_and_money_under_way_go_on_to_their_end()
    {
        await using var world = await Desk.ShopAsync();
        await world.OrderAsync(Desk.Ayu, $"{Link} https://elements.envato.com/soft-piano-loops-XYZ98765");
        await world.AdminAsync("/blokir p2");
        await world.CompleteAsync("neon-city-opener");
        await world.FailIdAsync(world.Download("soft-piano-loops").Id);
        Assert.Equal(("delivered", "failed", 9_500), (world.State(1), world.State(2), world.Saldo(Desk.Ayu)));
        Assert.Contains(world.Messages(Desk.Ayu), m => m.Text.Markup.StartsWith("🎉", StringComparison.Ordinal));
        Assert.Contains(world.Messages(Desk.Ayu), m => m.Text.Markup.StartsWith("😔", StringComparison.Ordinal));
        await world.AdminAsync("/kredit p2 5rb bonus");
        Assert.Equal(14_500, world.Saldo(Desk.Ayu));
        world.AssertAudits();
    }

    [Fact]
    public async Task Opened_again_everything_works_and_they_are_told()
    {
        await using var world = await Desk.ShopAsync();
        await world.AdminAsync("/blokir p2");
        Assert.Contains("memang sudah diblokir", (await world.AdminAsync("/block p2")).Text.Markup, StringComparison.Ordinal);
        await world.AdminAsync("/buka p2");
        Assert.Contains("dibuka lagi", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak sedang diblokir", (await world.AdminAsync("/unblock p2")).Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync(Desk.Ayu, Link);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM orders"));
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM admin_log"));
        await world.AdminAsync("/blokir p2");
        await world.PasteAsync(Desk.Ayu, "halo");
        Assert.Contains("diblokir", world.LastMessage(Desk.Ayu).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_cannot_be_blocked_and_one_who_becomes_an_admin_is_not_shut_out()
    {
        await using var world = await Desk.ShopAsync();
        Assert.Contains("tidak bisa diblokir", (await world.AdminAsync("/blokir p1")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync(Desk.Boss, "plg:1:blokir");
        Assert.Equal(0, world.Value<long>("SELECT sum(blocked) FROM customers"));
        await world.AdminAsync("/blokir p2");
        await world.RestartAsync(k => k["Admins:1"] = "telegram:1");
        await world.PasteAsync(Desk.Ayu, "/buka p2");
        Assert.Equal(0, world.Value<long>("SELECT sum(blocked) FROM customers"));
    }

    [Fact]
    public async Task Joined_accounts_are_blocked_together_and_a_blocked_one_is_not_joined()
    {
        await using var world = await Joined.ShopAsync();
        await world.JoinAsync();
        await world.PasteAsync(Desk.Boss, "/blokir 081234567890");
        Assert.Equal(2, world.Value<long>("SELECT sum(blocked) FROM customers"));
        await world.PasteAsync(Joined.Telegram, "/saldo");
        Assert.Contains("diblokir", world.LastMessage(Joined.Telegram).Text.Markup, StringComparison.Ordinal);
        await world.PasteAsync(Desk.Boss, "/buka telegram:1");
        Assert.Equal(0, world.Value<long>("SELECT sum(blocked) FROM customers"));
        await world.PartAsync(Joined.WhatsApp);
        var code = await world.CodeAsync(Joined.Telegram);
        await world.PasteAsync(Desk.Boss, "/blokir telegram:1");
        await world.PasteAsync(Joined.WhatsApp, $"/hubungkan {code}");
        Assert.Contains("belum bisa dihubungkan", world.LastMessage(Joined.WhatsApp).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_number_written_apart_that_nobody_has_blocks_nobody_whose_id_is_its_beginning()
    {
        await using var world = await Desk.ShopAsync();
        await world.Store.InTransaction(tx => tx.Execute(
            "INSERT INTO customers (id, channel, user_id, chat_id, name, language, created_at, seen_at) VALUES (812, 'telegram', '5550812', '5550812', 'Budi', 'id', 1, 1)"));
        Assert.Contains("tidak ketemu", (await world.AdminAsync("/blokir 812 3456 7890 spam")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT sum(blocked) FROM customers"));
        await world.AdminAsync("/blokir 812 3 akun palsu");
        Assert.Equal(1, world.Value<long>("SELECT sum(blocked) FROM customers"));
        Assert.Contains("tidak ketemu", (await world.AdminAsync("/buka 812 3456 7890")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT sum(blocked) FROM customers"));
    }

    [Fact]
    public async Task Where_a_name_may_be_several_nobody_is_blocked()
    {
        await using var world = await Desk.ShopAsync();
        await world.OrderAsync(Desk.Ayu, Link);
        Assert.Contains("Yang mana?", (await world.AdminAsync("/blokir 1")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak ketemu", (await world.AdminAsync("/blokir p55")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Tulis:", (await world.AdminAsync("/blokir")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT sum(blocked) FROM customers"));
    }
}
