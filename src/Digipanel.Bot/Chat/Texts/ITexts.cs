
namespace Digipanel.Bot.Chat.Texts;

/// <summary>
/// Every sentence that people read, in their language. Indonesian is the shop's own voice, English its translation.
/// Each feature keeps its part in a file of its own.
/// </summary>
public partial interface ITexts
{
    /// <summary><c>id</c> or <c>en</c>.</summary>
    string Language { get; }

    /// <summary>A bug: nothing was charged; what to do.</summary>
    Html SomethingBroke { get; }

    /// <summary>A message reached us more than a day after it was written: nothing was done about it.</summary>
    Html CameLate { get; }

    /// <summary>A moment in the shop's time zone: <c>22 Nov 2026 14:05 WIB</c>.</summary>
    string Time(DateTimeOffset at);
}

/// <summary>The languages we have.</summary>
public static class TextsOf
{
    private static readonly IndonesianTexts Indonesian = new();
    private static readonly EnglishTexts English = new();

    /// <summary>English for <c>en</c>, Indonesian for anything else.</summary>
    public static ITexts Language(string language) => language == "en" ? English : Indonesian;
}
