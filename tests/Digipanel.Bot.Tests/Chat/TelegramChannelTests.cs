using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class TelegramChannelTests
{
    private const long Ayu = TelegramBench.Ayu;

    private static readonly Reply Hello = new(Html.Of($"<b>Halo</b> & selamat"));

    [Fact]
    public async Task A_reply_arrives_with_its_markup_and_buttons_and_its_id_is_kept()
    {
        await using var bench = await TelegramBench.StartAsync();

        var outcome = await bench.SendAsync(Hello with { Buttons = [[new Button("Drive") { Url = "https://drive.google.com/x" }, new Button("Salin") { Copy = "abc" }]] });

        var message = Assert.Single(bench.Server.Replies(Ayu));
        Assert.Equal(new SendOutcome.Sent(message.Id.ToString()), outcome);
        Assert.Equal("Halo & selamat", message.Text);
        Assert.Equal("bold", Assert.Single(message.Entities).Type);
        Assert.Equal(("https://drive.google.com/x", "abc"), (message.Button("Drive")!.Url, message.Button("Salin")!.CopyText));
    }

    [Fact]
    public async Task A_qr_code_arrives_as_a_picture_with_its_caption()
    {
        await using var bench = await TelegramBench.StartAsync();

        Assert.IsType<SendOutcome.Sent>(await bench.SendAsync(new Reply(Html.Of($"Bayar <b>Rp 50.000</b>")) { QrContent = "00020101021226" + new string('7', 200) }));

        var message = Assert.Single(bench.Server.Replies(Ayu));
        Assert.Equal(("Bayar Rp 50.000", "image/png"), (message.Text, message.Photo!.ContentType));
        Assert.Equal(message.Photo.Width, message.Photo.Height);
    }

    [Fact]
    public async Task A_person_who_blocked_the_bot_or_is_gone_or_never_wrote_cannot_be_reached()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.AddUser(new TelegramUser(50, "Baru"), TelegramReach.NotStarted);
        bench.Server.AddUser(new TelegramUser(51, "Hilang"), TelegramReach.Deactivated);
        bench.Server.Block(Ayu);

        Assert.Equal(new SendOutcome.Unreachable("Forbidden: bot was blocked by the user"), await bench.SendAsync(Hello));
        Assert.IsType<SendOutcome.Unreachable>(await bench.SendAsync(Hello, "50"));
        Assert.IsType<SendOutcome.Unreachable>(await bench.SendAsync(Hello, "51"));
        Assert.Equal(new SendOutcome.Unreachable("Bad Request: chat not found"), await bench.SendAsync(Hello, "999"));
        Assert.IsType<SendOutcome.Refused>(await bench.SendAsync(Hello, "628123@s.whatsapp.net"));
    }

    [Fact]
    public async Task A_flood_wait_stops_the_whole_channel_for_as_long_as_telegram_says()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(1, Fault.TooManyRequests(17));

        Assert.Equal(new SendOutcome.RetryLater(TimeSpan.FromSeconds(17), WholeChannel: true, "Too Many Requests"), await bench.SendAsync(Hello));
    }

    [Fact]
    public async Task Their_faults_and_lost_connections_are_tried_again()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(1, Fault.Answers(502));
        bench.Server.Faults.Next(1, Fault.ResetsBeforeActing);

        // Of a server's fault, in the Bot API's own form too, nobody can say whether the message went out before.
        Assert.Equal(new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "Bad Gateway") { MayHaveArrived = true }, await bench.SendAsync(Hello));
        Assert.IsType<SendOutcome.RetryLater>(await bench.SendAsync(Hello));
        await bench.Server.PauseAsync();
        Assert.Equal(new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "sendMessage: ConnectionError"), await bench.SendAsync(Hello));
        await bench.Server.ResumeAsync();
        Assert.IsType<SendOutcome.Sent>(await bench.SendAsync(Hello));
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_by_the_clock()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromHours(1)));

        var sending = bench.SendAsync(Hello);
        await bench.Server.WaitUntilAsync(() => bench.Server.Replies(Ayu).Count == 1);
        bench.Test.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "sendMessage: no answer in 30 s") { MayHaveArrived = true }, await sending);
    }

    [Fact]
    public async Task A_form_that_telegram_refuses_after_all_is_sent_as_plain_text_with_its_links()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(1, Fault.Answers(400, """{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_URL_INVALID"}"""), "sendMessage");

        Assert.IsType<SendOutcome.Sent>(await bench.SendAsync(Hello with { Buttons = [[new Button("Drive") { Url = "https://drive.google.com/x" }]] }));

        Assert.Equal("Halo & selamat\nDrive: https://drive.google.com/x", Assert.Single(bench.Server.Replies(Ayu)).Text);
        Assert.Contains("BUTTON_URL_INVALID", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_refused_twice_is_given_up()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(2, Fault.Answers(400, """{"ok":false,"error_code":400,"description":"Bad Request: something new"}"""));

        Assert.Equal(new SendOutcome.Refused("400: Bad Request: something new"), await bench.SendAsync(Hello));
    }

    [Fact]
    public async Task A_token_that_telegram_does_not_know_stops_the_channel_and_loses_nothing()
    {
        await using var bench = await TelegramBench.StartAsync(token: "7000000001:AArevoked-token_0123456789abcdef");

        Assert.Equal(new SendOutcome.RetryLater(TimeSpan.FromMinutes(1), WholeChannel: true, "Unauthorized"), await bench.SendAsync(Hello));
        Assert.Contains("set Telegram:BotToken", bench.Logs.Text, StringComparison.Ordinal);
        Assert.True(bench.IsTokenRefused);
    }

    [Fact]
    public async Task A_token_that_is_refused_for_a_while_is_no_trouble_any_more_once_a_message_or_a_poll_passes()
    {
        await using var bench = await TelegramBench.StartAsync();
        foreach (var pass in new Func<Task>[] { () => bench.SendAsync(Hello), () => bench.Poller.RunOnceAsync(default) })
        {
            bench.Server.Faults.Next(1, Fault.Answers(401));
            await bench.SendAsync(Hello);
            Assert.True(bench.IsTokenRefused);
            await pass();
            Assert.False(bench.IsTokenRefused);
        }
    }

    [Fact]
    public async Task A_pressed_button_stops_spinning_and_runs_its_command()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Server.SendTextAsync(Ayu, "/start");
        await bench.Poller.RunOnceAsync(default);
        await bench.SendAllAsync();

        var press = await bench.Server.PressAsync(Ayu, bench.Server.Replies(Ayu)[0].Id, "saldo:pressed");
        await bench.Poller.RunOnceAsync(default);
        await bench.SendAllAsync();

        Assert.True((await bench.Server.WaitForAnswerAsync(press.QueryId)).Answered);
        Assert.Equal("menu saldo:pressed", bench.Answers());
    }

    [Fact]
    public async Task A_button_pressed_long_ago_holds_nothing_up()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.SendAsync(Hello with { Buttons = [[new Button("x") { Action = "saldo" }]] });
        var press = await bench.Server.PressAsync(Ayu, bench.Server.Replies(Ayu)[0].Id, "saldo");
        bench.Test.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new SendOutcome.Sent(null), await bench.SendAsync(new Reply(Html.Empty) { AnswersCallback = press.QueryId }));
        Assert.Equal(400, bench.Server.Calls[^1].Status);
    }

    [Fact]
    public async Task Messages_wait_for_a_person_who_blocked_the_bot_and_arrive_when_they_come_back()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Server.SendTextAsync(Ayu, "/saldo 1");
        await bench.Poller.RunOnceAsync(default);
        bench.Server.Block(Ayu);
        await bench.Poller.RunOnceAsync(default);
        await bench.SendAllAsync();
        Assert.Equal("", bench.Answers());

        bench.Server.Unblock(Ayu);
        await bench.Poller.RunOnceAsync(default);
        await bench.SendAllAsync();
        Assert.Equal("saldo:1", bench.Answers());
    }

    [Fact]
    public async Task The_outbox_keeps_telegrams_pace()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.RateLimits.Enforced = true;
        for (var chat = 100; chat < 140; chat++)
        {
            bench.Server.AddUser(new TelegramUser(chat, "u"));
        }

        await bench.Test.Store.InTransaction(tx =>
        {
            for (var chat = 100; chat < 140; chat++)
            {
                for (var i = 0; i < 6; i++)
                {
                    Outbox.Enqueue(tx, new ChatAddress("telegram", $"{chat}"), new Reply(Html.Of($"{i}")));
                }
            }
        });

        while (bench.Server.Calls.Count < 240)
        {
            await bench.Sender.RunOnceAsync(default);
            bench.Test.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.All(bench.Server.Calls, call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Nothing_that_goes_wrong_writes_the_token_down()
    {
        await using var bench = await TelegramBench.StartAsync();
        Fault[] faults =
        [
            Fault.Answers(400), Fault.Answers(401), Fault.Answers(403), Fault.Answers(404), Fault.Answers(409), Fault.Answers(413), Fault.TooManyRequests(2), Fault.Answers(500),
            Fault.Answers(200, "<html>"), Fault.Answers(302), Fault.ResetsBeforeActing, Fault.ResetsAfterActing,
            Fault.Answers(400, $$"""{"ok":false,"error_code":400,"description":"cannot POST /bot{{TelegramBench.Token}}/sendMessage"}"""),
        ];
        foreach (var fault in faults)
        {
            bench.Server.Faults.Next(2, fault, "sendMessage");
            bench.Server.PollFaults.Next(1, fault);
            await bench.Test.Store.InTransaction(tx => Outbox.Enqueue(tx, new ChatAddress("telegram", "42"), Hello));
            await bench.Poller.RunOnceAsync(default);
            await bench.Sender.RunOnceAsync(default);
            bench.Test.Time.Advance(TimeSpan.FromHours(2));
            bench.Server.Faults.Clear();
        }

        await bench.Server.PauseAsync();
        await bench.Poller.RunOnceAsync(default);
        await bench.Sender.RunOnceAsync(default);

        Assert.NotEmpty(bench.Logs.Lines);
        Assert.DoesNotContain(TelegramBench.Token.Split(':')[1], bench.Logs.Text, StringComparison.Ordinal);
        var stored = bench.Test.Store.Read(c => Dapper.SqlMapper.Query<string>(c, "SELECT error FROM outbox WHERE error IS NOT NULL"));
        Assert.NotEmpty(stored);
        Assert.DoesNotContain(stored, text => text.Contains(TelegramBench.Token.Split(':')[1], StringComparison.Ordinal));
    }
}
