using System.Globalization;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
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
    [InlineData("50.000 rupiah", 50_000)]
    [InlineData("50 ribu rupiah", 50_000)]
    [InlineData("50000 IDR", 50_000)]
    [InlineData("12,5rb", 12_500)]
    [InlineData("12.75k", 12_750)]
    [InlineData("0,5 juta", 500_000)]
    [InlineData("Rp50k,-", 50_000)]
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
    [InlineData("1.500jt")]
    [InlineData("1,500rb")]
    [InlineData("1.500,5rb")]
    [InlineData("1,2345jt")]
    [InlineData("Rp 50.000 dan 20.000")]
    [InlineData("50rb 20rb")]
    [InlineData("+50000")]
    [InlineData("50.000,-,-")]
    [InlineData("rp")]
    [InlineData("rb")]
    [InlineData("5 0 0 0 0")]
    [InlineData(null)]
    public void Anything_else_is_no_amount(string? text) => Assert.False(AmountParser.TryParse(text, out _));

    [Fact]
    public void Every_way_of_writing_an_amount_reads_back_as_that_amount() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000_000).ToArbitrary(), rupiah => Ways(rupiah).All(way => Reads(way, rupiah))).QuickCheckThrowOnFailure();

    [Fact]
    public void Round_amounts_in_thousands_and_millions_read_back_as_well() =>
        Prop.ForAll(Gen.Choose(1, 99_999).ToArbitrary(), n =>
            Reads($"{n}rb", n * 1_000L) && Reads($"Rp {n} ribu", n * 1_000L) && Reads($"{n}K", n * 1_000L) && Reads($"{Dots(n)} rb", n * 1_000L)
            && Reads($"{n}jt", n * 1_000_000L) && Reads($"{n} Juta rupiah", n * 1_000_000L)
            && Reads($"{n / 10},{n % 10}rb", n * 100L) && Reads($"{n / 100}.{n % 100:00}k", n * 10L)
            && Reads($"{n / 10}.{n % 10} jt", n * 100_000L) && Reads($"{n / 1000},{n % 1000:000}jt", n * 1_000L)).QuickCheckThrowOnFailure();

    // Whatever is read is read as a person with pen and paper would: digits, then the zeros of the unit. Ten times too much is what must not happen.
    [Fact]
    public void What_is_read_of_any_text_has_the_digits_that_were_written() =>
        Prop.ForAll(Mangled().ToArbitrary(), text =>
        {
            if (!AmountParser.TryParse(text, out var read))
            {
                return true;
            }

            var written = new string([.. text.Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
            return read.ToString(CultureInfo.InvariantCulture).TrimEnd('0') == written;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => !AmountParser.TryParse(text, out var read) || read >= 0).QuickCheckThrowOnFailure();

    private static Gen<string> Mangled() =>
        Gen.Elements("1", "5", "0", "00", "000", "50", "500", ".", ",", "-", " ", "rb", "k", "jt", "ribu", "juta", "Rp", "rp.", "idr", "rupiah", "e", "x")
            .ListOf().Select(parts => string.Concat(parts));

    private static string[] Ways(long rupiah)
    {
        var commas = rupiah.ToString("#,0", CultureInfo.InvariantCulture);
        return
        [
            $"{rupiah}", commas, Dots(rupiah), $"Rp {Dots(rupiah)}", $"Rp. {Dots(rupiah)},-", $"Rp{rupiah},-", $"{rupiah}.00", $"{Dots(rupiah)},00",
            $"IDR {commas}.00", $"{Dots(rupiah)} rupiah", new Rupiah(rupiah).ToString(),
        ];
    }

    private static string Dots(long rupiah) => rupiah.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    private static bool Reads(string text, long rupiah) =>
        AmountParser.TryParse(text, out var read) && read == rupiah ? true : throw new Xunit.Sdk.XunitException($"\"{text}\" is read as {read}, not {rupiah}");
}
