using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Tests.Support;
using Xunit.Abstractions;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>What holds for every text. Both languages in a row, to be read as a customer would: artifacts/texts/id.txt and en.txt.</summary>
public sealed partial class TextsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Languages => ["id", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void All_texts_can_be_read_in_a_row(string language)
    {
        var folder = Path.Combine(SourceTree.Root, "artifacts", "texts");
        Directory.CreateDirectory(folder);
        var row = string.Join("\n\n", TextSamples.Of(TextsOf.Language(language)).Select(t => $"--- {t.Name}\n{MarkedText.Parse(t.Text).ToPlain(4096)}"));
        File.WriteAllText(Path.Combine(folder, $"{language}.txt"), row);
        output.WriteLine(row);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Amounts_and_times_have_one_form_everywhere(string language)
    {
        foreach (var (name, text) in TextSamples.Of(TextsOf.Language(language)))
        {
            Assert.All(AnyAmount().Matches(text), m => Assert.True(Amount().IsMatch(m.Value), $"{name}: \"{m.Value}\" in {text}"));
            // What people are to type has the form that they type.
            Assert.All(AnyTime().Matches(Command().Replace(text, "")), m => Assert.True(Moment().IsMatch(m.Value), $"{name}: \"{m.Value}\" in {text}"));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_is_empty_or_betrays_how_it_was_made(string language)
    {
        foreach (var (name, text) in TextSamples.Of(TextsOf.Language(language)).Where(t => !IsForm(t.Name)))
        {
            Assert.False(string.IsNullOrWhiteSpace(text), name);
            Assert.False(Botched().IsMatch(text), $"{name}: {text}");
        }
    }

    [Fact]
    public void Both_languages_say_the_same_things_in_different_words()
    {
        var indonesian = TextSamples.Of(TextsOf.Language("id"));
        var english = TextSamples.Of(TextsOf.Language("en"));
        Assert.Equal(indonesian.Select(t => t.Name), english.Select(t => t.Name), StringComparer.Ordinal);
        Assert.All(
            indonesian.Zip(english).Where(p => p.First.Text.Split(' ').Length > 5),
            p => Assert.False(p.First.Text == p.Second.Text, $"{p.First.Name} is not translated: {p.First.Text}"));
    }

    // Parts that a longer text is made of may be empty.
    private static bool IsForm(string name) => name.EndsWith("Line", StringComparison.Ordinal);

    [GeneratedRegex("<code>/[^<]*</code>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\bRp.{0,14}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AnyAmount();

    [GeneratedRegex(@"^Rp [0-9]{1,3}(\.[0-9]{3})*(?![0-9.,]*[0-9])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Amount();

    [GeneratedRegex(@".{0,14}[0-9]{1,2}[:.][0-9]{2}\b(?!\.).{0,5}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AnyTime();

    [GeneratedRegex("[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2} WIB", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\{|\}|System\.|\(\)|  |\s[,.!?]( |$)|^\s|\s$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Botched();
}
