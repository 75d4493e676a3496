namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html SlowDown => Html.Of($"Pelan-pelan ya kak 🙏 Pesanmu masuk banyak sekaligus, jadi sebagian tidak aku balas dulu. Link Envato yang kamu kirim tetap diproses.");

    /// <inheritdoc/>
    public Html ToastSlowDown => Html.Of($"Pelan-pelan ya kak 🙏 Coba lagi sebentar lagi.");

    /// <inheritdoc/>
    public Html OnlyWords => Html.Of(
        $"Aku cuma bisa baca teks ya kak 🙏 Foto, suara, dan stiker tidak terbaca.\n\n📎 Mau download? Kirim link Envato Elements-nya sebagai teks.\n💳 Sudah transfer? Tidak perlu kirim bukti, topup masuk otomatis. Cek di /saldo");

    /// <inheritdoc/>
    public Html KeptQueueFull(int waitingMax, string? expected) => Html.Of(
        $"✋ {waitingMax} pesananmu masih antre, itu batasnya. {(expected is null ? "Begitu antreannya berkurang" : $"Perkiraan ada tempat lagi {expected}; begitu ada")}, tombol Lanjutkan muncul di sini. Link-nya tidak perlu dikirim ulang.");

    /// <inheritdoc/>
    public Html ToastQueueFull(int waitingMax) => Html.Of($"{waitingMax} pesananmu masih antre, itu batasnya. Link-nya aku simpan, lanjutkan nanti ya.");
}
