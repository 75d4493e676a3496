namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string ListButton => "☰ Pilih";

    /// <inheritdoc/>
    public string AnswerByNumber => "Balas dengan nomornya ya 👆";
}
