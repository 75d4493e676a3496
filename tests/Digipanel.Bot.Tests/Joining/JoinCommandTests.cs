using Digipanel.Bot.Tests.Downloads;
using static Digipanel.Bot.Tests.Joining.Joined;

namespace Digipanel.Bot.Tests.Joining;

/// <summary>/hubungkan: how two accounts become one customer, and what is refused, each time with a sentence of its own and nothing changed.</summary>
public sealed class JoinCommandTests
{
    [Theory]
    [InlineData(Telegram, WhatsApp)]
    [InlineData(WhatsApp, Telegram)]
    public async Task Who_made_the_code_owns_the_wallet_and_both_see_all_the_money(string owner, string other)
    {
        await using var world = await ShopAsync();
        var answer = await world.EnterAsync(other, await world.CodeAsync(owner));
        Assert.Contains("Terhubung", answer, StringComparison.Ordinal);
        Assert.Equal((12_500, 12_500), (world.Sees(Telegram), world.Sees(WhatsApp)));
        Assert.Equal((12_500, 0), (world.Saldo(owner), world.Saldo(other)));
        Assert.Contains("Rp 12.500", world.LastMessage(owner).Text.Markup, StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task The_question_names_the_account_and_the_money_and_nothing_moves_before_the_yes()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}");
        var question = world.LastMessage(WhatsApp).Text.Markup;
        Assert.All(["Budi", "Rp 2.500", "Telegram", "Bukan akunmu"], part => Assert.Contains(part, question, StringComparison.Ordinal));
        Assert.Equal((10_000, 2_500), (world.Sees(Telegram), world.Sees(WhatsApp)));
    }

    [Fact]
    public async Task The_owner_is_warned_in_their_chat_with_the_way_to_undo_it()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        var notice = world.LastMessage(Telegram).Text.Markup;
        Assert.All(["baru saja terhubung", "WhatsApp", "…7890", "/putuskan"], part => Assert.Contains(part, notice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_itself_is_not_kept()
    {
        await using var world = await ShopAsync();
        var code = (await world.CodeAsync(Telegram)).Replace("-", "", StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM join_codes WHERE length(hash) = 64"));
        Assert.Equal(0, world.Value<long>($"SELECT count(*) FROM join_codes WHERE hash LIKE '%{code}%'"));
    }

    [Fact]
    public async Task No_leaves_everything_as_it_was_and_the_code_is_used_up()
    {
        await using var world = await ShopAsync();
        var code = await world.CodeAsync(Telegram);
        await world.PasteAsync(WhatsApp, $"/hubungkan {code}");
        var question = world.LastMessage(WhatsApp);
        await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(question, "hubung:batal"));
        Assert.Contains("tidak jadi", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("tidak berlaku", await world.PressAsync(WhatsApp, DownloadsWorld.ActionOf(question, "hubung:ya")), StringComparison.Ordinal);
        await RefusedAsync(world, WhatsApp, $"/hubungkan {code}", "sudah dipakai");
    }

    [Fact]
    public async Task A_yes_pressed_twice_joins_once()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(WhatsApp), "hubung:ya");
        await world.PressAsync(WhatsApp, yes);
        Assert.Contains("tidak berlaku", await world.PressAsync(WhatsApp, yes), StringComparison.Ordinal);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM transfers WHERE kind = 'Join'"));
    }

    [Fact]
    public async Task Only_who_entered_the_code_can_say_yes()
    {
        await using var world = await ShopAsync();
        await world.FundAsync("6289", 700);
        await world.PasteAsync(WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(WhatsApp), "hubung:ya");
        Assert.Contains("tidak berlaku", await world.PressAsync("6289", yes), StringComparison.Ordinal);
        Assert.Contains("tidak berlaku", await world.PressAsync(Telegram, yes), StringComparison.Ordinal);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM customers WHERE joined_to IS NOT NULL"));
    }

    [Fact]
    public async Task A_yes_that_comes_too_late_joins_nothing()
    {
        await using var world = await ShopAsync();
        await world.PasteAsync(WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(WhatsApp), "hubung:ya");
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.PressAsync(WhatsApp, yes);
        Assert.Contains("sudah habis", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        Assert.Equal((10_000, 2_500), (world.Sees(Telegram), world.Sees(WhatsApp)));
    }

    [Fact]
    public async Task A_yes_joins_nothing_when_the_other_side_was_joined_meanwhile()
    {
        await using var world = await ShopAsync();
        await world.FundAsync("6289", 700);
        await world.PasteAsync(WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}");
        var yes = DownloadsWorld.ActionOf(world.LastMessage(WhatsApp), "hubung:ya");
        await world.EnterAsync("6289", await world.CodeAsync(Telegram));
        await world.PressAsync(WhatsApp, yes);
        Assert.Contains("sudah terhubung dengan akun lain", world.LastMessage(WhatsApp).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(2_500, world.Sees(WhatsApp));
        world.AssertAudits();
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes_and_no_longer()
    {
        await using var world = await ShopAsync();
        var code = await world.CodeAsync(Telegram);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await RefusedAsync(world, WhatsApp, $"/hubungkan {code}", "sudah habis");
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_one_before()
    {
        await using var world = await ShopAsync();
        var old = await world.CodeAsync(Telegram);
        var code = await world.CodeAsync(Telegram);
        await RefusedAsync(world, WhatsApp, $"/hubungkan {old}", "sudah habis");
        Assert.Contains("Terhubung", await world.EnterAsync(WhatsApp, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_another_has_entered_is_used()
    {
        await using var world = await ShopAsync();
        var code = await world.CodeAsync(Telegram);
        await world.PasteAsync(WhatsApp, $"/hubungkan {code}");
        await RefusedAsync(world, "6289", $"/hubungkan {code}", "sudah dipakai");
    }

    [Fact]
    public async Task Ones_own_code_and_one_of_the_same_channel_are_refused_each_with_its_reason()
    {
        await using var world = await ShopAsync();
        var code = await world.CodeAsync(Telegram);
        await RefusedAsync(world, Telegram, $"/hubungkan {code}", "kodemu sendiri");
        await RefusedAsync(world, "2", $"/hubungkan {code}", "akun Telegram lain");
        Assert.Contains("Terhubung", await world.EnterAsync(WhatsApp, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_joined_can_neither_make_nor_enter_another_code()
    {
        await using var world = await ShopAsync();
        var early = await world.CodeAsync("6289");
        await world.JoinAsync();
        await RefusedAsync(world, Telegram, "/hubungkan", "sudah terhubung", expectedJoins: 1);
        await RefusedAsync(world, WhatsApp, "/hubungkan", "sudah terhubung", expectedJoins: 1);
        await RefusedAsync(world, Telegram, $"/hubungkan {early}", "sudah terhubung", expectedJoins: 1);
    }

    [Fact]
    public async Task A_code_of_somebody_who_is_joined_by_now_is_refused()
    {
        await using var world = await ShopAsync();
        await world.FundAsync("2", 100);
        var second = await world.CodeAsync("2");
        await world.EnterAsync("2", await world.CodeAsync(WhatsApp));
        await RefusedAsync(world, "6289", $"/hubungkan {second}", "sudah terhubung dengan akun lain", expectedJoins: 1);
    }

    [Fact]
    public async Task A_code_of_somebody_who_has_blocked_the_bot_is_refused()
    {
        await using var world = await ShopAsync();
        var code = await world.CodeAsync(Telegram);
        await world.SetReachableAsync(Telegram, false);
        await RefusedAsync(world, WhatsApp, $"/hubungkan {code}", "memblokir bot");
    }

    [Fact]
    public async Task An_admins_account_is_joined_with_nobodys()
    {
        await using var world = await ShopAsync();
        await RefusedAsync(world, "999", "/hubungkan", "admin");
        await RefusedAsync(world, "999", $"/hubungkan {await world.CodeAsync(WhatsApp)}", "admin");
    }

    [Fact]
    public async Task Rights_belong_to_the_account_that_writes_and_never_to_the_joined_one()
    {
        await using var world = await ShopAsync();
        await world.JoinAsync();
        await world.RestartAsync(settings => settings["Admins:1"] = $"telegram:{Telegram}");
        Assert.DoesNotContain("aku belum paham", Assert.Single(await world.PasteAsync(Telegram, "/upstream")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("aku belum paham", Assert.Single(await world.PasteAsync(WhatsApp, "/upstream")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_has_to_wait_an_hour()
    {
        await using var world = await ShopAsync();
        for (var i = 0; i < 5; i++)
        {
            await RefusedAsync(world, WhatsApp, $"/hubungkan 0000-000{i}", "Kode itu tidak ada");
        }

        await RefusedAsync(world, WhatsApp, $"/hubungkan {await world.CodeAsync(Telegram)}", "terlalu banyak kode yang salah");
        Assert.Contains("Terhubung", await world.EnterAsync("6289", await world.CodeAsync(Telegram)), StringComparison.Ordinal);
        await world.PartAsync(Telegram);
        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Contains("Terhubung", await world.EnterAsync(WhatsApp, await world.CodeAsync(Telegram)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_no_code_is_no_guess()
    {
        await using var world = await ShopAsync();
        for (var i = 0; i < 7; i++)
        {
            await RefusedAsync(world, WhatsApp, "/hubungkan kode dong kak", "8 huruf dan angka");
        }

        Assert.Contains("Terhubung", await world.EnterAsync(WhatsApp, (await world.CodeAsync(Telegram)).ToLowerInvariant()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_codes_an_hour_are_made()
    {
        await using var world = await ShopAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.CodeAsync(Telegram);
        }

        await RefusedAsync(world, Telegram, "/hubungkan", "terlalu sering");
        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.NotEmpty(await world.CodeAsync(Telegram));
    }

    private static async Task RefusedAsync(DownloadsWorld world, string user, string text, string words, int expectedJoins = 0)
    {
        var money = world.Value<string>("SELECT group_concat(balance) FROM accounts WHERE type = 'customer' AND balance > 0");
        Assert.Contains(words, Assert.Single(await world.PasteAsync(user, text)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(expectedJoins, world.Value<long>("SELECT count(*) FROM customers WHERE joined_to IS NOT NULL"));
        Assert.Equal(money, world.Value<string>("SELECT group_concat(balance) FROM accounts WHERE type = 'customer' AND balance > 0"));
    }
}
