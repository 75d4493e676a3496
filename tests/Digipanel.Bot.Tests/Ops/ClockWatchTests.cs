using Digipanel.Bot.Ops.Doctor;
using Digipanel.Bot.Tests.Chat;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Ops;

/// <summary>The doctor's look at the clock: the running bot's measure, the running bot's limits.</summary>
public sealed class ClockWatchTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(59, "✓ Clock: 59 s ahead of Doitpay's")]
    [InlineData(-60, "✓ Clock: 60 s behind Doitpay's")]
    [InlineData(61, "! Clock: 61 s ahead of Doitpay's")]
    [InlineData(299, "! Clock: 299 s ahead of Doitpay's")]
    [InlineData(-301, "✗ Clock: 301 s behind Doitpay's")]
    public async Task A_minute_is_worth_a_look_and_five_are_refused(int ahead, string line)
    {
        using var watch = await WatchAsync(TimeSpan.FromSeconds(ahead), TimeSpan.FromSeconds(1), age: null);
        Assert.StartsWith(line, ClockWatch.Judge([("Doitpay", watch)]).ToString(), StringComparison.Ordinal);
        Assert.Equal(line.StartsWith('✗'), watch.IsBad);
    }

    [Theory]
    [InlineData(11, null)]
    [InlineData(1, 600)]
    public async Task A_slow_exchange_and_a_cache_s_answer_say_nothing(int took, int? age)
    {
        using var watch = await WatchAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(took), age);
        Assert.Null(watch.Ahead);
        Assert.StartsWith("! Clock: not measured", ClockWatch.Judge([("Doitpay", watch)]).ToString(), StringComparison.Ordinal);
    }

    private async Task<ClockWatch> WatchAsync(TimeSpan ahead, TimeSpan took, int? age)
    {
        // In the middle of the exchange, where a second that is cut off has its middle too.
        var date = _time.GetUtcNow() + (took / 2) - TimeSpan.FromSeconds(0.5) - ahead;
        var watch = new ClockWatch(
            new StubHandler(_ =>
            {
                _time.Advance(took);
                var answer = new HttpResponseMessage();
                answer.Headers.Date = date;
                answer.Headers.Age = age is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                return answer;
            }),
            _time);
        using var invoker = new HttpMessageInvoker(watch, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://doitpay.test/");
        using var answer = await invoker.SendAsync(request, default);
        return watch;
    }
}
