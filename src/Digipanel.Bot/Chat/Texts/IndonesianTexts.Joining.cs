using Digipanel.Bot.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html JoinHelp => Html.Of($"/hubungkan – satu saldo untuk Telegram dan WhatsApp");

    /// <inheritdoc/>
    public string JoinCopyButton => "📋 Salin";

    /// <inheritdoc/>
    public string JoinYesButton => "✅ Ya, hubungkan";

    /// <inheritdoc/>
    public string JoinNoButton => "Batal";

    /// <inheritdoc/>
    public Html JoinNot => Html.Of($"Oke, tidak jadi dihubungkan. Saldomu tetap di sini.");

    /// <inheritdoc/>
    public Html JoinTooManyCodes => Html.Of($"Kodenya sudah terlalu sering dibuat 🙏 Coba lagi sejam lagi ya.");

    /// <inheritdoc/>
    public Html JoinTooManyGuesses => Html.Of($"Sudah terlalu banyak kode yang salah 🙏 Demi keamanan, coba lagi sejam lagi ya.");

    /// <inheritdoc/>
    public Html JoinAdmin => Html.Of($"Akun admin tidak bisa dihubungkan. Pakai akun pelanggan biasa ya.");

    /// <inheritdoc/>
    public Html JoinWrong => Html.Of($"Kode itu tidak ada. Coba cek lagi, atau minta kode baru dengan /hubungkan di chat satunya.");

    /// <inheritdoc/>
    public string PartYesButton => "Ya, putuskan";

    /// <inheritdoc/>
    public string PartNoButton => "Batal";

    /// <inheritdoc/>
    public Html PartNot => Html.Of($"Oke, kedua akun tetap terhubung 👍");

    /// <inheritdoc/>
    public Html JoinCodeMade(string command, string other, int minutes) => Html.Of(
        $"🔗 <b>Satu saldo untuk dua chat</b>\nBuka chat toko ini di {other}, lalu kirim ini di sana:\n\n<code>{command}</code>\n\nBerlaku {minutes} menit, sekali pakai. Saldo di {other} akan pindah ke sini, dan keduanya memakai saldo yang sama.\n⚠️ Jangan kasih kode ini ke orang lain: siapa pun yang memakainya ikut bisa memakai saldomu.");

    /// <inheritdoc/>
    public Html JoinAlready(string other) => Html.Of($"Akun ini sudah terhubung dengan akun {other}-mu. Mau ganti? Kirim /putuskan dulu ya.");

    /// <inheritdoc/>
    public Html JoinUnreadable(string other) => Html.Of(
        $"Kodenya 8 huruf dan angka, misalnya <code>/hubungkan 7K2M-9QXW</code>. Belum punya? Kirim /hubungkan di chat {other} untuk mendapatkannya.");

    /// <inheritdoc/>
    public Html JoinExpired(string other) => Html.Of($"⌛ Waktunya sudah habis. Minta kode baru dengan /hubungkan di {other} ya.");

    /// <inheritdoc/>
    public Html JoinUsed(string other) => Html.Of($"Kode ini sudah dipakai. Satu kode cuma untuk sekali; minta yang baru dengan /hubungkan di {other} ya.");

    /// <inheritdoc/>
    public Html JoinOwnCode(string other) => Html.Of($"Ini kodemu sendiri 🙂 Kirimnya di chat {other}, bukan di sini.");

    /// <inheritdoc/>
    public Html JoinSameChannel(string own, string other) => Html.Of($"Kode ini dari akun {own} lain. Yang bisa dihubungkan cuma satu akun {own} dengan satu akun {other}.");

    /// <inheritdoc/>
    public Html JoinOwnerJoined(string other) => Html.Of($"Akun {other} itu sudah terhubung dengan akun lain. Kirim /putuskan di sana dulu ya.");

    /// <inheritdoc/>
    public Html JoinOwnerAway(string other) => Html.Of($"Akun {other} itu sedang memblokir bot, jadi belum bisa dihubungkan. Buka blokirnya, lalu minta kode baru di sana ya.");

    /// <inheritdoc/>
    public Html JoinAsk(JoinSide owner, string own, Rupiah moving) => Html.Of(
        $"🔗 Hubungkan chat {own} ini dengan akun {Who(owner)}?\n\n• Semua saldo di sini ({moving}) pindah ke akun {owner.ChannelName} itu, dan kedua chat memakai saldo yang sama.\n• Kalau nanti diputuskan, saldonya tetap di akun {owner.ChannelName}.\n\n⚠️ Bukan akunmu? Pilih Batal, dan jangan percaya orang yang memberimu kode ini.");

    /// <inheritdoc/>
    public Html JoinDone(JoinSide owner, Rupiah moved, Rupiah balance) => Html.Of(
        $"🔗 <b>Terhubung</b> dengan akun {Who(owner)}.\n{Moved(moved, owner.ChannelName)}Saldo bersama: <b>{balance}</b>\n\nRiwayat kedua chat sekarang jadi satu. Link download tetap dikirim ke chat tempat kamu memesan. Untuk memutus: /putuskan");

    /// <inheritdoc/>
    public Html JoinNotice(JoinSide joined, Rupiah moved, Rupiah balance) => Html.Of(
        $"🔐 <b>Akun {Who(joined)} baru saja terhubung</b> dengan saldo kamu di sini.\n{(moved > Rupiah.Zero ? Html.Of($"{moved} dari sana sudah masuk. ") : Html.Empty)}Saldo bersama: <b>{balance}</b>\n\nBukan kamu? Kirim /putuskan sekarang, dan akun itu langsung tidak bisa memakai saldomu lagi.");

    /// <inheritdoc/>
    public Html PartNothing(string other) => Html.Of($"Akun ini belum terhubung dengan akun {other}. Mau satu saldo untuk keduanya? Kirim /hubungkan");

    /// <inheritdoc/>
    public Html PartOwnerGone(string other, Rupiah balance) => Html.Of(
        $"Akun {other} itu sudah tidak dipakai lagi, jadi belum bisa diputuskan: saldo {balance} dan pesanan yang masih berjalan akan hilang dari jangkauanmu. Selama terhubung, semuanya tetap bisa kamu pakai di sini 👍 Kalau saldonya sudah habis dan pesanannya selesai, kirim /putuskan lagi ya.");

    /// <inheritdoc/>
    public Html PartAsk(JoinSide other, bool isOwner, Rupiah balance) => Html.Of(
        $"Putuskan hubungan dengan akun {Who(other)}?\n\n{(isOwner ? Html.Of($"• Saldo {balance} tetap di sini; akun {other.ChannelName} mulai lagi dari Rp 0.") : Html.Of($"• Saldo {balance} tetap di akun {other.ChannelName}; chat ini mulai lagi dari Rp 0."))}\n• Pesanan dan topup selama terhubung ikut akun yang memegang saldo. Pesanan yang sedang berjalan tetap dikirim ke chat asalnya.");

    /// <inheritdoc/>
    public Html PartDoneOwner(JoinSide other, Rupiah balance) => Html.Of($"🔓 Sudah diputuskan dari akun {Who(other)}.\nSaldo <b>{balance}</b> tetap di sini, dan cuma chat ini yang bisa memakainya.");

    /// <inheritdoc/>
    public Html PartDoneJoined(JoinSide other, int closed) => Html.Of(
        $"🔓 Sudah diputuskan dari akun {Who(other)}.\nSaldonya tetap di sana; chat ini mulai lagi dari Rp 0.{(closed > 0 ? Html.Of($"\nTagihan topup yang masih terbuka di chat ini ({closed}) sudah dibatalkan, jangan dibayar ya.") : Html.Empty)} Isi saldo sendiri: /topup");

    /// <inheritdoc/>
    public Html FailedForOther(long number, string title, string reason) => Html.Of(
        $"😔 <b>Pesanan #{number} gagal</b>\n{title}\n\n{ReasonWords(reason)}\n\n↩️ Uangnya kembali ke akun yang dulu terhubung dengan chat ini, karena dari sana dibayarnya.");

    private static Html Moved(Rupiah moved, string to) => moved > Rupiah.Zero ? Html.Of($"{moved} dari sini sudah pindah ke {to}. ") : Html.Empty;

    private static Html Who(JoinSide side) => side.Name.Length > 0 ? Html.Of($"{side.ChannelName} <b>{side.Name}</b> ({side.Handle})") : Html.Of($"{side.ChannelName} <b>{side.Handle}</b>");
}
