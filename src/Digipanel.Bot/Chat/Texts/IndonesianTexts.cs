namespace Digipanel.Bot.Chat.Texts;

/// <summary>The shop's own voice: friendly, short, "kamu".</summary>
public sealed partial class IndonesianTexts : ITexts
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

    /// <inheritdoc/>
    public string Language => "id";

    /// <inheritdoc/>
    public Html SomethingBroke => Html.Of($"Waduh, ada yang error di sisi kami 🙏 Permintaan tadi belum diproses dan saldo kamu aman. Coba lagi sebentar ya.");

    /// <inheritdoc/>
    public string Time(DateTimeOffset at) => WesternIndonesia.Format(at, Months);
}
