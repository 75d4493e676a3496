using Digipanel.Bot.Joining;
using Digipanel.Bot.Ops;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Joining;

public sealed class JoinCodeTests
{
    [Theory]
    [InlineData("7K2M-9QXW", "7K2M9QXW")]
    [InlineData("7k2m9qxw", "7K2M9QXW")]
    [InlineData(" 7k2m 9qxw ", "7K2M9QXW")]
    [InlineData("7k2m – 9qxw", "7K2M9QXW")]
    [InlineData("OIlo-0000", "01100000")]
    [InlineData("7K2M-9QX", null)]
    [InlineData("7K2M-9QXWZ", null)]
    [InlineData("7K2M-9QXU", null)]
    [InlineData("", null)]
    [InlineData("７Ｋ２Ｍ９ＱＸＷ", null)]
    [InlineData("' OR 1=1;", null)]
    public void A_code_is_read_as_people_type_it_and_nothing_else_is_one(string typed, string? code) => Assert.Equal(code, JoinCode.Read(typed));

    [Fact]
    public void Whatever_is_made_and_shown_is_read_again() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var code = new Ids(TimeProvider.System, new System.Random(seed).NextBytes).NewLetters(JoinCode.Letters);
            return JoinCode.Read(JoinCode.Show(code)) == code && JoinCode.Read(JoinCode.Show(code).ToLowerInvariant()) == code && JoinCode.Hash(code).Length == 64;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_thousand_pasted_letters_cost_nothing() => Assert.Null(JoinCode.Read(new string('-', 8_000) + "7K2M9QXW"));
}
