using System.Text.RegularExpressions;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>A message template as Meta has approved it.</summary>
public sealed partial class WhatsAppTemplateOptions
{
    private const int PatternMatchTimeoutMs = 1_000;

    /// <summary>Its name: a-z, 0-9 and _; empty: none.</summary>
    public string Name { get; set; } = "";

    /// <summary>The language it was approved in, by Meta's code: <c>id</c>, <c>en</c>, <c>en_US</c>.</summary>
    public string Language { get; set; } = "id";

    /// <summary>Whether there is one.</summary>
    internal bool IsSet => Name.Length > 0;

    internal void Validate(ICollection<string> problems, string key)
    {
        if (IsSet && !NameForm().IsMatch(Name))
        {
            problems.Add($"WhatsApp:{key}:Name must be the name of an approved template (a-z, 0-9 and _): copy it from WhatsApp Manager, or leave it out.");
        }

        if (!LanguageForm().IsMatch(Language))
        {
            problems.Add($"WhatsApp:{key}:Language must be a language code of Meta's such as id or en_US: leave it out for id.");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9_]{1,512}\z", RegexOptions.CultureInvariant, PatternMatchTimeoutMs)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[a-z]{2,3}(?:_[A-Za-z]{2,4})?\z", RegexOptions.CultureInvariant, PatternMatchTimeoutMs)]
    private static partial Regex LanguageForm();
}
