using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class WhatsAppChannelTests
{
    private static readonly Reply Delivery = new(Html.Of($"🎉 <b>Pesanan #12 selesai!</b>\nGreen *Template*\n\n📥 Google Drive:\nhttps://drive.google.com/file/d/1a_B-c/view"))
    {
        IsDelivery = true, Buttons = [[new Button("📥 Google Drive") { Url = "https://drive.google.com/file/d/1a_B-c/view" }]],
    };

    [Fact]
    public async Task A_phone_number_goes_to_to_and_a_business_scoped_id_to_recipient()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        await bench.WriteAsync("ID.13491208655302741918", "wamid.IN2");
        await bench.OweAsync("a");
        await bench.OweAsync("b", "ID.13491208655302741918");
        await bench.SendAsync();
        Assert.Equal(["recipient:ID.13491208655302741918", "to:6281234567890"], bench.Cloud.Messages.Select(m =>
            m.TryGetProperty("to", out var to) ? $"to:{to}" : $"recipient:{m.GetProperty("recipient")}").Order(StringComparer.Ordinal).ToList());
        Assert.Empty(bench.Cloud.Problems);
    }

    [Fact]
    public async Task Outside_the_window_nothing_is_called_and_everything_goes_when_the_person_writes()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(24));
        await bench.OweAsync(Delivery);
        await bench.OweAsync("b");
        await bench.SendAsync();
        Assert.Empty(bench.Cloud.Messages);
        Assert.Equal(1, bench.One<int>("SELECT parked FROM outbox ORDER BY id LIMIT 1"));

        await bench.WriteAsync(messageId: "wamid.IN2");
        await bench.SendAsync();
        Assert.Equal(2, bench.Cloud.Messages.Count);
        Assert.Equal(0, bench.One<int>("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
    }

    [Fact]
    public async Task To_somebody_who_never_wrote_nothing_is_sent()
    {
        using var bench = new WhatsAppBench();
        await bench.OweAsync("an alert");
        await bench.SendAsync();
        Assert.Empty(bench.Cloud.Messages);
        await bench.WriteAsync();
        await bench.SendAsync();
        Assert.Equal(["an alert"], bench.Cloud.Bodies);
    }

    [Fact]
    public async Task A_second_before_the_window_closes_free_text_passes()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await bench.OweAsync("a");
        await bench.SendAsync();
        Assert.Equal(["a"], bench.Cloud.Bodies);
    }

    [Fact]
    public async Task A_delivery_outside_the_window_goes_as_the_template_in_one_line()
    {
        using var bench = new WhatsAppBench(template: "order_ready");
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(30));
        await bench.OweAsync(Delivery);
        await bench.SendAsync();
        Assert.Equal(["template: 🎉 Pesanan #12 selesai! · Green ∗Template∗ · 📥 Google Drive: · https://drive.google.com/file/d/1a_B-c/view"], bench.Cloud.Bodies);
        var template = bench.Cloud.Messages[0].GetProperty("template");
        Assert.Equal("order_ready id", $"{template.GetProperty("name")} {template.GetProperty("language").GetProperty("code")}");
        Assert.Equal("sent", bench.One<string>("SELECT state FROM outbox"));
        Assert.Empty(bench.Cloud.Problems);
    }

    [Fact]
    public async Task Where_meta_takes_the_window_for_closed_a_delivery_goes_as_the_template()
    {
        using var bench = new WhatsAppBench(template: "order_ready");
        bench.Cloud.Fails(131047);
        await bench.WriteAsync();
        await bench.OweAsync(Delivery);
        await bench.SendAsync();
        Assert.Equal(["interactive", "template"], bench.Cloud.Messages.Select(m => m.GetProperty("type").GetString()).ToList());
        Assert.Equal("sent", bench.One<string>("SELECT state FROM outbox"));
    }

    [Theory]
    [InlineData(132000)] // the number of parameters does not match
    [InlineData(132001)] // does not exist
    [InlineData(132015)] // paused
    [InlineData(131042)] // not paid for
    [InlineData(131009)]
    [InlineData(131049)] // "not delivered to maintain healthy ecosystem engagement": Meta took the template for marketing
    [InlineData(131050)] // they want no marketing
    [InlineData(130472)] // part of an experiment
    public async Task A_template_that_is_not_taken_leaves_the_delivery_waiting_for_the_persons_word(int code)
    {
        using var bench = new WhatsAppBench(template: "order_ready");
        bench.Cloud.Fails(code);
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(30));
        await bench.OweAsync(Delivery);
        await bench.SendAsync();
        Assert.Equal(1, bench.One<int>("SELECT parked FROM outbox WHERE state = 'pending'"));
        await bench.WriteAsync(messageId: "wamid.IN2");
        await bench.SendAsync();
        Assert.Equal("interactive", bench.Cloud.Messages[^1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_delivery_does_not_wait_behind_what_is_not_worth_a_template_and_the_rest_comes_in_order()
    {
        using var bench = new WhatsAppBench(template: "order_ready");
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(30));
        await bench.OweAsync("a refund");
        await bench.SendAsync();
        await bench.OweAsync("another");
        await bench.OweAsync(Delivery);
        await bench.OweAsync("a third");
        await bench.SendAsync();
        Assert.Equal("template", bench.Cloud.Messages.Single().GetProperty("type").GetString());

        await bench.WriteAsync(messageId: "wamid.IN2");
        await bench.SendAsync();
        Assert.Equal(["a refund", "another", "a third"], bench.Cloud.Bodies[1..]);
    }

    [Fact]
    public async Task A_message_given_up_while_it_is_under_way_stays_given_up_and_is_no_fault()
    {
        using var bench = new WhatsAppBench();
        bench.Cloud.Does(async _ =>
        {
            await bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE outbox SET state = 'dead', settled_at = @NowMs", new { tx.NowMs }), CancellationToken.None);
            return CloudStub.Answer(200, CloudStub.Success);
        });
        await bench.WriteAsync();
        await bench.OweAsync("a");
        await bench.SendAsync();
        Assert.Equal("dead", bench.One<string>("SELECT state FROM outbox"));
        Assert.DoesNotContain(bench.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anything_but_a_delivery_is_not_worth_a_template()
    {
        using var bench = new WhatsAppBench(template: "order_ready");
        await bench.WriteAsync();
        bench.Test.Time.Advance(TimeSpan.FromHours(30));
        await bench.OweAsync("a refund");
        await bench.SendAsync();
        Assert.Empty(bench.Cloud.Messages);
    }

    [Fact]
    public async Task What_was_offered_last_is_remembered_in_the_order_shown()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        await bench.OweAsync(new Reply(Html.Of($"menu")) { Buttons = [.. Enumerable.Range(1, 12).Select(n => (IReadOnlyList<Button>)[new Button($"Option {n}") { Action = $"do:{n}" }])] });
        await bench.OweAsync("no options");
        await bench.SendAsync();
        Assert.Equal("[" + string.Join(',', Enumerable.Range(1, 12).Select(n => $"\"do:{n}\"")) + "]", bench.One<string>("SELECT shown_options FROM whatsapp_contacts"));
        Assert.Equal(bench.Test.Time.GetUtcNow().ToUnixTimeMilliseconds(), bench.One<long>("SELECT options_at FROM whatsapp_contacts"));
    }

    [Fact]
    public async Task A_qr_code_is_uploaded_and_heads_the_buttons()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        await bench.OweAsync(new Reply(Html.Of($"Scan")) { QrContent = "00020101021226", Buttons = [[new Button("Cek") { Action = "cek" }]] });
        await bench.SendAsync();
        Assert.Contains("name=\"messaging_product\"", bench.Cloud.Uploads[0], StringComparison.Ordinal);
        Assert.Contains("filename=\"qr.png\"", bench.Cloud.Uploads[0], StringComparison.Ordinal);
        Assert.Equal("media1", bench.Cloud.Messages[0].GetProperty("interactive").GetProperty("header").GetProperty("image").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_stamp_is_uploaded_once_for_all_messages_and_again_where_meta_has_forgotten_it()
    {
        using var bench = new WhatsAppBench();
        var stamped = new Reply(Html.Of($"cancelled")) { Picture = Stamp.Cancelled };
        await bench.WriteAsync();
        await bench.OweAsync(stamped);
        await bench.OweAsync(stamped);
        await bench.SendAsync();
        Assert.Single(bench.Cloud.Uploads);

        bench.Cloud.Fails(131053);
        await bench.OweAsync(stamped);
        await bench.SendAsync();
        await bench.SendAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, bench.Cloud.Uploads.Count);
        Assert.Equal(0, bench.One<int>("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
    }

    [Fact]
    public async Task A_file_that_meta_does_not_take_holds_its_words_back_for_a_while_and_not_for_ever()
    {
        using var bench = new WhatsAppBench();
        for (var i = 0; i < 4; i++)
        {
            bench.Cloud.FailsUpload(131053);
        }

        await bench.WriteAsync();
        await bench.OweAsync(new Reply(Html.Of($"Scan")) { QrContent = "00020101021226" });
        for (var i = 0; i < 4; i++)
        {
            await bench.SendAfterAsync(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(["Scan"], bench.Cloud.Bodies);
        Assert.Equal("text", bench.Cloud.Messages[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_file_that_meta_takes_and_then_cannot_send_does_not_hold_its_words_back_for_ever_either()
    {
        using var bench = new WhatsAppBench();
        for (var i = 0; i < 4; i++)
        {
            bench.Cloud.Fails(131053);
        }

        await bench.WriteAsync();
        await bench.OweAsync(new Reply(Html.Of($"Scan")) { QrContent = "00020101021226" });
        for (var i = 0; i < 4; i++)
        {
            await bench.SendAfterAsync(TimeSpan.FromMinutes(2));
        }

        Assert.Equal("text", bench.Cloud.Messages[^1].GetProperty("type").GetString());
        Assert.Equal("sent", bench.One<string>("SELECT state FROM outbox"));
    }

    [Fact]
    public async Task A_list_as_a_file_goes_as_a_document()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        await bench.OweAsync(new Reply(Html.Of($"Your list")) { Document = new TextDocument("riwayat pesanan.txt", "#1 Größe") });
        await bench.SendAsync();
        Assert.Contains("#1 Größe", bench.Cloud.Uploads[0], StringComparison.Ordinal);
        Assert.Equal("riwayat-pesanan.txt", bench.Cloud.Messages[0].GetProperty("document").GetProperty("filename").GetString());
        Assert.Equal("Your list", bench.Cloud.Bodies.Single());
    }

    [Fact]
    public async Task Each_message_of_a_person_is_told_to_be_read_once()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync(messageId: "wamid.IN1");
        await bench.OweAsync("a");
        await bench.OweAsync("b");
        await bench.SendAsync();
        await bench.Channel.ShowTypingAsync(WhatsAppBench.Ayu, default);
        await bench.WriteAsync(messageId: "wamid.IN2");
        await bench.Channel.ShowTypingAsync(WhatsAppBench.Ayu, default);
        await bench.Channel.ShowTypingAsync(WhatsAppBench.Ayu, default);
        await bench.OweAsync("c");
        await bench.SendAsync();
        Assert.Equal(
            ["""{"message_id":"wamid.IN1","messaging_product":"whatsapp","status":"read"}""",
             """{"message_id":"wamid.IN2","typing_indicator":{"type":"text"},"messaging_product":"whatsapp","status":"read"}"""],
            bench.Cloud.Reads.Select(r => r.ToString()).ToList());
    }

    [Fact]
    public async Task A_read_receipt_that_fails_fails_nothing()
    {
        using var bench = new WhatsAppBench();
        bench.Cloud.RefusesReads = true;
        await bench.WriteAsync();
        await bench.Channel.ShowTypingAsync(WhatsAppBench.Ayu, default);
        await bench.Channel.ShowTypingAsync("stranger", default);
        await bench.OweAsync("a");
        await bench.SendAsync();
        Assert.Equal(["a"], bench.Cloud.Bodies);
    }

    [Fact]
    public async Task To_one_person_45_messages_go_at_once_and_then_one_every_six_seconds()
    {
        using var bench = new WhatsAppBench();
        await bench.WriteAsync();
        for (var i = 0; i < 50; i++)
        {
            await bench.OweAsync($"{i}");
        }

        await bench.SendAsync();
        Assert.Equal(45, bench.Cloud.Messages.Count);
        await bench.SendAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(45, bench.Cloud.Messages.Count);
        await bench.SendAfterAsync(TimeSpan.FromSeconds(1.1));
        Assert.Equal(46, bench.Cloud.Messages.Count);
    }
}
