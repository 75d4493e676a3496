using System.Net.Sockets;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramUpdatesTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    [Fact]
    public async Task An_update_stays_until_a_higher_offset_confirms_it()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        await bot.Server.SendTextAsync(Ayu, "satu");
        await bot.Server.SendTextAsync(Ayu, "dua");
        await bot.Server.SendTextAsync(Ayu, "tiga");
        Assert.Equal([1000, 1001], await Ids(bot, new { limit = 2 }));
        Assert.Equal([1000, 1001, 1002], await Ids(bot, new { offset = 1000 }));
        Assert.Equal([1001, 1002], await Ids(bot, new { offset = 1001 }));
        Assert.Equal(2, bot.Server.PendingUpdates);
        Assert.Equal([1001, 1002], await Ids(bot, new { offset = 0 }));
        Assert.Equal([1002], await Ids(bot, new { offset = -1 }));
        Assert.Empty(await Ids(bot, new { offset = 1003 }));
        Assert.Equal(0, bot.Server.PendingUpdates);
    }

    [Fact]
    public async Task A_bot_that_hangs_up_in_the_middle_of_a_call_has_made_none()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(bot.Server.BaseUrl).Port);
        var stream = socket.GetStream();
        await stream.WriteAsync("POST /bot123:abc/getUpdates HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        socket.Client.Shutdown(SocketShutdown.Send);

        var end = new byte[1];
        var read = await Record.ExceptionAsync(async () => Assert.Equal(0, await stream.ReadAsync(end)));
        Assert.True(read is null or IOException, "It was answered."); // closed, or reset
        Assert.Empty(bot.Server.Calls);
    }

    [Fact]
    public async Task A_text_carries_what_Telegram_recognises_in_it()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        await bot.Server.SendTextAsync(Ayu, "/topup 50000 lihat https://elements.envato.com/a-b, atau sini", [TelegramEntity.Link(57, 4, "https://elements.envato.com/c")]);
        var message = (await bot.CallAsync("getUpdates")).Good()[0]!["message"]!;
        Assert.Equal("ayu_reseller", (string)message["from"]!["username"]!);
        Assert.Equal("id", (string)message["from"]!["language_code"]!);
        Assert.Equal(
            """[{"offset":0,"length":6,"type":"bot_command"},{"offset":19,"length":31,"type":"url"},{"offset":57,"length":4,"type":"text_link","url":"https://elements.envato.com/c"}]""",
            message["entities"]!.ToJsonString());
    }

    [Fact]
    public async Task A_long_poll_ends_when_something_comes()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var poll = bot.CallAsync("getUpdates", new { timeout = 50 });
        await bot.Server.SendTextAsync(Ayu, "halo");
        Assert.Equal("halo", (string)(await poll).Good()[0]!["message"]!["text"]!);
    }

    [Fact]
    public async Task A_long_poll_ends_empty_at_its_timeout()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        var poll = bot.CallAsync("getUpdates", new { timeout = 30 });
        while (time.Waiting == 0)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(poll.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await poll).Good().AsArray());
    }

    [Fact]
    public async Task A_second_long_poll_ends_the_first_with_409()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        var first = bot.CallAsync("getUpdates", new { timeout = 30 });
        while (time.Waiting == 0)
        {
            await Task.Yield();
        }

        var second = bot.CallAsync("getUpdates", new { timeout = 30 });
        (await first).Refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        await bot.Server.SendTextAsync(Ayu, "halo");
        Assert.Single((await second).Good().AsArray());
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_delivered_and_the_choice_stays()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        Assert.Empty(await Ids(bot, new { allowed_updates = new[] { "message" } }));
        bot.Server.Block(Ayu);
        bot.Server.Unblock(Ayu);
        await bot.Server.SendTextAsync(Ayu, "halo");
        Assert.NotNull(Assert.Single((await bot.CallAsync("getUpdates")).Good().AsArray())!["message"]);
        (await bot.CallAsync("getUpdates", new { allowed_updates = new[] { "messages" } }))
            .Refused(400, "Bad Request: unknown update type \"messages\" in allowed_updates");
    }

    [Fact]
    public async Task A_block_and_its_end_are_told()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.Block(Ayu);
        bot.Server.Unblock(Ayu);
        var updates = (await bot.CallAsync("getUpdates")).Good();
        Assert.Equal("kicked", (string)updates[0]!["my_chat_member"]!["new_chat_member"]!["status"]!);
        Assert.Equal("member", (string)updates[1]!["my_chat_member"]!["new_chat_member"]!["status"]!);
        Assert.Equal(Ayu, (long)updates[1]!["my_chat_member"]!["from"]!["id"]!);
    }

    [Fact]
    public async Task A_confirmed_update_can_come_again()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var sent = await bot.Server.SendTextAsync(Ayu, "halo");
        Assert.Equal([1000], await Ids(bot, new { }));
        Assert.Empty(await Ids(bot, new { offset = 1001 }));
        bot.Server.RepeatUpdate(sent.UpdateId!.Value);
        Assert.Equal([1000], await Ids(bot, new { offset = 1001 }));
        Assert.Empty(await Ids(bot, new { offset = 1001 }));
    }

    private static async Task<List<int>> Ids(TelegramTestBot bot, object parameters) =>
        (await bot.CallAsync("getUpdates", parameters)).Good().AsArray().Select(u => (int)u!["update_id"]!).ToList();
}
