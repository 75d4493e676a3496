using Digipanel.Bot.Topups;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Topups;

public sealed class AmountParserTests
{
    [Theory]
    [InlineData("50000", 50_000)]
    [InlineData("50.000", 50_000)]
    [InlineData("50,000", 50_000)]
    [InlineData("50rb", 50_000)]
    [InlineData("50 ribu", 50_000)]
    [InlineData("50K", 50_000)]
    [InlineData("1jt", 1_000_000)]
    [InlineData("1,5jt", 1_500_000)]
    [InlineData("1.5 juta", 1_500_000)]
    [InlineData("1.500rb", 1_500_000)]
    [InlineData("1,250jt", 1_250_000)]
    [InlineData("Rp 50.000", 50_000)]
    [InlineData("rp50000", 50_000)]
    [InlineData("Rp. 50.000,-", 50_000)]
    [InlineData("IDR 50,000.00", 50_000)]
    [InlineData("Rp 1.250.000,00", 1_250_000)]
    [InlineData("50000.00", 50_000)]
    [InlineData(" 25000 ", 25_000)]
    public void Amounts_are_read_as_people_type_them(string text, long rupiah)
    {
        Assert.True(AmountParser.TryParse(text, out var read));
        Assert.Equal(rupiah, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-50000")]
    [InlineData("50.00.000")]
    [InlineData("5.0000")]
    [InlineData("50000,50")]
    [InlineData("50rbjt")]
    [InlineData("999999999999999999999")]
    [InlineData("999999999999999jt")]
    [InlineData("１２３")]
    [InlineData("1e5")]
    [InlineData("50000 rupiah ya tolong dibantu secepatnya")]
    [InlineData(null)]
    public void Anything_else_is_no_amount(string? text) => Assert.False(AmountParser.TryParse(text, out _));

    [Fact]
    public void Every_way_of_writing_an_amount_reads_back_as_that_amount() =>
        Prop.ForAll(Gen.Choose(1, 10_000_000).ToArbitrary(), rupiah =>
        {
            var grouped = rupiah.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
            string[] ways =
            [
                $"{rupiah}", grouped, grouped.Replace(',', '.'), $"Rp {grouped.Replace(',', '.')}", $"Rp{rupiah},-", $"{rupiah}.00",
                $"{rupiah / 1000},{rupiah % 1000:000}rb", $"{rupiah / 1000m:0.###}".Replace('.', ',') + "k",
            ];
            return ways.All(way => AmountParser.TryParse(way, out var read) && read == rupiah);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => !AmountParser.TryParse(text, out var read) || read >= 0).QuickCheckThrowOnFailure();
}
