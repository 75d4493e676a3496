using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digipanel.Bot.Chat;

/// <summary>
/// Text with a little markup: <c>b i code a</c>. Made only by interpolation, which escapes every argument: a customer's name
/// or a provider's title can never become markup. A channel that has none (WhatsApp) converts it.
/// </summary>
[JsonConverter(typeof(JsonForm))]
public readonly record struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>The markup itself.</summary>
    public string Markup => _markup ?? "";

    /// <summary>Interpolates, escaping each argument that is not itself <see cref="Html"/>.</summary>
    public static Html Of(Interpolation markup) => new(markup.ToString());

    /// <summary>Plain text: all of it escaped.</summary>
    public static Html Plain(string text) => new(Escape(text));

    /// <summary>Joins lines; an empty one stays, as a gap.</summary>
    public static Html Lines(params IEnumerable<Html> lines) => new(string.Join('\n', lines.Select(l => l.Markup)));

    /// <summary>Appends.</summary>
    public static Html operator +(Html a, Html b) => new(a.Markup + b.Markup);

    /// <inheritdoc/>
    public override string ToString() => Markup;

    // Bot API, "HTML style": only these four must be escaped in text and attribute values.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>The compiler's side of <see cref="Of"/>.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Interpolation
    {
        private readonly StringBuilder _builder;

        /// <summary>Called by the compiler.</summary>
        public Interpolation(int literalLength, int formattedCount) => _builder = new StringBuilder(literalLength + (formattedCount * 16));

        /// <summary>Called by the compiler: a literal is ours and stays as it is.</summary>
        public void AppendLiteral(string literal) => _builder.Append(literal);

        /// <summary>Called by the compiler: markup made by us is not escaped again.</summary>
        public void AppendFormatted(Html html) => _builder.Append(html.Markup);

        /// <summary>Called by the compiler: anything else is escaped.</summary>
        public void AppendFormatted<T>(T value) => _builder.Append(Escape(value?.ToString() ?? ""));

        /// <inheritdoc/>
        public override string ToString() => _builder.ToString();
    }

    /// <summary>Kept in the outbox as its markup.</summary>
    public sealed class JsonForm : JsonConverter<Html>
    {
        /// <inheritdoc/>
        public override Html Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, Html value, JsonSerializerOptions options) => writer.WriteStringValue(value.Markup);
    }
}
