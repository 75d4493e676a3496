using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Wallets;

public sealed class RupiahTests
{
    [Theory]
    [InlineData(0, "Rp 0")]
    [InlineData(500, "Rp 500")]
    [InlineData(49_500, "Rp 49.500")]
    [InlineData(10_000_000, "Rp 10.000.000")]
    [InlineData(-500, "-Rp 500")]
    [InlineData(long.MinValue, "-Rp 9.223.372.036.854.775.808")]
    public void Is_written_as_people_write_it(long value, string text) => Assert.Equal(text, new Rupiah(value).ToString());

    [Fact]
    public void Overflow_throws_and_never_wraps() => Assert.Throws<OverflowException>(() => new Rupiah(long.MaxValue) + new Rupiah(1));

    [Fact]
    public void Rounding_up_gives_the_next_multiple() =>
        Prop.ForAll(
            Gen.Choose(0, 100_000_000).ToArbitrary(),
            value =>
            {
                var rounded = new Rupiah(value).RoundUpTo(1000).Value;
                return rounded >= value && rounded - value < 1000 && rounded % 1000 == 0;
            }).QuickCheckThrowOnFailure();
}
