using System.Globalization;
using System.Text;
using Digipanel.Bot.Topups.Doitpay;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Topups;

public sealed class QrisTests
{
    [Fact]
    public void The_checksum_is_CRC16_CCITT() => Assert.Equal(0x29B1, Qris.Crc16("123456789"u8));

    [Fact]
    public void The_standard_s_own_example_is_read()
    {
        // EMV QRCPS Merchant-Presented Mode 1.0, annex: the sample code with its checksum.
        const string text = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";
        var code = Assert.IsType<QrisReading.Valid>(Qris.Read(text));
        Assert.Equal("BEST TRANSPORT", code["59"]);
        Assert.Equal("23.72", code["54"]);
        Assert.Null(code.Amount); // not whole
    }

    [Fact]
    public void Any_fields_survive_writing_and_reading() =>
        Prop.ForAll(FieldLists.ToArbitrary(), fields =>
            Qris.Read(Write(fields)) is QrisReading.Valid read && read.Fields.SkipLast(1).SequenceEqual(fields)).QuickCheckThrowOnFailure();

    [Fact]
    public void One_changed_letter_is_always_noticed() =>
        Prop.ForAll(FieldLists.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (fields, at) =>
        {
            var letters = Write(fields).ToCharArray();
            at %= letters.Length;
            letters[at] = letters[at] == '7' ? '8' : '7';
            return Qris.Read(new string(letters)) is QrisReading.Broken;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Qris.Read(text) is QrisReading.Broken).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("50000", 50_000)]
    [InlineData("50000.00", 50_000)]
    [InlineData("50000.", 50_000)]
    [InlineData("50000.50", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("1e4", null)]
    public void Amounts_are_whole_rupiah(string text, int? rupiah) =>
        Assert.Equal((long?)rupiah, Qris.ParseAmount(text));

    [Fact]
    public void A_code_without_an_amount_has_none() =>
        Assert.Null(Assert.IsType<QrisReading.Valid>(Qris.Read(Write([new("00", "01")]))).Amount);

    internal static string Write(IEnumerable<QrisField> fields)
    {
        var text = string.Concat(fields.Select(f => $"{f.Tag}{f.Value.Length:00}{f.Value}")) + "6304";
        return text + Qris.Crc16(Encoding.UTF8.GetBytes(text)).ToString("X4", CultureInfo.InvariantCulture);
    }

    private static Gen<List<QrisField>> FieldLists =>
        from fields in (from tag in Gen.Choose(0, 62)
                        from letters in Gen.Elements("0123456789ABCDEFGHIJ .-*é".ToCharArray()).ListOf(12)
                        select new QrisField(tag.ToString("00", CultureInfo.InvariantCulture), string.Concat(letters))).ListOf(6)
        select fields.ToList();
}
