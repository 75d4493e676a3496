using Digipanel.Bot.Topups.Doitpay;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Our clock against the Date header of Doitpay's answers.</summary>
public sealed class ClockSkewTests : IDisposable
{
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private TimeSpan _ahead;

    public ClockSkewTests()
    {
        _bench = new TopupBench(_doitpay);
        _doitpay.Usually(QrisPath, _ => $$"""{"responseCode":"2004700","referenceNo":"D-1","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
        _doitpay.Date = () => _bench.Time.GetUtcNow() - _ahead;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(-59)]
    public async Task Clocks_that_are_less_than_a_minute_apart_are_nobody_s_worry(int seconds)
    {
        _ahead = TimeSpan.FromSeconds(seconds);
        await IssueAsync();
        Assert.Empty(_bench.Messages(TopupBench.Admin));
        Assert.InRange((_bench.Client.Skew.Measured!.Value - _ahead).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(90, "90 detik lebih cepat")]
    [InlineData(-90, "91 detik lebih lambat")]
    public async Task Beyond_a_minute_the_admins_are_told_once_and_once_that_it_is_over(int seconds, string words)
    {
        _ahead = TimeSpan.FromSeconds(seconds);
        await IssueAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.Contains(words, Assert.Single(_bench.Messages(TopupBench.Admin)).Text.Markup, StringComparison.Ordinal);
        _ahead = TimeSpan.FromSeconds(50); // not yet well enough to say so
        await _bench.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(30));
        Assert.Single(_bench.Messages(TopupBench.Admin));
        _ahead = TimeSpan.Zero;
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.Equal(2, _bench.Messages(TopupBench.Admin).Count);
        Assert.Contains("cocok lagi", _bench.LastText(TopupBench.Admin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_five_minutes_it_is_said_that_calls_are_refused()
    {
        _ahead = TimeSpan.FromMinutes(2);
        await IssueAsync();
        _ahead = TimeSpan.FromMinutes(6);
        await _bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        Assert.Equal(2, _bench.Messages(TopupBench.Admin).Count);
        Assert.Contains("DITOLAK", _bench.LastText(TopupBench.Admin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_tells_it_too()
    {
        _ahead = TimeSpan.FromMinutes(-7);
        _doitpay.Always(TokenPath, _ => (400, """{"responseCode":"4007302","responseMessage":"Invalid Client Key or Timestamp or Signature"}"""));
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
        Assert.Equal(1, _bench.CountOf("7 menit lebih lambat", TopupBench.Admin));
    }

    [Fact]
    public async Task One_odd_header_and_no_header_call_nobody()
    {
        await IssueAsync();
        _ahead = TimeSpan.FromHours(7);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.Reconciler.RunOnceAsync(default);
        _doitpay.Date = null;
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.Empty(_bench.Messages(TopupBench.Admin));
    }

    [Fact]
    public void A_slow_exchange_and_one_over_a_clock_that_was_set_say_nothing()
    {
        var (skew, now) = (new ClockSkew(), _bench.Time.GetUtcNow());
        skew.Observe(now, now + TimeSpan.FromSeconds(11), now);
        skew.Observe(now, now - TimeSpan.FromSeconds(1), now);
        skew.Observe(now, now, null);
        Assert.Null(skew.Measured);
        skew.Observe(now, now + TimeSpan.FromSeconds(10), now + TimeSpan.FromSeconds(4.5));
        Assert.Equal(TimeSpan.Zero, skew.Measured);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private async Task IssueAsync()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
    }
}
