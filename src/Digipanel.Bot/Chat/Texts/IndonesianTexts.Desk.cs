using Digipanel.Bot.Admin.People;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string MessageButton => "✉️ Kirim pesan";

    /// <inheritdoc/>
    public string BlockButton => "⛔ Blokir";

    /// <inheritdoc/>
    public Html BlockUsage => Html.Of($"Tulis: <code>/blokir pelanggan alasan</code>\nContoh: <code>/blokir @budi spam</code>");

    /// <inheritdoc/>
    public Html BlockAdmin => Html.Of($"Admin tidak bisa diblokir.");

    /// <inheritdoc/>
    public Html Blocked(string name) => Html.Of($"⛔ {name} diblokir. Pesanan dan pembayaran yang sedang berjalan tetap diselesaikan.");

    /// <inheritdoc/>
    public Html BlockedBefore(string name) => Html.Of($"{name} memang sudah diblokir.");

    /// <inheritdoc/>
    public Html NotBlocked(string name) => Html.Of($"{name} tidak sedang diblokir.");

    /// <inheritdoc/>
    public Html YouAreBlocked(string contact) => contact.Length > 0 ? Html.Of($"⛔ Maaf, akunmu sedang diblokir. Kalau ada yang keliru, hubungi toko: {contact}") : Html.Of($"⛔ Maaf, akunmu sedang diblokir. Kalau ada yang keliru, hubungi admin toko ya.");

    /// <inheritdoc/>
    public Html JoinBlocked(string other) => Html.Of($"Akun {other} itu belum bisa dihubungkan. Hubungi admin toko ya.");

    /// <inheritdoc/>
    public Html MessageAsk(string name) => Html.Of($"✉️ Tulis pesannya untuk <b>{name}</b>. Pesan berikutnya langsung aku teruskan.");

    /// <inheritdoc/>
    public Html MessageTextOnly => Html.Of($"Cuma bisa teks. Tulis lagi ya.");

    /// <inheritdoc/>
    public Html MessageTooLong(int chars) => Html.Of($"Terlalu panjang, maksimal {chars} huruf. Tulis lagi ya.");

    /// <inheritdoc/>
    public Html MessageNobody(string name) => Html.Of($"{name} tidak punya alamat lagi (ganti nomor), jadi tidak bisa dikirimi pesan.");

    /// <inheritdoc/>
    public Html MessageSent(string name, string channel) => Html.Of($"✅ Terkirim ke {name} lewat {channel}.");

    /// <inheritdoc/>
    public Html MessageWaits(string name, string channel) => Html.Of(
        $"⏳ {name} sudah lebih dari 24 jam tidak menulis di {channel}. Pesannya menunggu dan terkirim begitu dia menulis lagi.");

    /// <inheritdoc/>
    public Html MessageUnreachable(string name, string channel) => Html.Of($"⏳ {name} sedang memblokir bot di {channel}. Pesannya menunggu sampai dibuka lagi.");

    /// <inheritdoc/>
    public Html FromShop(string words) => Html.Of($"✉️ <b>Pesan dari toko</b>\n\n{words}");

    /// <inheritdoc/>
    public Html NoteAsk(string name) => Html.Of($"📝 Tulis catatannya untuk <b>{name}</b>. Hanya admin yang bisa melihatnya.");

    /// <inheritdoc/>
    public Html NoteWritten(string name) => Html.Of($"📝 Catatan untuk {name} tersimpan.");

    /// <inheritdoc/>
    public Html CaseMovedDown => Html.Of($"⚠️ Kasus ini ada di bawah 👇");

    /// <inheritdoc/>
    public Html CasesNone => Html.Of($"✅ Tidak ada pembayaran yang perlu dicek.");

    /// <inheritdoc/>
    public Html CasesTitle(int cases) => Html.Of($"⚠️ <b>{cases} pembayaran perlu dicek</b>");

    Html ITexts.CaseListLine(OpenCase one) => Html.Of(
        $"• <code>{one.Reference}</code> {one.Amount} {CaseWord(one.Kind)}{(one.Customer is { } name ? $" · {name}" : "")} · {Time(DateTimeOffset.FromUnixTimeMilliseconds(one.RaisedAt))}");

    /// <inheritdoc/>
    public Html CustomerBlocked(string reason, DateTimeOffset at) => Html.Of($"⛔ <b>Diblokir</b> sejak {Time(at)}{(reason.Length > 0 ? $": {reason}" : "")}");

    private static string CaseWord(string kind) => kind switch
    {
        "mismatch" => "tidak cocok",
        "again" => "dibayar lagi",
        "refund" => "dikembalikan Doitpay",
        _ => "bukan milik toko ini",
    };
}
