namespace Digipanel.Bot.Chat.Texts;

/// <summary>The shop's own voice: friendly, short, "kamu".</summary>
public sealed partial class IndonesianTexts : ITexts
{
    /// <inheritdoc/>
    public string Language => "id";

    /// <inheritdoc/>
    public Html CameLate => Html.Of($"Maaf, ada pesanmu yang baru sampai ke kami lebih dari sehari kemudian, jadi tidak diproses 🙏 Kalau masih perlu, kirim lagi ya.");

    /// <inheritdoc/>
    public Html SomethingBroke => Html.Of($"Waduh, ada yang error di sisi kami 🙏 Permintaan tadi belum diproses dan saldo kamu aman. Coba lagi sebentar ya.");

    /// <inheritdoc/>
    public string Time(DateTimeOffset at) => WesternIndonesia.Format(at, Language);
}
