using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramFaultsTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    [Fact]
    public async Task The_next_calls_are_refused_as_ordered_and_polling_goes_on()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.Faults.Next(1, Fault.TooManyRequests(7));
        bot.Server.Faults.Next(1, Fault.Answers(500));
        (await bot.CallAsync("getUpdates")).Good();
        var limited = await bot.SendAsync("x");
        limited.Refused(429, "Too Many Requests: retry after 7");
        Assert.Equal(7, (int)limited.Body["parameters"]!["retry_after"]!);
        (await bot.SendAsync("x")).Refused(500, "Internal Server Error");
        (await bot.SendAsync("x")).Good();

        bot.Server.PollFaults.Next(1, Fault.Answers(502));
        (await bot.CallAsync("getUpdates")).Refused(502, "Bad Gateway");
    }

    [Fact]
    public async Task A_connection_cut_after_acting_leaves_the_message_there()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.Faults.Next(1, Fault.ResetsBeforeActing, "sendMessage");
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.SendAsync("satu"));
        Assert.Empty(bot.Server.Messages(Ayu));
        bot.Server.Faults.Next(1, Fault.ResetsAfterActing, "sendMessage");
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.SendAsync("dua"));
        Assert.Equal("dua", Assert.Single(bot.Server.Messages(Ayu)).Text);
        Assert.Equal([0, 0], bot.Server.Calls.Select(c => c.Status));
    }

    [Fact]
    public async Task An_outage_refuses_connections_and_keeps_the_chats()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        await bot.Server.PauseAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.SendAsync("x"));
        await bot.Server.SendTextAsync(Ayu, "halo?");
        await bot.Server.ResumeAsync();
        Assert.Single((await bot.CallAsync("getUpdates")).Good().AsArray());
    }

    [Fact]
    public async Task One_chat_takes_a_burst_then_one_message_a_second()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        bot.Server.AddUser(new TelegramUser(43, "Budi"));
        bot.Server.RateLimits.Enforced = true;
        for (var i = 0; i < bot.Server.RateLimits.ChatBurst; i++)
        {
            (await bot.SendAsync($"{i}")).Good();
        }

        (await bot.SendAsync("x")).Refused(429, "Too Many Requests: retry after 1");

        // The whole bot waits, not the one chat.
        (await bot.CallAsync("sendMessage", new { chat_id = 43, text = "x" })).Refused(429, "Too Many Requests: retry after 1");
        time.Advance(TimeSpan.FromSeconds(1));
        (await bot.CallAsync("sendMessage", new { chat_id = 43, text = "x" })).Good();
        (await bot.SendAsync("x")).Good();
    }

    [Fact]
    public async Task All_chats_together_take_30_messages_a_second()
    {
        var time = new FakeTime();
        await using var bot = await TelegramTestBot.StartAsync(time);
        bot.Server.RateLimits.Enforced = true;
        for (var i = 0; i <= 30; i++)
        {
            bot.Server.AddUser(new TelegramUser(100 + i, $"U{i}"));
            var sent = await bot.CallAsync("sendMessage", new { chat_id = 100 + i, text = "x" });
            Assert.Equal(i < 30 ? 200 : 429, (int)sent.Status);
        }
    }

    [Fact]
    public async Task Waiting_sees_what_is_there_and_what_comes_and_says_what_was_instead()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var later = bot.Server.WaitForTextAsync(Ayu, "kedua");
        (await bot.SendAsync("pertama")).Good();
        Assert.Equal("pertama", (await bot.Server.WaitForTextAsync(Ayu, "pertama")).Text);
        Assert.False(later.IsCompleted);
        (await bot.SendAsync("yang kedua")).Good();
        Assert.Equal("yang kedua", (await later).Text);
        var missing = await Assert.ThrowsAsync<TimeoutException>(() => bot.Server.WaitForTextAsync(Ayu, "ketiga", TimeSpan.Zero));
        Assert.Contains("bot: yang kedua", missing.Message, StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Server.WaitForTextAsync(Ayu, "ketiga", ct: cancelled.Token));
    }

    [Fact]
    public async Task Every_change_raises_the_version_and_is_told()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var (changes, told) = (0, new List<string>());
        bot.Server.Changed += () => Interlocked.Increment(ref changes);
        bot.Server.Happened += e => told.Add($"{e.Kind} {e.Text}");
        var before = bot.Server.Version;
        await bot.Server.SendTextAsync(Ayu, "/saldo");
        (await bot.SendAsync("Rp 0")).Good();
        Assert.True(bot.Server.Version > before && changes > 0);
        Assert.Equal(["message Ayu: /saldo", "call sendMessage to Ayu: 200"], told);
    }
}
