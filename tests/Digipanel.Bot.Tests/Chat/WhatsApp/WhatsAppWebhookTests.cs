using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class WhatsAppWebhookTests : IAsyncLifetime
{
    private WhatsAppIntake _intake = null!;

    public async Task InitializeAsync() => _intake = await WhatsAppIntake.StartAsync();

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    [Fact]
    public async Task Metas_question_is_answered_with_its_challenge_as_plain_text() => Assert.Equal(
        (HttpStatusCode.OK, "<b>1158201444</b>", "text/plain"),
        await _intake.GetAsync("?hub.mode=subscribe&hub.challenge=%3Cb%3E1158201444%3C%2Fb%3E&hub.verify_token=verify-0123456789"));

    [Theory]
    [InlineData("")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=another")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1")]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-0123456789")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=verify-0123456789")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.challenge=2&hub.verify_token=verify-0123456789")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify-0123456789&hub.verify_token=x")]
    public async Task Who_does_not_know_the_word_is_not_meta(string query) => Assert.Equal(HttpStatusCode.Forbidden, (await _intake.GetAsync(query)).Status);

    [Fact]
    public async Task A_message_is_answered_after_the_commit_and_a_repeat_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await _intake.SayAsync("wamid.1", "saldo"));
        Assert.Equal(["6281200000001|saldo 1: 0 "], _intake.Owed());
        Assert.Equal(HttpStatusCode.OK, await _intake.SayAsync("wamid.1", "saldo"));
        Assert.Single(_intake.Owed());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_is_not_signed_is_not_even_parsed(string? signature)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await _intake.PostAsync(new StringContent("{"), signature));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task A_body_changed_on_its_way_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(WhatsAppIntake.Body(WhatsAppIntake.Change([_intake.Text("wamid.1", "topup 50000")])));
        var signature = WhatsAppIntake.Sign(body);
        body[Array.IndexOf(body, (byte)'5')] = (byte)'9';
        Assert.Equal(HttpStatusCode.Unauthorized, await _intake.PostAsync(new ByteArrayContent(body), signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"entry":7}""")]
    [InlineData("""{"entry":[""")]
    public async Task A_body_that_makes_no_sense_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, await _intake.PostAsync(body));

    [Fact]
    public async Task Broken_utf8_is_refused() => Assert.Equal(HttpStatusCode.BadRequest, await _intake.PostAsync([.. "{\"entry\":[\""u8, 0xFF, .. "\"]}"u8]));

    [Theory]
    [InlineData("""{"entry":[]}""")]
    [InlineData("""{"entry":[null,7,"x",{},{"changes":7},{"changes":[null,7,{},{"field":"messages"},{"field":"messages","value":[]}]}]}""")]
    [InlineData("""{"entry":[{"changes":[{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}]}""")]
    public async Task What_is_not_for_us_is_taken_and_forgotten(string body)
    {
        Assert.Equal(HttpStatusCode.OK, await _intake.PostAsync(body));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM inbox"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_256_KiB_is_refused_signed_or_not(bool isSigned)
    {
        var body = Encoding.UTF8.GetBytes(WhatsAppIntake.Body(WhatsAppIntake.Change([_intake.Text("wamid.1", new string('x', RequestBody.BytesMax))])));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await _intake.PostAsync(new ByteArrayContent(body), isSigned ? WhatsAppIntake.Sign(body) : null));
    }

    [Fact]
    public async Task Another_number_of_the_same_account_is_none_of_our_business()
    {
        var body = WhatsAppIntake.Body(
            WhatsAppIntake.Change([_intake.Text("wamid.1", "saldo")], number: "999"),
            WhatsAppIntake.Change([_intake.Text("wamid.2", "saldo")]));
        Assert.Equal(HttpStatusCode.OK, await _intake.PostAsync(body));
        Assert.Equal(["wamid.2"], _intake.Query<string>("SELECT external_id FROM inbox"));
    }

    [Fact]
    public async Task A_batch_of_entries_and_changes_is_handled_whole_and_each_persons_messages_in_order()
    {
        var people = Enumerable.Range(0, 10).Select(i => (Phone: $"62812000001{i:00}", Id: $"ID.{i}x")).ToArray();
        var changes = Enumerable.Range(0, 20).Select(round => WhatsAppIntake.Change(
            [.. people.Select((p, i) => (JsonNode)_intake.Text($"wamid.{i}.{round}", $"n{round}", p.Phone, p.Id))])).ToArray();
        Assert.Equal(HttpStatusCode.OK, await _intake.PostAsync(WhatsAppIntake.Body(changes)));
        var owed = _intake.Owed();
        Assert.All(people, p => Assert.Equal(
            [.. Enumerable.Range(0, 20).Select(round => $"{p.Phone}|?n{round}")], owed.Where(o => o.StartsWith(p.Phone + "|", StringComparison.Ordinal)).ToList()));
    }

    [Fact]
    public async Task One_bad_message_of_a_batch_costs_itself_only()
    {
        JsonArray messages =
        [
            _intake.Text("wamid.1", "saldo"),
            JsonNode.Parse("7"), JsonNode.Parse("null"), JsonNode.Parse("""{"id":7}"""), JsonNode.Parse("""{"id":"wamid.x","from":"6281200000001","type":"text","text":"no object"}"""),
            JsonNode.Parse("""{"id":"wamid.nobody","type":"text","text":{"body":"from nobody"}}"""), JsonNode.Parse("""{"from":"6281200000001","type":"text","text":{"body":"no id"}}"""),
            _intake.Text("wamid.broken", "rusak"),
            _intake.Text("wamid.2", "saldo"),
        ];
        Assert.Equal(HttpStatusCode.OK, await _intake.PostAsync(WhatsAppIntake.Body(WhatsAppIntake.Change(messages), WhatsAppIntake.Change([_intake.Text("wamid.3", "saldo")]))));
        Assert.Equal(["wamid.1", "wamid.2", "wamid.3", "wamid.broken"], _intake.Query<string>("SELECT external_id FROM inbox ORDER BY external_id"));
        Assert.Equal(3, _intake.Owed().Count(o => o.Contains("saldo 1", StringComparison.Ordinal)));
        Assert.Single(_intake.Owed(), o => o.Contains("error di sisi kami", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_burst_with_every_message_twice_is_answered_once_each()
    {
        var bodies = Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat((Id: $"wamid.{i}", Phone: $"6281200000{i % 7:000}", Who: $"ID.{i % 7}x"), 2)).ToList();
        var answers = await Task.WhenAll(bodies.Select(b => _intake.SayAsync(b.Id, b.Id, b.Phone, b.Who)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a));
        Assert.Equal([.. Enumerable.Range(0, 60).Select(i => $"?wamid.{i}").Order(StringComparer.Ordinal)], _intake.Owed().Select(o => o.Split('|')[1]).Order(StringComparer.Ordinal).ToList());
    }

    [Theory]
    [InlineData(5)] // SQLITE_BUSY
    [InlineData(13)] // SQLITE_FULL
    public async Task While_nothing_can_be_written_meta_is_asked_to_come_again(int code)
    {
        await using var intake = await WhatsAppIntake.StartAsync(new FailsOnce(code));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await intake.SayAsync("wamid.1", "saldo"));
        Assert.Equal(HttpStatusCode.OK, await intake.SayAsync("wamid.1", "saldo"));
        Assert.Single(intake.Owed());
    }

    [Fact]
    public async Task No_secret_stands_in_the_log()
    {
        await _intake.GetAsync("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=another-token");
        await _intake.PostAsync(new StringContent("{"), "sha256=1234");
        await _intake.SayAsync("wamid.1", "saldo");
        var options = WhatsAppOptionsTests.Options();
        Assert.DoesNotContain("another-token", _intake.Logs.Text, StringComparison.Ordinal);
        Assert.All([options.AppSecret, options.VerifyToken, options.AccessToken], secret => Assert.DoesNotContain(secret, _intake.Logs.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_of_more_than_a_day_ago_does_nothing_any_more_and_its_writer_is_told_once()
    {
        await _intake.SayAsync("wamid.0", "saldo", at: _intake.Now);
        _intake.Test.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.OK, await _intake.SayAsync("wamid.1", "saldo", at: _intake.Now - TimeSpan.FromHours(25)));
        await _intake.SayAsync("wamid.2", "saldo", at: _intake.Now - TimeSpan.FromHours(24));
        await _intake.SayAsync("wamid.2", "saldo", at: _intake.Now - TimeSpan.FromHours(24));
        Assert.Equal(2, _intake.Owed().Count);
        Assert.Contains("kirim lagi", _intake.Owed()[^1], StringComparison.Ordinal);
        await _intake.SayAsync("wamid.3", "saldo", at: _intake.Now - TimeSpan.FromHours(23));
        Assert.Equal("6281200000001|saldo 1: 0 ", _intake.Owed()[^1]);
    }
}
