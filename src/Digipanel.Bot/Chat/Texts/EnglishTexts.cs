namespace Digipanel.Bot.Chat.Texts;

/// <summary>For customers whose app speaks English, or who chose it.</summary>
public sealed partial class EnglishTexts : ITexts
{
    /// <inheritdoc/>
    public string Language => "en";

    /// <inheritdoc/>
    public Html CameLate => Html.Of($"Sorry, a message of yours reached us more than a day late, so nothing was done about it 🙏 If you still need it, please send it again.");

    /// <inheritdoc/>
    public Html SomethingBroke => Html.Of($"Sorry, something broke on our side 🙏 Your last request was not carried out and your balance is untouched. Please try again in a moment.");

    /// <inheritdoc/>
    public string Time(DateTimeOffset at) => WesternIndonesia.Format(at, Language);
}
