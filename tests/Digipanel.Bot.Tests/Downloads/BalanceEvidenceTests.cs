using Digipanel.Bot.Downloads;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class BalanceEvidenceTests
{
    [Theory]
    [InlineData(50_000, 50_000, 1, 0, BalanceVerdict.NoneCharged)]
    [InlineData(50_000, 49_800, 1, 0, BalanceVerdict.AllCharged)]
    [InlineData(50_000, 49_600, 2, 0, BalanceVerdict.AllCharged)]
    [InlineData(50_000, 49_800, 2, 0, BalanceVerdict.Unclear)]
    [InlineData(50_000, 49_600, 1, 0, BalanceVerdict.Unclear)]
    [InlineData(50_000, 100_000, 1, 0, BalanceVerdict.Unclear)]
    [InlineData(50_000, 49_900, 1, 0, BalanceVerdict.Unclear)]
    [InlineData(50_000, 50_000, 1, 1, BalanceVerdict.Unclear)]
    [InlineData(50_000, 50_200, 1, 1, BalanceVerdict.NoneCharged)]
    [InlineData(50_000, 49_800, 1, 1, BalanceVerdict.AllCharged)]
    [InlineData(50_000, 49_800, 1, 0, BalanceVerdict.Unclear, 1)]
    [InlineData(50_000, 50_000, 1, 0, BalanceVerdict.NoneCharged, 1)]
    [InlineData(50_000, 49_600, 1, 0, BalanceVerdict.AllCharged, 1)]
    internal void The_balance_proves_only_what_it_can(long expected, long seen, int doubtful, int refundsDue, BalanceVerdict verdict, int late = 0) =>
        Assert.Equal(verdict, BalanceEvidence.Judge(expected, seen, 200, doubtful, refundsDue, late));

    [Fact]
    public void Whatever_was_charged_and_refunded_a_certain_verdict_is_right()
    {
        var worlds = Gen.Zip(
            Gen.Zip(Gen.Choose(1, 5), Gen.Choose(0, 5)), Gen.Zip(Gen.Zip(Gen.Choose(0, 5), Gen.Choose(0, 5)), Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 3)))).ToArbitrary();
        Prop.ForAll(worlds, world =>
        {
            var ((doubtful, due), ((charged, refunded), (late, chargedLate))) = world;
            chargedLate = Math.Min(late, chargedLate);
            charged = Math.Min(charged, doubtful);
            refunded = Math.Min(refunded, due);
            return BalanceEvidence.Judge(50_000, 50_000 - (200 * (charged + chargedLate)) + (200 * refunded), 200, doubtful, due, late) switch
            {
                BalanceVerdict.NoneCharged => charged == 0,
                BalanceVerdict.AllCharged => charged == doubtful,
                _ => true,
            };
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Neon City Opener", "neon-city-opener", true)]
    [InlineData("Neon City Opener - After Effects", "neon-city-opener", true)]
    [InlineData("NEON city — opener!", "neon-city-opener", true)]
    [InlineData("Neon", "neon-city-opener", false)]
    [InlineData("Soft Piano Loops", "neon-city-opener", false)]
    [InlineData("", "neon-city-opener", false)]
    [InlineData(null, "neon-city-opener", false)]
    [InlineData("Neon City Opener", "", false)]
    public void A_title_agrees_with_a_slug_only_when_it_is_close(string? title, string slug, bool agrees) => Assert.Equal(agrees, TitleMatch.Agree(title, slug));
}
