using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>One number of status calls a minute for everything that asks, and who gets them.</summary>
public sealed class StatusBudgetTests : IDisposable
{
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;

    public StatusBudgetTests()
    {
        _bench = new TopupBench(_doitpay, o => o.StatusCallsPerMinute = 6); // one every ten seconds
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
    }

    [Fact]
    public async Task However_many_are_due_no_more_calls_go_out_than_configured_and_each_is_asked_after_in_its_turn()
    {
        await IssueAsync(8);
        await _bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5));
        Assert.InRange(Asked().Count, 25, 31);
        Assert.All(_bench.Topups, t => Assert.InRange(Asked().Count(r => r == t.Reference), 2, 5));
    }

    [Fact]
    public async Task One_with_news_goes_before_those_that_only_wait()
    {
        await IssueAsync(8);
        await _bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));
        var before = Asked().Count;
        await _bench.HintAsync(_bench.Last.Reference);
        await _bench.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));
        Assert.Contains(_bench.Last.Reference, Asked().Skip(before).Take(2), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Those_with_news_all_the_time_starve_nobody()
    {
        await IssueAsync(8);
        await _bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));
        var before = Asked().Count;
        var noisy = _bench.Topups.Take(4).Select(t => t.Reference).ToList();
        for (var i = 0; i < 60; i++)
        {
            foreach (var reference in noisy)
            {
                await _bench.HintAsync(reference);
            }

            await _bench.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        }

        var asked = Asked().Skip(before).ToList();
        Assert.All(_bench.Topups, t => Assert.Contains(t.Reference, asked, StringComparer.Ordinal));
        Assert.InRange(asked.Count(r => noisy.Contains(r, StringComparer.Ordinal)), asked.Count / 2, asked.Count - 10);
    }

    [Fact]
    public async Task A_question_that_has_to_be_repeated_is_paid_for_as_often()
    {
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"5045100"}""");
        await IssueAsync(1);
        for (var i = 0; i < 60; i++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(10));
            await _bench.HintAsync(_bench.Only.Reference);
            await _bench.Time.While(_bench.Reconciler.RunOnceAsync(default));
        }

        // Ten minutes and whatever the tries waited in between: six calls in each of them.
        var minutes = (_bench.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(_bench.Only.IssuedAt!.Value)).TotalMinutes;
        Assert.InRange(Asked().Count, 30, (6 * minutes) + 4);
    }

    [Fact]
    public async Task A_payment_that_comes_three_days_late_and_unnotified_is_found_by_the_last_look()
    {
        await IssueAsync(1);
        await _bench.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromMinutes(10));
        Assert.Equal(TopupState.Expired, _bench.Only.State);
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""");
        await _bench.PassAsync(TimeSpan.FromHours(49), TimeSpan.FromMinutes(10));
        Assert.Equal(50_000, _bench.Balance("c0").Value);
        Assert.Contains("akhirnya masuk", _bench.Bottom("c0").Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private List<string> Asked() => [.. _doitpay.CallsTo(QrisStatusPath).Select(c => c.Field("originalPartnerReferenceNo"))];

    private async Task IssueAsync(int customers)
    {
        for (var i = 0; i < customers; i++)
        {
            await _bench.SayAsync("/topup 50000", $"c{i}");
        }

        await _bench.RunAsync();
        Assert.Equal(customers, _bench.Topups.Count(t => t.State is TopupState.Issued));
    }
}
