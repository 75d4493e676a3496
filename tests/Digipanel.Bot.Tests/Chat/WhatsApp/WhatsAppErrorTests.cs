using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>What each of Meta's errors comes to, through the outbox's real sender.</summary>
public sealed class WhatsAppErrorTests : IDisposable
{
    private const string Siti = "6289876543210";

    private readonly WhatsAppBench _bench = new();

    [Fact]
    public async Task A_person_who_cannot_be_reached_is_waited_for_until_they_write()
    {
        await OweAsync("a", _bench.Cloud.Fails(131026));
        Assert.Equal(0, _bench.One<int>("SELECT reachable FROM customers"));
        Assert.Equal("pending", State());

        await _bench.WriteAsync(messageId: "wamid.IN2");
        await _bench.SendAsync();
        Assert.Equal(["a", "a"], _bench.Cloud.Bodies);
        Assert.Equal("sent", State());
    }

    [Fact]
    public async Task A_window_that_meta_takes_for_closed_parks_the_message_until_the_person_writes()
    {
        await OweAsync("a", _bench.Cloud.Fails(131047));
        Assert.Equal(1, _bench.One<int>("SELECT reachable FROM customers"));
        Assert.Equal(1, _bench.One<int>("SELECT parked FROM outbox"));

        await _bench.WriteAsync(messageId: "wamid.IN2");
        await _bench.SendAsync();
        Assert.Equal("sent", State());
    }

    [Theory]
    [InlineData(130429, 2)]
    [InlineData(4, 60)]
    [InlineData(80007, 60)]
    [InlineData(190, 60)]
    [InlineData(10, 60)]
    [InlineData(133010, 60)]
    [InlineData(131037, 60)] // the number's display name is not approved yet
    [InlineData(131048, 600)]
    [InlineData(368, 3600)]
    [InlineData(131031, 3600)]
    public async Task What_concerns_the_number_holds_every_chat_back(int code, int seconds)
    {
        await _bench.WriteAsync(Siti);
        await OweAsync("a", _bench.Cloud.Fails(code));
        await _bench.OweAsync("b", Siti);
        await _bench.SendAfterAsync(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(["a"], _bench.Cloud.Bodies);

        await _bench.SendAfterAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["a", "a", "b"], _bench.Cloud.Bodies.Order(StringComparer.Ordinal).ToList());
    }

    [Theory]
    [InlineData(190, "WhatsApp:AccessToken")]
    [InlineData(10, "whatsapp_business_messaging")]
    [InlineData(368, "Account quality")]
    [InlineData(131048, "Quality rating")]
    public async Task What_an_operator_has_to_do_is_logged(int code, string what)
    {
        await OweAsync("a", _bench.Cloud.Fails(code));
        Assert.Contains(what, _bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_number_id_that_meta_does_not_know_is_no_fault_of_the_message()
    {
        await OweAsync("a", _bench.Cloud.Fails(100, subcode: 33));
        Assert.Equal("pending", State());
        Assert.Single(_bench.Cloud.Messages);
        Assert.Contains("WhatsApp:PhoneNumberId", _bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pair_limit_holds_one_chat_back_for_four_to_the_power_of_n_seconds()
    {
        await _bench.WriteAsync(Siti);
        for (var i = 0; i < 4; i++)
        {
            _bench.Cloud.Fails(131056);
        }

        await _bench.OweAsync("a");
        await _bench.WriteAsync();
        await _bench.SendAsync();
        foreach (var seconds in new[] { 1, 4, 16, 64 })
        {
            var tried = _bench.Cloud.Messages.Count;
            await _bench.SendAfterAsync(TimeSpan.FromSeconds(seconds - 0.5));
            Assert.Equal(tried, _bench.Cloud.Messages.Count);
            await _bench.SendAfterAsync(TimeSpan.FromSeconds(0.6));
            Assert.Equal(tried + 1, _bench.Cloud.Messages.Count);
        }

        Assert.Equal("sent", State());
    }

    [Fact]
    public async Task The_pair_limit_of_one_chat_is_nothing_to_another()
    {
        await _bench.WriteAsync(Siti);
        await OweAsync("a", _bench.Cloud.Fails(131056));
        await _bench.OweAsync("b", Siti);
        await _bench.SendAsync();
        Assert.Equal(["a", "b"], _bench.Cloud.Bodies);
    }

    [Theory]
    [InlineData(131049)]
    [InlineData(131050)]
    [InlineData(130472)]
    public async Task What_meta_will_not_deliver_is_given_up_and_what_follows_goes(int code)
    {
        await OweAsync("a", _bench.Cloud.Fails(code));
        await _bench.OweAsync("b");
        await _bench.SendAsync();
        Assert.Equal(["a", "b"], _bench.Cloud.Bodies);
        Assert.Equal(1, _bench.One<int>("SELECT count(*) FROM outbox WHERE state = 'dead'"));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(131008)]
    [InlineData(131009)]
    public async Task A_form_that_meta_refuses_is_sent_once_more_as_plain_text(int code)
    {
        _bench.Cloud.Fails(code);
        await _bench.WriteAsync();
        await _bench.OweAsync(new Reply(Html.Of($"Which?")) { Buttons = [[new Button("Saldo") { Action = "saldo" }, new Button("Topup") { Action = "topup" }]] });
        await _bench.SendAsync();
        Assert.Equal(["interactive", "text"], _bench.Cloud.Messages.Select(m => m.GetProperty("type").GetString()).ToList());
        Assert.Contains("1. Saldo\n2. Topup", _bench.Cloud.Bodies[^1], StringComparison.Ordinal);
        Assert.Equal("""["saldo","topup"]""", _bench.One<string>("SELECT shown_options FROM whatsapp_contacts"));
        Assert.Equal("sent", State());
    }

    [Fact]
    public async Task Plain_text_that_is_refused_too_is_given_up()
    {
        await OweAsync("a", _bench.Cloud.Fails(131009).Fails(131009));
        Assert.Equal("dead", State());
    }

    [Fact]
    public async Task An_error_that_nobody_knows_is_tried_again_and_given_up_in_the_end()
    {
        for (var i = 0; i < 11; i++)
        {
            _bench.Cloud.Fails(987654);
        }

        await _bench.WriteAsync();
        await _bench.OweAsync("a");
        for (var i = 0; i < 13; i++)
        {
            await _bench.SendAfterAsync(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(11, _bench.Cloud.Messages.Count);
        Assert.Equal("dead", State());
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"error":{"message":"(#131009) odd","code":131009}}""")]
    [InlineData(200, "not json")]
    [InlineData(200, """{"messages":[]}""")]
    public async Task A_fault_of_theirs_is_tried_again(int status, string body)
    {
        await OweAsync("a", _bench.Cloud.Answers(status, body));
        Assert.Equal("pending", State());
        await _bench.SendAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("sent", State());
        Assert.Equal("wamid.1", _bench.One<string>("SELECT message_id FROM outbox"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_thirty_seconds()
    {
        _bench.Cloud.Does(async ct =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("Never.");
        });
        var sending = _bench.Client.SendAsync(new Bot.Chat.WhatsApp.CloudMessage("text", WhatsAppBench.Ayu, null) { Text = new("a") }, default);
        _bench.Test.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<Bot.Chat.WhatsApp.WhatsAppResult.Unreachable>(await sending);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_and_its_words_are_not_kept()
    {
        await OweAsync("a", _bench.Cloud.Does(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, $"secret {WhatsAppBench.Token}")));
        Assert.Equal("pending", State());
        Assert.DoesNotContain(WhatsAppBench.Token, _bench.One<string>("SELECT error FROM outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_stands_in_the_header_and_in_no_log_and_no_row_even_where_meta_repeats_it()
    {
        await OweAsync("a", _bench.Cloud.Fails(190, 401, details: $"token {WhatsAppBench.Token} has expired"));
        Assert.Contains($"Bearer {WhatsAppBench.Token}", _bench.Cloud.LastHeaders, StringComparison.Ordinal);
        Assert.Equal("https://graph.example/v25.0/106540352242922/messages", _bench.Cloud.LastAddress!.ToString());
        Assert.DoesNotContain(WhatsAppBench.Token, _bench.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(WhatsAppBench.Token, _bench.One<string>("SELECT error FROM outbox"), StringComparison.Ordinal);
        Assert.Equal<string>(["token:whatsapp"], [.. _bench.Test.Store.Read(c => _bench.Tokens.Wrong(c, [], _bench.Test.Time.GetUtcNow()))]); // and the admins hear of it
    }

    [Fact]
    public async Task A_message_whose_record_was_lost_with_the_process_is_sent_again()
    {
        await _bench.WriteAsync();
        await _bench.OweAsync("a");
        Assert.IsType<SendOutcome.Sent>(await _bench.Channel.SendAsync(new OutboxMessage(1, WhatsAppBench.Ayu, new Reply(Html.Of($"a")), 0), default));
        using var next = _bench.NewSender();
        while (await next.RunOnceAsync(default))
        {
        }

        Assert.Equal(["a", "a"], _bench.Cloud.Bodies);
        Assert.Equal("sent", State());
    }

    public void Dispose()
    {
        Assert.Empty(_bench.Cloud.Problems);
        _bench.Dispose();
    }

    private async Task OweAsync(string text, CloudStub scripted)
    {
        Assert.Same(_bench.Cloud, scripted);
        await _bench.WriteAsync();
        await _bench.OweAsync(text);
        await _bench.SendAsync();
    }

    private string State() => _bench.One<string>("SELECT state FROM outbox ORDER BY id LIMIT 1");
}
