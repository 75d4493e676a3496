using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>An approved template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">Its language, such as <c>id</c> or <c>en_US</c>.</param>
/// <param name="Body">Its text, with {{1}}, {{2}} and so on for the parameters.</param>
public sealed record WhatsAppTemplate(string Name, string Language, string Body)
{
    /// <summary>Marketing ones do not reach those who opted out.</summary>
    public bool Marketing { get; init; }
}

/// <summary>The templates that Meta approved, and what a message of one must have.</summary>
internal sealed partial class Templates
{
    private const int ParameterCharactersMax = 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Language), WhatsAppTemplate> _known = [];

    public void Add(WhatsAppTemplate template)
    {
        lock (_gate)
        {
            _known[(template.Name, template.Language)] = template;
        }
    }

    public bool IsMarketing(WhatsAppMessage message)
    {
        lock (_gate)
        {
            return message.Template is { } name && _known.Values.Any(t => t.Name == name && t.Marketing);
        }
    }

    public WhatsAppMessage Read(JsonFields fields)
    {
        var name = fields.Text("name", 512);
        var language = fields.Object("language");
        var code = language.Text("code", 16);
        language.Done();
        var values = fields.Has("components") ? fields.Objects("components", 1).SelectMany(Parameters).ToList() : [];
        fields.Done();
        var template = Find(name, code);
        var expected = Placeholder().Matches(template.Body).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count();
        if (values.Count != expected)
        {
            throw GraphRefusal.Of(132000, $"body: number of localizable_params ({values.Count}) does not match the expected number of params ({expected})");
        }

        return MessageRules.Draft("template") with
        {
            Template = name,
            Text = Placeholder().Replace(template.Body, m => values[int.Parse(m.Groups["number"].Value) - 1]),
        };
    }

    private WhatsAppTemplate Find(string name, string code)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault((name, code)) ?? throw GraphRefusal.Of(132001, $"template name ({name}) does not exist in {code}");
        }
    }

    private static List<string> Parameters(JsonFields component)
    {
        component.OneOf("type", "body");
        var values = new List<string>();
        foreach (var parameter in component.Objects("parameters", 50))
        {
            parameter.OneOf("type", "text");
            var text = parameter.Text("text", ParameterCharactersMax);
            parameter.Done();
            values.Add(text.Contains("    ", StringComparison.Ordinal) || text.Any(char.IsControl) ? throw GraphRefusal.Of(132018) : text);
        }

        component.Done();
        return values;
    }

    [GeneratedRegex(@"\{\{(?<number>[0-9]{1,2})\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
