using System.Text.Json;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DigipanelFaultTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(422)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task The_next_calls_answer_an_error_before_acting(int status)
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Faults.Next(2, Fault.Answers(status), DigipanelOperations.Download);
        using var untouched = await f.GetAsync("/balance");
        Assert.Equal(200, (int)untouched.StatusCode);
        for (var i = 0; i < 2; i++)
        {
            using var response = await f.PostAsync();
            Assert.Equal(status, (int)response.StatusCode);
            Assert.True((await DigipanelFixture.JsonAsync(response)).TryGetProperty("message", out _));
        }

        Assert.Empty(f.Server.Downloads);
        using var normal = await f.PostAsync();
        Assert.Equal(200, (int)normal.StatusCode);
    }

    [Fact]
    public async Task A_429_can_carry_retry_after_and_errors_can_be_no_json()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Options.NonJsonErrors = true;
        f.Server.Faults.Next(1, Fault.TooManyRequests(7));
        using var response = await f.PostAsync();
        Assert.Equal((429, TimeSpan.FromSeconds(7)), ((int)response.StatusCode, response.Headers.RetryAfter!.Delta));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        f.Server.Faults.Next(1, Fault.TooManyRequests());
        using var bare = await f.PostAsync();
        Assert.Null(bare.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_500_after_accepting_has_charged()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Faults.Next(1, Fault.AnswersAfterActing(500));
        using var response = await f.PostAsync();
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal(49_800, f.Server.BalanceOf("utama"));
        Assert.True(Assert.Single(f.Server.Downloads).Paid);
    }

    [Fact]
    public async Task A_connection_is_cut_before_or_after_acting()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Faults.Next(1, Fault.ResetsBeforeActing);
        await Assert.ThrowsAsync<HttpRequestException>(() => f.PostAsync());
        Assert.Empty(f.Server.Downloads);
        f.Server.Faults.Next(1, Fault.ResetsAfterActing);
        await Assert.ThrowsAsync<HttpRequestException>(() => f.PostAsync());
        Assert.Single(f.Server.Downloads);
        Assert.Equal(2, f.Server.Calls.Answered(0));
    }

    [Fact]
    public async Task An_answer_can_come_too_late_for_a_call_that_was_accepted()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(60)), DigipanelOperations.Download);
        var call = f.PostAsync();
        await f.Server.WhenAsync(() => f.Server.Downloads.Count == 1);
        Assert.False(call.IsCompleted);
        f.Http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(49_800, f.Server.BalanceOf("utama"));
    }

    [Fact]
    public async Task A_stopped_service_refuses_connections_and_comes_back_at_the_same_address()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var address = f.Server.BaseUrl;
        await f.Server.PauseAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => f.GetAsync("/balance"));
        await f.Server.ResumeAsync();
        Assert.Equal(address, f.Server.BaseUrl);
        using var response = await f.GetAsync("/balance");
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Unknown_fields_stand_in_answers_and_a_done_download_may_lack_its_link()
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Options.UnknownFields = true;
        f.Server.Options.DetailsWithoutDriveLink.Next();
        var id = await f.AcceptAsync();
        Assert.True(f.Server.Complete(id));
        foreach (var has in new[] { false, true })
        {
            using var response = await f.GetAsync($"/downloads/{id}");
            var body = await DigipanelFixture.JsonAsync(response);
            Assert.True(body.TryGetProperty("request_id", out _));
            Assert.Equal(has, body.GetProperty("data").TryGetProperty("gdrive_link", out JsonElement _));
        }
    }

    [Fact]
    public async Task Everything_that_happens_is_told_without_secrets()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var seen = new List<string>();
        f.Server.Happened += e => { lock (seen) { seen.Add($"{e.Source} {e.Kind} {e.Text}"); } };
        await f.AcceptAsync();
        await f.PassAsync(2);
        Assert.Contains(seen, s => s.StartsWith("digipanel call POST /api/v1/download", StringComparison.Ordinal));
        Assert.Contains(seen, s => s.StartsWith("digipanel webhook", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, s => s.Contains(DigipanelFixture.Key, StringComparison.Ordinal) || s.Contains(DigipanelFixture.Secret, StringComparison.Ordinal));
    }
}
