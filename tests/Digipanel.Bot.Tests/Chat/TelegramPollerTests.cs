using System.Text.Json;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class TelegramPollerTests
{
    private const long Ayu = TelegramBench.Ayu;

    [Fact]
    public async Task An_update_is_persisted_first_and_confirmed_by_the_next_poll()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");

        Assert.True(await bench.Poller.RunOnceAsync(default));
        Assert.Equal((1, 1), (bench.InboxRows(), bench.Server.PendingUpdates));

        Assert.False(await bench.Poller.RunOnceAsync(default));
        Assert.Equal((1, 0), (bench.InboxRows(), bench.Server.PendingUpdates));
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_confirmation_brings_the_update_again_and_answers_it_once()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");
        await bench.Poller.RunOnceAsync(default);

        using var afterRestart = bench.NewPoller();
        Assert.True(await afterRestart.RunOnceAsync(default));
        await afterRestart.RunOnceAsync(default);
        await bench.SendAllAsync();

        Assert.Equal("saldo:1", bench.Answers());
    }

    [Fact]
    public async Task A_repeated_update_is_answered_once()
    {
        await using var bench = await TelegramBench.StartAsync();
        var sent = await bench.Server.SendTextAsync(Ayu, "/saldo 1");
        await bench.Poller.RunOnceAsync(default);
        await bench.Poller.RunOnceAsync(default);

        bench.Server.RepeatUpdate(sent.UpdateId!.Value);
        Assert.True(await bench.Poller.RunOnceAsync(default));
        await bench.SendAllAsync();

        Assert.Equal("saldo:1", bench.Answers());
    }

    [Fact]
    public async Task Updates_of_a_chat_keep_their_order()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.AddUser(new TelegramUser(43, "Budi"));
        for (var i = 0; i < 30; i++)
        {
            await bench.Server.SendTextAsync(Ayu, $"/saldo {i}");
            await bench.Server.SendTextAsync(43, $"/saldo {i}");
        }

        await bench.Poller.RunOnceAsync(default);
        await bench.SendAllAsync();

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 30).Select(i => $"saldo:{i}")), bench.Answers());
    }

    [Fact]
    public async Task The_offset_is_named_only_to_confirm_because_ids_start_anywhere_after_a_silence()
    {
        await using var bench = await TelegramBench.StartAsync();
        var sent = await bench.Server.SendTextAsync(Ayu, "hi");
        await bench.Poller.RunOnceAsync(default);
        await bench.Poller.RunOnceAsync(default);
        await bench.Poller.RunOnceAsync(default);

        const string Rest = "\"limit\":100,\"timeout\":0,\"allowed_updates\":[\"message\",\"callback_query\",\"my_chat_member\"]}";
        Assert.Equal($"getUpdates {{{Rest}\ngetUpdates {{\"offset\":{sent.UpdateId + 1},{Rest}\ngetUpdates {{{Rest}", bench.Wire.Bodies("getUpdates"));
    }

    [Fact]
    public async Task A_weird_update_blocks_nobody()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.PollFaults.Next(1, Fault.Answers(200, """
            {"ok":true,"result":[{"update_id":900,"message":"weird"},{"update_id":901,"message":{"message_id":1,"date":1,
            "chat":{"id":42,"type":"private"},"from":{"id":42,"is_bot":false,"first_name":"Ayu"},"text":"/saldo after"}}]}
            """));

        Assert.True(await bench.Poller.RunOnceAsync(default));
        await bench.SendAllAsync();

        Assert.Equal("saldo:after", bench.Answers());
        Assert.Contains("1 update(s) up to 901 could not be read", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_left_over_is_removed_at_the_start()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Client.SetWebhookAsync(new SetWebhookRequest("https://old.example/hook", "s", 40, ["message"]), default);
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");

        Assert.True(await bench.Poller.RunOnceAsync(default));
        Assert.Null(bench.Server.WebhookUrl);
    }

    [Fact]
    public async Task A_webhook_set_meanwhile_is_told_and_removed()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Poller.RunOnceAsync(default);
        await bench.Client.SetWebhookAsync(new SetWebhookRequest("https://other.example/hook", "s", 40, ["message"]), default);
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");

        Assert.False(await bench.Poller.RunOnceAsync(default));
        Assert.Contains("Another program uses this bot token (Conflict: can't use getUpdates method while webhook is active", bench.Logs.Text, StringComparison.Ordinal);
        Assert.True(await bench.Poller.RunOnceAsync(default));
    }

    [Fact]
    public async Task A_database_that_cannot_write_loses_no_update()
    {
        var disk = new FullDisk();
        await using var bench = await TelegramBench.StartAsync(observer: disk);
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");

        disk.IsFull = true;
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Poller.RunOnceAsync(default));
        Assert.Equal(1, bench.Server.PendingUpdates);

        disk.IsFull = false;
        Assert.True(await bench.Poller.RunOnceAsync(default));
        await bench.SendAllAsync();
        Assert.Equal("saldo:1", bench.Answers());
    }

    [Fact]
    public async Task A_poller_that_runs_answers_without_waiting_for_its_clock()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Poller.StartAsync(default);
        await bench.Sender.StartAsync(default);

        Assert.Equal("saldo:now", (await bench.Server.AskAsync(Ayu, "/saldo now")).Text);
        Assert.Equal("saldo:again", (await bench.Server.AskAsync(Ayu, "/saldo again")).Text);

        await bench.Poller.StopAsync(default);
        await bench.Sender.StopAsync(default);
        Assert.DoesNotContain("Error", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_outlived_and_waited_for_as_long_as_telegram_says()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");
        bench.Server.Faults.Next(1, Fault.Answers(502), "deleteWebhook");
        bench.Server.PollFaults.Next(1, Fault.ResetsBeforeActing);
        bench.Server.PollFaults.Next(1, Fault.ResetsAfterActing);
        bench.Server.PollFaults.Next(1, Fault.TooManyRequests(33));
        bench.Server.PollFaults.Next(1, Fault.Answers(500));

        for (var fault = 0; fault < 5; fault++)
        {
            Assert.False(await bench.Poller.RunOnceAsync(default));
        }

        Assert.True(await bench.Poller.RunOnceAsync(default));
        Assert.Contains("asking again in 00:00:33", bench.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("asking again in 00:00:16", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_token_is_told_with_what_to_do_and_without_the_token()
    {
        await using var bench = await TelegramBench.StartAsync(token: "7000000001:AArevoked-token_0123456789abcdef");

        Assert.False(await bench.Poller.RunOnceAsync(default));

        Assert.Contains("set Telegram:BotToken to the one @BotFather shows", bench.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AArevoked", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_taken_is_asked_for_in_smaller_parts()
    {
        await using var bench = await TelegramBench.StartAsync();
        var limits = new List<int>();
        using var handler = new StubHandler(request =>
        {
            // Anybody may send hundreds of messages full of links while the bot is down: the answer grows over what is read.
            var isPoll = request.RequestUri!.Segments[^1] == "getUpdates";
            var limit = isPoll ? JsonDocument.Parse(request.Content!.ReadAsStringAsync().Result).RootElement.GetProperty("limit").GetInt32() : 0;
            limits.AddRange(isPoll ? [limit] : []);
            return new HttpResponseMessage { Content = new StringContent(!isPoll ? """{"ok":true,"result":true}""" : limit > 10 ? "cut off" : """{"ok":true,"result":[]}""") };
        });
        using var client = new BotApiClient(bench.Options, handler, bench.Test.Time);
        using var poller = new TelegramPoller(client, bench.Dispatcher, new TokenTrouble(bench.Test.Store), bench.Test.Store, bench.Test.Time, bench.Logger<TelegramPoller>());
        for (var poll = 0; poll < 6; poll++)
        {
            await poller.RunOnceAsync(default);
        }

        Assert.Equal([100, 50, 25, 12, 6, 100], limits);
    }

    private sealed class FullDisk : IStoreObserver
    {
        public volatile bool IsFull;

        public void BeforeCommit()
        {
            if (IsFull)
            {
                throw new IOException("disk full");
            }
        }

        public void AfterCommit()
        {
        }
    }
}
