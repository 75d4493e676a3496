using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string RefundButton => "💸 Refund";

    /// <inheritdoc/>
    public string MoveButton(Rupiah balance) => $"🔀 Pindahkan {balance}";

    /// <inheritdoc/>
    public Html AdjustUsage(string command) => Html.Of($"Tulis: <code>/{command} pelanggan jumlah alasan</code>\nContoh: <code>/{command} @budi 50rb salah transfer</code>");

    /// <inheritdoc/>
    public Html AdjustAmountBounds(Rupiah max) => Html.Of($"Jumlahnya harus Rp 1 sampai {max}.");

    /// <inheritdoc/>
    public Html AdjustWhom(string kind, Rupiah amount, string reason) => Html.Of($"{Adjusting(kind)} <b>{amount}</b> ({reason}): pelanggan yang mana?");

    /// <inheritdoc/>
    public Html AdjustTooMuch(string name, Rupiah amount, Rupiah balance) => Html.Of(
        $"Saldo {name} cuma <b>{balance}</b>, jadi tidak bisa didebit {amount}. Saldo tidak pernah dibuat minus.");

    /// <inheritdoc/>
    public Html AdjustConfirm(string kind, string name, Rupiah amount, string reason, Rupiah balance, bool isRepeat) => Html.Of(
        $"{(isRepeat ? "⚠️ Yang sama persis baru saja dilakukan. Lagi?\n\n" : "")}{Adjusting(kind)} <b>{amount}</b>\nPelanggan: <b>{name}</b>\nAlasan: {reason}\nSaldo sekarang: {balance}\n\nLanjut?");

    /// <inheritdoc/>
    public Html AdjustNotNow => Html.Of($"Saldonya sudah berubah, jadi tidak ada yang dipindahkan. Cek lagi dengan /pelanggan.");

    /// <inheritdoc/>
    public Html AdjustDone(string kind, string name, Rupiah amount, long? order, string reason, Rupiah before, Rupiah balance) => Html.Of(
        $"✅ {Adjusting(kind)} <b>{amount}</b>{(order is { } number ? $" (pesanan #{number})" : "")}: {name}\nSaldo {before} → <b>{balance}</b>") + Because(reason);

    /// <inheritdoc/>
    public string AdjustYesButton(string kind, Rupiah amount, string name) => $"✅ {Adjusting(kind)} {amount}: {name}";

    /// <inheritdoc/>
    public string AdjustNoButton => "Batal";

    /// <inheritdoc/>
    public Html AdjustTooLate => Html.Of($"Pertanyaan ini sudah lewat sejam, jadi tidak ada yang dipindahkan. Ulangi perintahnya ya.");

    /// <inheritdoc/>
    public Html AdjustDropped => Html.Of($"Oke, tidak jadi. Tidak ada saldo yang berubah.");

    /// <inheritdoc/>
    public Html ToastAdjustedBefore => Html.Of($"Ini sudah dilakukan 👍");

    /// <inheritdoc/>
    public Html AdjustAsk(string kind, string name) => Html.Of($"{Adjusting(kind)} untuk <b>{name}</b>: tulis jumlah dan alasannya, misalnya <code>50rb salah transfer</code>.");

    /// <inheritdoc/>
    public Html AdjustAskReason(string kind, string name, Rupiah amount) => Html.Of(
        $"{Adjusting(kind)} <b>{amount}</b> untuk <b>{name}</b>: alasannya apa? Pelanggan akan membacanya.");

    /// <inheritdoc/>
    public Html AdjustUnreadable => Html.Of($"Jumlahnya tidak terbaca. Tulis jumlah dulu, lalu alasannya: <code>50rb salah transfer</code>.");

    /// <inheritdoc/>
    public Html RefundUsage => Html.Of($"Tulis: <code>/refund nomor_pesanan alasan</code>\nContoh: <code>/refund 42 file rusak</code>");

    /// <inheritdoc/>
    public Html RefundUnknown(long number) => Html.Of($"Pesanan #{number} tidak ada.");

    Html ITexts.RefundNot(long number, RefundRefusal why) => Html.Plain(why switch
    {
        RefundRefusal.Running => $"Pesanan #{number} masih berjalan. Kalau gagal, saldonya kembali sendiri; kalau selesai, baru bisa direfund.",
        RefundRefusal.Failed => $"Pesanan #{number} gagal atau dibatalkan, dan saldonya sudah kembali.",
        RefundRefusal.Gift => $"Pesanan #{number} gratis: saldonya sudah kembali sebelum file-nya datang.",
        _ => $"Pesanan #{number} sudah pernah direfund.",
    });

    /// <inheritdoc/>
    public Html RefundConfirm(long number, string title, string name, Rupiah price, string reason) => Html.Of(
        $"💸 Refund pesanan <b>#{number}</b>\n{title}\nPelanggan: <b>{name}</b>\nSeluruh harganya <b>{price}</b> kembali ke saldo; file yang sudah terkirim tetap di tangan pelanggan.") + Because(reason);

    /// <inheritdoc/>
    public Html RefundNothing(string name) => Html.Of($"{name} tidak punya pesanan selesai yang bisa direfund.");

    /// <inheritdoc/>
    public Html RefundWhich(string name) => Html.Of($"Pesanan {name} yang mana? Yang lain: <code>/refund nomor alasan</code>.");

    /// <inheritdoc/>
    public Html MoveAsk(string name, Rupiah balance) => Html.Of($"🔀 <b>{balance}</b> milik {name} mau dipindahkan ke pelanggan mana? Kirim id, @username, atau nomor HP barunya.");

    /// <inheritdoc/>
    public Html MoveSeveral(Html customers) => Html.Of($"Ada beberapa yang cocok. Kirim id-nya (misalnya <code>p17</code>):\n{customers}");

    /// <inheritdoc/>
    public Html MoveNot => Html.Of($"Tidak bisa dipindahkan: akun asalnya masih dipakai atau kosong, atau tujuannya sudah tidak aktif.");

    /// <inheritdoc/>
    public string MoveReason => "Saldo dari nomor lama";

    /// <inheritdoc/>
    public Html MoveConfirm(string source, string target, Rupiah amount) => Html.Of(
        $"🔀 Pindahkan seluruh saldo <b>{amount}</b>\nDari: {source}\nKe: <b>{target}</b>\n\nPastikan ini orang yang sama. Lanjut?");

    /// <inheritdoc/>
    public Html CreditedByShop(Rupiah amount, string reason, Rupiah balance) => Html.Of(
        $"💰 Saldo kamu ditambah <b>{amount}</b> oleh admin.{Because(reason)}\n\nSaldo sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html DebitedByShop(Rupiah amount, string reason, Rupiah balance) => Html.Of(
        $"➖ Saldo kamu dikurangi <b>{amount}</b> oleh admin.{Because(reason)}\n\nSaldo sekarang: <b>{balance}</b>\nMerasa ada yang keliru? Hubungi admin ya.");

    private static string Adjusting(string kind) => kind switch
    {
        AdjustmentKind.Credit => "Kredit",
        AdjustmentKind.Debit => "Debit",
        AdjustmentKind.Move => "Pindah saldo",
        _ => "Refund",
    };
}
