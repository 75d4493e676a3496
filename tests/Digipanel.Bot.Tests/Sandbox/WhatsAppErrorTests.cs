using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class WhatsAppErrorTests
{
    private const string Ayu = WhatsAppTestBot.Ayu;

    [Fact]
    public async Task A_wrong_token_is_refused_and_another_number_is_nobodys()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var (status, body) = await bot.PostAsync(WhatsAppTestBot.Text(), token: "EAAwrong");
        Assert.Equal((401, 190), (status, (int)body["error"]!["code"]!));
        (status, body) = await bot.PostAsync(WhatsAppTestBot.Text(), number: "1");
        Assert.Equal((400, 100, 33), (status, (int)body["error"]!["code"]!, (int)body["error"]!["error_subcode"]!));
    }

    [Fact]
    public async Task The_number_tells_about_itself()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bot.Server.Options.AccessToken);
        var number = JsonNode.Parse(await http.GetStringAsync($"{bot.Server.BaseUrl}/v25.0/{bot.Server.Options.PhoneNumberId}"))!;
        Assert.Equal(bot.Server.Options.PhoneNumberId, (string)number["id"]!);
        Assert.Equal("Digipanel", (string)number["verified_name"]!);
    }

    [Fact]
    public async Task The_window_closes_after_24_hours_and_opens_with_the_next_message()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        bot.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(131047, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        await bot.Server.SendTextAsync(Ayu, "halo lagi");
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text()));
    }

    [Theory]
    [InlineData(131026, 400)]
    [InlineData(131047, 400)]
    [InlineData(131048, 400)]
    [InlineData(131049, 400)]
    [InlineData(131050, 400)]
    [InlineData(131056, 400)]
    [InlineData(130429, 400)]
    [InlineData(190, 401)]
    [InlineData(368, 403)]
    public async Task Every_error_has_its_switch(int code, int status)
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Refusals.Next(code);
        var (answered, body) = await bot.PostAsync(WhatsAppTestBot.Text());
        Assert.Equal((status, code), (answered, (int)body["error"]!["code"]!));
        Assert.Equal(200, (await bot.PostAsync(WhatsAppTestBot.Text())).Status);
    }

    [Fact]
    public async Task A_late_error_comes_as_a_failed_status_of_an_accepted_message()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Refusals.Next(131049, user: Ayu, late: true);
        var id = await bot.SendAsync(WhatsAppTestBot.Text());
        await bot.Server.UntilAsync(() => bot.Server.Webhooks.Pending == 0);
        var failed = Assert.Single(bot.Statuses);
        Assert.Equal((id, "failed", 131049), ((string)failed["id"]!, (string)failed["status"]!, (int)failed["errors"]![0]!["code"]!));
        Assert.Empty(bot.Server.Replies(Ayu));

        bot.Server.Behaviour.LateRefusals = true;
        bot.Server.CloseWindow(Ayu);
        await bot.SendAsync(WhatsAppTestBot.Text());
        await bot.Server.UntilAsync(() => bot.Server.Webhooks.Pending == 0);
        Assert.Equal(131047, (int)bot.Statuses[^1]["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Who_blocked_the_shop_gets_nothing()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.SetReach(Ayu, WhatsAppReach.Unreachable);
        Assert.Equal(131026, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        Assert.Equal(131026, await bot.CodeOfAsync(WhatsAppTestBot.Text(to: "6280000000000")));
    }

    [Fact]
    public async Task One_person_takes_45_at_once_and_then_one_every_six_seconds()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Limits.Enforced = true;
        for (var i = 0; i < 45; i++)
        {
            Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text($"{i}")));
        }

        Assert.Equal(131056, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        bot.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        Assert.Equal(131056, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
    }

    [Fact]
    public async Task The_number_sends_80_a_second()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Limits.Enforced = true;
        bot.Server.AddUser(new WhatsAppUser("Budi", "6289876543210"));
        await bot.Server.SendTextAsync("6289876543210", "halo");
        for (var i = 0; i < 80; i++)
        {
            Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text(to: i % 2 == 0 ? Ayu : "6289876543210")));
        }

        Assert.Equal(130429, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        bot.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text()));
    }

    [Fact]
    public async Task A_fault_for_the_next_message_is_not_eaten_by_a_receipt()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Faults.Next(1, Fault.Answers(503), WhatsAppOperations.Send);
        var read = new JsonObject
        {
            ["messaging_product"] = "whatsapp", ["status"] = "read", ["message_id"] = bot.Server.Messages(Ayu)[0].Id, ["typing_indicator"] = new JsonObject { ["type"] = "text" },
        };
        Assert.Equal(200, (await bot.PostAsync(read)).Status);
        Assert.True(bot.Server.IsTyping(Ayu));
        Assert.Equal(WhatsAppTicks.Read, bot.Server.Messages(Ayu)[0].Ticks);
        Assert.True(Assert.Single(bot.Server.Receipts).Typing);
        var (status, body) = await bot.PostAsync(WhatsAppTestBot.Text());
        Assert.Equal((503, 131016), (status, (int)body["error"]!["code"]!));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        Assert.False(bot.Server.IsTyping(Ayu));
    }
}
