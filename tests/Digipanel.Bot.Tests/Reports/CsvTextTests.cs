using System.Text;
using Digipanel.Bot.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Reports;

public sealed class CsvTextTests
{
    private static Gen<string> Scrap => Gen.Elements(
        "=", "+", "-", "@", "＝", ",", ";", "|", "\"", "\"\"", "\r\n", "\n", "\t", " ", "'", "a", "1", "Größe", "😀", "\0", "\u200B", "HYPERLINK(\"x\")").ArrayOf().Select(string.Concat);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  @SUM(A1)", "  '@SUM(A1)")]
    [InlineData("\t=1", " '=1")]
    [InlineData("Budi\r\n+62", "Budi  '+62")]
    [InlineData("a;=cmd", "a;'=cmd")]
    [InlineData("a;\"=cmd", "a;\"'=cmd")]
    [InlineData("modern-logo-reveal", "modern-logo-reveal")]
    [InlineData("https://elements.envato.com/a-b?c=d", "https://elements.envato.com/a-b?c=d")]
    [InlineData("-5", "'-5")]
    public void What_people_wrote_is_no_formula_to_a_spreadsheet(string words, string cell) => Assert.Equal(cell, CsvText.Harmless(words));

    [Fact]
    public void Numbers_stay_numbers_and_times_are_in_the_shops_zone()
    {
        var csv = new CsvText();
        csv.Heading("a", "b", "c", "d");
        csv.Number(-500).Number(null).Time(1_795_330_000_000).Text("Rp, \"5\"").End();
        Assert.Equal("\uFEFFa,b,c,d\r\n-500,,2026-11-22T13:46:40+07:00,\"Rp, \"\"5\"\"\"\r\n", csv.ToString());
        Assert.Equal(1, csv.Rows);
    }

    [Fact]
    public void Whatever_is_written_is_read_back_by_rfc_4180_and_no_cell_begins_like_a_formula_by_any_separator() => Prop.ForAll(
        Scrap.ArrayOf(3).ArrayOf().ToArbitrary(),
        rows =>
        {
            var csv = new CsvText();
            csv.Heading("x", "y", "z");
            foreach (var row in rows)
            {
                csv.Text(row[0]).Text(row[1]).Text(row[2]).End();
            }

            var read = Read(csv.ToString()[1..]);
            Assert.Equal(rows.Length + 1, read.Count);
            Assert.All(rows.Zip(read.Skip(1)), p => Assert.Equal(p.First.Select(CsvText.Harmless), p.Second, StringComparer.Ordinal));
            foreach (var separator in ",;|")
            {
                Assert.DoesNotContain(csv.ToString()[1..].Split(separator, '\r', '\n'), c => c.Trim([.. " \t\"\u200B\uFEFF\0"]) is ['=' or '+' or '-' or '@' or '＝', ..]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    // RFC 4180, as written there.
    private static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>>();
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !isQuoted && text[i + 1] == '\n':
                    row.Add(cell.ToString());
                    cell.Clear();
                    rows.Add(row);
                    row = [];
                    i++;
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }

        Assert.False(isQuoted);
        return rows;
    }
}
