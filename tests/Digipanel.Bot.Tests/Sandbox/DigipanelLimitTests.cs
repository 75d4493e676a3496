using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DigipanelLimitTests
{
    private static DigipanelServerOptions Limited(DigipanelServerOptions o, int permits, LimitKind kind) =>
        new() { Accounts = o.Accounts, PermitLimit = permits, Limit = kind };

    private static (string Limit, string Remaining, string Reset) Headers(HttpResponseMessage r) =>
        (r.Headers.GetValues("X-RateLimit-Limit").Single(), r.Headers.GetValues("X-RateLimit-Remaining").Single(), r.Headers.GetValues("X-RateLimit-Reset").Single());

    [Fact]
    public async Task Thirty_requests_a_minute_a_key_posts_and_gets_together()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var reset = f.Time.GetUtcNow().ToUnixTimeSeconds() + 60;
        for (var i = 1; i <= 30; i++)
        {
            using var allowed = i % 2 == 0 ? await f.GetAsync("/balance") : await f.PostAsync();
            Assert.Equal(200, (int)allowed.StatusCode);
            Assert.Equal(("30", $"{30 - i}", $"{reset}"), Headers(allowed));
        }

        using (var refused = await f.PostAsync())
        {
            Assert.Equal(429, (int)refused.StatusCode);
            Assert.Equal(("30", "0", $"{reset}"), Headers(refused));
        }

        Assert.Equal(15, f.Server.Downloads.Count);
        Assert.Equal(1, f.Server.RateLimited);
        using var other = await f.GetAsync("/balance", DigipanelFixture.Key + "2");
        Assert.Equal(200, (int)other.StatusCode);

        f.Time.Advance(TimeSpan.FromSeconds(60));
        using var later = await f.GetAsync("/balance");
        Assert.Equal(200, (int)later.StatusCode);
    }

    [Fact]
    public async Task A_fixed_window_lets_two_bursts_meet_at_its_edge_and_a_sliding_one_does_not()
    {
        foreach (var (kind, expected) in new[] { (LimitKind.FixedWindow, 200), (LimitKind.SlidingWindow, 429) })
        {
            await using var f = await DigipanelFixture.StartAsync(o => Limited(o, 2, kind));
            (await f.GetAsync("/balance")).Dispose();
            f.Time.Advance(TimeSpan.FromSeconds(59));
            (await f.GetAsync("/balance")).Dispose();
            f.Time.Advance(TimeSpan.FromSeconds(1));
            (await f.GetAsync("/balance")).Dispose();
            using var fourth = await f.GetAsync("/balance");
            Assert.Equal(expected, (int)fourth.StatusCode);
        }
    }

    [Fact]
    public async Task Headers_stand_on_errors_too_and_can_be_left_out()
    {
        await using var f = await DigipanelFixture.StartAsync();
        using var stranger = await f.GetAsync("/balance", "nobody");
        Assert.Equal("29", Headers(stranger).Remaining);
        using var refused = await f.PostAsync("https://example.com/");
        Assert.Equal("29", Headers(refused).Remaining);
        f.Server.Options.RateLimitHeaders = false;
        using var bare = await f.GetAsync("/balance");
        Assert.False(bare.Headers.Contains("X-RateLimit-Limit"));
    }
}
