using Digipanel.Bot.Chat;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>Edits, files and the typing sign at the sandbox's strict Telegram.</summary>
public sealed class TelegramEditingTests
{
    private const long Ayu = TelegramBench.Ayu;

    [Fact]
    public async Task A_text_is_edited_with_its_buttons()
    {
        await using var bench = await TelegramBench.StartAsync();
        var sent = await SendAsync(bench, new Reply(Html.Of($"<b>one</b>")));

        var edited = await EditAsync(bench, sent, new Reply(Html.Of($"two & more")) { Buttons = [[new Button("x") { Action = "saldo" }]] });

        Assert.Equal(new SendOutcome.Sent(null), edited);
        var message = Assert.Single(bench.Server.Replies(Ayu));
        Assert.Equal("two & more", message.Text);
        Assert.Equal("x", Assert.Single(message.AllButtons).Text);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_counts_as_done()
    {
        await using var bench = await TelegramBench.StartAsync();
        var sent = await SendAsync(bench, new Reply(Html.Of($"one")));

        Assert.Equal(new SendOutcome.Sent(null), await EditAsync(bench, sent, new Reply(Html.Of($"one"))));
        Assert.Equal(400, bench.Server.Calls[^1].Status);
    }

    [Theory]
    [InlineData(Stamp.Paid)]
    [InlineData(Stamp.Expired)]
    [InlineData(Stamp.Cancelled)]
    public async Task A_qr_code_gives_way_to_a_stamp_that_nobody_can_pay(Stamp stamp)
    {
        await using var bench = await TelegramBench.StartAsync();
        var sent = await SendAsync(bench, new Reply(Html.Of($"Bayar")) { QrContent = "00020101021226" });
        var qr = Assert.Single(bench.Server.Replies(Ayu)).Photo;
        Assert.True(sent.HasPicture);

        var edited = await EditAsync(bench, sent, new Reply(Html.Of($"Lunas")) { Picture = stamp });

        Assert.Equal(new SendOutcome.Sent(null) { HasPicture = true }, edited);
        var message = Assert.Single(bench.Server.Replies(Ayu));
        Assert.Equal("Lunas", message.Text);
        Assert.NotEqual(qr, message.Photo);
    }

    [Fact]
    public async Task A_text_becomes_a_picture_and_a_picture_keeps_its_caption_short()
    {
        await using var bench = await TelegramBench.StartAsync();
        var text = await SendAsync(bench, new Reply(Html.Of($"Sebentar")));
        var picture = await EditAsync(bench, text, new Reply(Html.Of($"Bayar")) { QrContent = "00020101021226" });
        Assert.Equal(new SendOutcome.Sent(null) { HasPicture = true }, picture);

        var edited = await EditAsync(bench, text with { HasPicture = true }, new Reply(Html.Plain(new string('x', 4000))));
        Assert.Equal(new SendOutcome.Sent(null) { HasPicture = true }, edited);
        Assert.InRange(Assert.Single(bench.Server.Replies(Ayu)).Text.Length, 1, 1024);
    }

    [Fact]
    public async Task A_text_that_became_a_picture_after_its_button_was_pressed_is_edited_as_one()
    {
        await using var bench = await TelegramBench.StartAsync();
        var pressed = await SendAsync(bench, new Reply(Html.Of($"Pilih")));
        await EditAsync(bench, pressed, new Reply(Html.Of($"Bayar")) { QrContent = "00020101021226" });

        var edited = await bench.SendAsync(new Reply(Html.Of($"Dibatalkan")) { Edits = pressed });

        Assert.Equal(new SendOutcome.Sent(null) { HasPicture = true }, edited);
        Assert.Equal("Dibatalkan", Assert.Single(bench.Server.Replies(Ayu)).Text);
    }

    [Fact]
    public async Task A_card_whose_message_is_gone_is_gone_and_a_pressed_message_that_is_gone_is_sent_anew()
    {
        await using var bench = await TelegramBench.StartAsync();
        var gone = new MessageRef("4711", HasPicture: false);

        Assert.IsType<SendOutcome.Gone>(await EditAsync(bench, gone, new Reply(Html.Of($"two"))));
        Assert.Empty(bench.Server.Replies(Ayu));

        Assert.IsType<SendOutcome.Sent>(await bench.SendAsync(new Reply(Html.Of($"page 2")) { Edits = gone }));
        Assert.Equal("page 2", Assert.Single(bench.Server.Replies(Ayu)).Text);
    }

    [Fact]
    public async Task A_card_shown_again_whose_old_message_was_deleted_leaves_no_farewell()
    {
        await using var bench = await TelegramBench.StartAsync();
        var farewell = new Reply(Html.Of($"moved")) { Edits = new MessageRef("4711", HasPicture: false), EditsOnly = true };

        Assert.IsType<SendOutcome.Gone>(await bench.SendAsync(farewell));
        Assert.Empty(bench.Server.Replies(Ayu));
    }

    [Fact]
    public async Task A_long_list_goes_as_a_text_file()
    {
        await using var bench = await TelegramBench.StartAsync();
        var outcome = await bench.SendAsync(new Reply(Html.Of($"Semua pesanan")) { Document = new TextDocument("riwayat \"1\".txt", "Pesanan #1 – é") });

        Assert.IsType<SendOutcome.Sent>(outcome);
        var message = Assert.Single(bench.Server.Replies(Ayu));
        Assert.Equal("Semua pesanan", message.Text);
        Assert.Equal("riwayat--1-.txt", message.Document!.FileName);
        Assert.Equal("Pesanan #1 – é", System.Text.Encoding.UTF8.GetString(message.Document.Bytes.Span));
    }

    [Fact]
    public async Task The_typing_sign_never_fails_its_caller()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.Channel.ShowTypingAsync("42", default);
        Assert.Equal("sendChatAction", bench.Server.Calls[^1].Method);

        bench.Server.Faults.Next(1, Fault.Answers(500, "{}"));
        await bench.Channel.ShowTypingAsync("42", default);
        await bench.Channel.ShowTypingAsync("no number", default);
        await bench.Channel.ShowTypingAsync("42", new CancellationToken(canceled: true));
    }

    private static async Task<MessageRef> SendAsync(TelegramBench bench, Reply reply)
    {
        var sent = Assert.IsType<SendOutcome.Sent>(await bench.SendAsync(reply));
        return new MessageRef(sent.MessageId!, sent.HasPicture);
    }

    private static Task<SendOutcome> EditAsync(TelegramBench bench, MessageRef card, Reply reply) =>
        bench.Channel.SendAsync(new OutboxMessage(1, "42", reply, 0) { Card = card }, CancellationToken.None);
}
