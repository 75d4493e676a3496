using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Bot.Topups.Doitpay;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Topups;

public sealed class SnapJsonTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("{ \"a\" : 1 }", "{\"a\":1}")]
    [InlineData("\r\n\t[ 1 , 2.50 , -0.50, 1e4 ]\n", "[1,2.50,-0.50,1e4]")]
    [InlineData("{\"b\": \"two  spaces \\\" \\\\\", \"a\": \"\\u00e9 \\/\"}", "{\"b\":\"two  spaces \\\" \\\\\",\"a\":\"\\u00e9 \\/\"}")]
    [InlineData("\"é\"", "\"é\"")]
    public void Only_white_space_between_the_parts_goes(string json, string minified) =>
        Assert.Equal(minified, Minify(json));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// no\n{}")]
    [InlineData("NaN")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    public void What_is_not_JSON_is_an_outcome(string json) =>
        Assert.False(SnapJson.TryMinify(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Broken_UTF8_inside_a_string_is_an_outcome() =>
        Assert.False(SnapJson.TryMinify([(byte)'"', 0xC3, 0x28, (byte)'"'], out _));

    [Fact]
    public void A_thousand_nested_arrays_are_an_outcome() =>
        Assert.False(SnapJson.TryMinify(Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000)), out _));

    [Fact]
    public void Minifying_keeps_the_meaning_and_a_second_time_changes_nothing() =>
        Prop.ForAll(Documents.ToArbitrary(), document =>
        {
            var pretty = document.ToJsonString(Indented);
            var once = Minify(pretty);
            return JsonNode.DeepEquals(JsonNode.Parse(once), JsonNode.Parse(pretty))
                && Minify(once) == once
                && once == document.ToJsonString();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_make_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => !SnapJson.TryMinify(bytes, out var minified) || minified.Length <= bytes.Length)
            .QuickCheckThrowOnFailure();

    private static Gen<JsonNode> Documents =>
        from names in ArbMap.Default.GeneratorFor<NonNull<string>>().ListOf(4)
        from texts in ArbMap.Default.GeneratorFor<NonNull<string>>().ListOf(4)
        from number in Gen.Choose(int.MinValue, int.MaxValue)
        select (JsonNode)new JsonObject(names.Zip(texts).DistinctBy(p => p.First.Get, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.First.Get, (JsonNode?)new JsonArray(Clean(p.Second.Get), number, true, null, new JsonObject()))));

    // Lone surrogates are no text; JsonNode writes them as U+FFFD.
    private static string Clean(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static string Minify(string json)
    {
        Assert.True(SnapJson.TryMinify(Encoding.UTF8.GetBytes(json), out var minified));
        return Encoding.UTF8.GetString(minified);
    }
}
