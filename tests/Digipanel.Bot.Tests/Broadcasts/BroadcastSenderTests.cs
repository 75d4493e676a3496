using System.Globalization;
using Dapper;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;

namespace Digipanel.Bot.Tests.Broadcasts;

public sealed class BroadcastSenderTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    [Fact]
    public async Task Everybody_gets_it_once_just_under_the_channels_pace()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(150);
        var id = await bench.StartAsync();
        var begun = bench.Time.GetUtcNow();
        await bench.RunToEndAsync(id, Step, Most);

        Assert.Equal("sent 151", bench.Counts(id));
        Assert.Equal(151, bench.Telegram.To("Promo!").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(151, bench.Telegram.Sent.Count);

        // 25 a second, of which nine tenths are used: 22.5.
        var took = (bench.Telegram.Sent.Max(s => s.At) - begun).TotalSeconds;
        Assert.InRange(took, 151 / 23.5, 151 / 21.5);
        var busiest = bench.Telegram.Sent.GroupBy(s => (long)(s.At - begun).TotalSeconds).Max(g => g.Count());
        Assert.True(busiest <= 28, $"{busiest} in one second");
    }

    [Fact]
    public async Task Customers_own_messages_wait_for_no_broadcast()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(150);
        var id = await bench.StartAsync();
        var asked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var turns = 0;
        await bench.RunToEndAsync(id, Step, Most, async () =>
        {
            // Ten a second: of the pace's 25 much less than a broadcast would like to have.
            var name = string.Create(CultureInfo.InvariantCulture, $"own {++turns}");
            asked[name] = bench.Time.GetUtcNow();
            await bench.Test.Store.InTransaction(tx => Outbox.Enqueue(tx, new ChatAddress("telegram", $"{turns}"), new Reply(Html.Plain(name))));
            while (await bench.Outbox.RunOnceAsync(default))
            {
            }
        });

        var own = bench.Telegram.Sent.Where(s => s.Text.StartsWith("own", StringComparison.Ordinal)).ToDictionary(s => s.Text, s => s.At, StringComparer.Ordinal);
        Assert.All(asked, a => Assert.Equal(a.Value, own[a.Key]));
        Assert.Equal(151, bench.Telegram.To("Promo!").Count());
    }

    [Fact]
    public async Task A_flood_wait_stops_the_whole_channel_and_costs_nobody_the_message()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(100);
        var id = await bench.StartAsync();
        var floods = 3;
        bench.Telegram.Answers = m => bench.Telegram.Sent.Count % 20 == 10 && floods-- > 0 ? new SendOutcome.RetryLater(TimeSpan.FromSeconds(30), WholeChannel: true, "Too Many Requests") : null;
        await bench.RunToEndAsync(id, Step, Most);

        Assert.Equal("sent 101", bench.Counts(id));
        Assert.Equal(101, bench.Telegram.To("Promo!").Distinct(StringComparer.Ordinal).Count());
        var times = bench.Telegram.Sent.Select(s => s.At).Order().ToList();
        Assert.Contains(times.Zip(times.Skip(1)), pair => pair.Second - pair.First >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Who_has_blocked_the_bot_is_unreachable_from_then_on_and_holds_nobody_up()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(20);
        var id = await bench.StartAsync();
        bench.Telegram.Answers = m => m.ChatId is "3" or "7" ? new SendOutcome.Unreachable("Forbidden: bot was blocked by the user") : null;
        await bench.RunToEndAsync(id, Step, Most);

        Assert.Equal("blocked 2, sent 19", bench.Counts(id));
        Assert.Equal(["3", "7"], bench.Test.Store.Read(c => c.Query<string>("SELECT chat_id FROM customers WHERE reachable = 0").AsList()));
        Assert.Contains("Memblokir bot: 2", bench.Card(id).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason_and_what_surely_did_not_arrive_is_tried_five_times()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(10);
        var id = await bench.StartAsync();
        var tries = 0;
        bench.Telegram.Answers = m => m.ChatId switch
        {
            "2" => new SendOutcome.Refused("400: Bad Request: no"),
            "5" when ++tries > 0 => new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "sendMessage: ConnectionError"),
            _ => null,
        };
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), Most);
        Assert.Equal("failed 2, sent 9", bench.Counts(id));
        Assert.Equal(5, tries);
        Assert.Contains("1 × 400: Bad Request: no", bench.Card(id).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_in_doubt_and_not_sent_again_by_itself()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(10);
        var id = await bench.StartAsync();
        bench.Telegram.Answers = m => m.ChatId == "4" ? new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "no answer in 30 s") { MayHaveArrived = true } : null;
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("sent 10, uncertain 1", bench.Counts(id));
        Assert.Single(bench.Telegram.Sent, s => s.ChatId == "4");
        Assert.Contains("Kirim lagi ke 1 orang", bench.Card(id).Buttons[0][0].Label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_is_left_alone_so_that_few_are_in_doubt()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(100);
        var id = await bench.StartAsync();
        var until = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(10);
        bench.Telegram.Answers = _ => bench.Time.GetUtcNow() < until ? new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "no answer in 30 s") { MayHaveArrived = true } : null;
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), Most);
        Assert.InRange(bench.Test.Store.Read(c => BroadcastCounts.Read(c, id)).Uncertain, 5, 30);
        Assert.Equal(101, bench.Telegram.To("Promo!").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(101, bench.Telegram.Sent.Count);
    }

    [Fact]
    public async Task Who_cannot_be_written_to_now_costs_no_time()
    {
        using var bench = new BroadcastBench(new RecordingChannel(perSecond: 75), new RecordingChannel("whatsapp", 75));
        await bench.PeopleAsync(300, "whatsapp");
        bench.Channels[1].Answers = _ => new SendOutcome.OutsideWindow("the person has not written for 24 hours");
        var id = await bench.StartAsync();
        var begun = bench.Time.GetUtcNow();
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("sent 1, skipped 300", bench.Counts(id));
        Assert.True(bench.Time.GetUtcNow() - begun < TimeSpan.FromSeconds(1), $"{bench.Time.GetUtcNow() - begun}");
    }

    [Fact]
    public async Task Who_has_left_in_the_meantime_is_left_out()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(10);
        var id = await bench.StartAsync();
        await bench.Test.Store.InTransaction(tx =>
        {
            tx.Execute("UPDATE customers SET promotions = 0 WHERE chat_id = '2'");
            tx.Execute("UPDATE customers SET blocked = 1 WHERE chat_id = '3'");
            tx.Execute("UPDATE customers SET reachable = 0 WHERE chat_id = '4'");
        });
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("sent 8, skipped 3", bench.Counts(id));
        Assert.DoesNotContain(bench.Telegram.Sent, s => s.ChatId is "2" or "3" or "4");
    }

    [Fact]
    public async Task Paused_nothing_leaves_and_let_go_on_the_rest_gets_it()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(50);
        var id = await bench.StartAsync();
        await bench.TurnAsync();
        await bench.MoveAsync(id, BroadcastState.Paused, BroadcastState.Running);
        var sent = bench.Telegram.Sent.Count;
        Assert.InRange(sent, 1, 49);
        for (var i = 0; i < 50; i++)
        {
            bench.Time.Advance(Step);
            await bench.TurnAsync();
        }

        Assert.Equal(sent, bench.Telegram.Sent.Count);
        await bench.MoveAsync(id, BroadcastState.Ready, BroadcastState.Paused);
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal(51, bench.Telegram.To("Promo!").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(51, bench.Telegram.Sent.Count);
    }

    [Fact]
    public async Task The_second_waits_for_the_first_and_for_its_time()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(20);
        var first = await bench.StartAsync();
        var second = await bench.DraftAsync("Kedua", bench.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        await bench.MoveAsync(second, BroadcastState.Ready, BroadcastState.Draft);
        var third = await bench.DraftAsync("Ketiga");
        await bench.MoveAsync(third, BroadcastState.Ready, BroadcastState.Draft);
        bench.Telegram.Clear();
        await bench.RunToEndAsync(first, Step, Most);
        Assert.Equal(BroadcastState.Ready, bench.Find(third).State);
        await bench.RunToEndAsync(third, Step, Most);
        Assert.Empty(bench.Telegram.To("Kedua"));
        var due = bench.Find(second).Due!.Value;
        await bench.RunToEndAsync(second, TimeSpan.FromSeconds(1), Most);

        Assert.Equal(21, bench.Telegram.To("Ketiga").Count());
        Assert.Equal(21, bench.Telegram.To("Kedua").Count());
        Assert.True(bench.Telegram.Sent.Where(s => s.Text == "Kedua").Min(s => s.At) >= due);
        Assert.True(bench.Telegram.Sent.Where(s => s.Text == "Promo!").Max(s => s.At) <= bench.Telegram.Sent.Where(s => s.Text == "Ketiga").Min(s => s.At));
    }

    [Fact]
    public async Task A_message_that_cannot_be_copied_any_more_pauses_it_for_everybody()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(30);
        var id = await bench.StartAsync();
        bench.Telegram.Answers = _ => new SendOutcome.Unsendable("Bad Request: message to copy not found");
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("pending 31", bench.Counts(id));
        Assert.Equal(BroadcastState.Paused, bench.Find(id).State);
        Assert.Contains("message to copy not found", bench.Card(id).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_the_report_tells_also_what_was_on_its_way()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(1);
        var id = await bench.StartAsync();
        await bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE broadcast_recipients SET due_at = @due WHERE id = 2", new { due = tx.NowMs + 2_000 }));
        await bench.TurnAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        var isStopped = false;
        bench.Telegram.Answers = m =>
        {
            if (m.Tag is not null && !isStopped)
            {
                // Nobody waits for it: the report is shown before its answer is there.
                isStopped = true;
                StopAsync().GetAwaiter().GetResult();
            }

            return null;
        };
        await bench.TurnAsync();
        bench.Time.Advance(Cards.EditIntervalMin);
        await ReadAsync();

        Assert.True(isStopped);
        Assert.Equal("sent 2", bench.Counts(id));
        Assert.Equal(bench.Card(id).Text.Markup, bench.Telegram.Sent[^1].Text);

        async Task StopAsync()
        {
            await bench.PressAsync(bench.Card(id).Buttons[0][1].Action!);
            await ReadAsync();
        }

        async Task ReadAsync()
        {
            while (await bench.Outbox.RunOnceAsync(default))
            {
            }
        }
    }

    [Fact]
    public async Task An_admin_who_cannot_be_written_to_keeps_no_others_draft_waiting()
    {
        using var bench = new BroadcastBench(new RecordingChannel(), new RecordingChannel("whatsapp"));
        bench.Channels[1].Answers = _ => new SendOutcome.RetryLater(TimeSpan.FromHours(1), WholeChannel: true, "131048: spam rate limit hit");
        var other = await bench.Test.NewCustomerAsync("628111", "whatsapp");
        var stuck = await bench.Test.Store.InTransaction(tx => BroadcastTable.Insert(tx, other, new BroadcastContent(Html.Plain("Nanti")), null));
        var draft = await bench.DraftAsync();
        Assert.Equal(("owed", "sent", true), (bench.Find(stuck).Preview, bench.Find(draft).Preview, bench.Find(draft).IsCounted));
    }

    [Fact]
    public async Task After_a_rest_one_who_is_left_out_costs_the_others_no_further_rest()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(40);
        var id = await bench.StartAsync();
        var failures = 0;
        bench.Telegram.Answers = _ => ++failures <= 5 ? new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "sendMessage: ConnectionError") : null;
        await bench.TurnAsync();
        await bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE customers SET promotions = 0 WHERE id IN (SELECT account_id FROM broadcast_recipients WHERE state = 'pending' AND attempts = 0 ORDER BY id LIMIT 20)"));
        var begun = bench.Time.GetUtcNow();
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("sent 21, skipped 20", bench.Counts(id));
        Assert.InRange(bench.Telegram.Sent.Max(s => s.At) - begun, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData(131048)]
    [InlineData(368)]
    public async Task A_number_that_meta_holds_back_for_what_it_sends_sends_no_more_of_it_until_an_admin_says_so(int code)
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(30);
        var id = await bench.StartAsync();
        bench.Telegram.Answers = m => m.Tag is null ? null : WhatsAppErrors.OutcomeOf(code, $"{code}: too many complaints", 0);
        await bench.TurnAsync();
        Assert.Equal(("pending 31", BroadcastState.Paused), (bench.Counts(id), bench.Find(id).State));
        Assert.Contains($"{code}: too many complaints", bench.Card(id).Text.Markup, StringComparison.Ordinal);
    }
}
