using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string AdminCaseIgnoreButton => "🚫 Abaikan";

    /// <inheritdoc/>
    public string AdminCaseLeaveButton => "🤝 Biarkan";

    /// <inheritdoc/>
    public string AdminCaseLookButton => "🔄 Cek saldo lagi";

    /// <inheritdoc/>
    public string AdminCaseSeenButton => "✅ Sudah dicek";

    /// <inheritdoc/>
    public Html AdminCaseSettled => Html.Of($"✅ Sudah beres sendiri, tidak perlu diputuskan lagi.");

    /// <inheritdoc/>
    public Html ToastCaseDone => Html.Of($"Tercatat 👍");

    /// <inheritdoc/>
    public Html ToastCaseOver => Html.Of($"Ini sudah diputuskan sebelumnya.");

    /// <inheritdoc/>
    public Html ToastCaseChanged => Html.Of($"Saldonya sudah berubah, jadi belum ada yang dipindahkan. Lihat angka terbaru lalu pilih lagi.");

    /// <inheritdoc/>
    public Html AdminCaseMismatch(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"⚠️ Topup <code>{reference}</code> ({amount}) milik {name}: Doitpay melaporkan pembayaran yang tidak cocok: {why}.\nSaldo TIDAK ditambah. Cek transaksi ini di dashboard Doitpay, lalu pilih:");

    /// <inheritdoc/>
    public Html AdminCaseAgain(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"⚠️ Topup <code>{reference}</code> milik {name}: sekarang Doitpay melaporkan lunas {amount}, padahal admin sudah mengkreditkan {why} untuk topup ini.\nSaldo belum ditambah lagi. Cek di dashboard Doitpay, lalu pilih:");

    /// <inheritdoc/>
    public Html AdminCaseRefund(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"↩️ Topup <code>{reference}</code> milik {name} sudah masuk saldo {amount}, tetapi Doitpay melaporkan uangnya dikembalikan ke pembayar ({why}).\nSaldo belum diubah. Cek di dashboard Doitpay, lalu pilih:");

    /// <inheritdoc/>
    public Html AdminCaseUnknown(string reference, Rupiah amount) => amount.Value > 0
        ? Html.Of($"❓ Doitpay melaporkan pembayaran {amount} untuk <code>{reference}</code>, tetapi referensi itu tidak ada di toko ini. Tidak ada saldo yang berubah. Cek di dashboard Doitpay.")
        : Html.Of($"❓ Doitpay melaporkan pembayaran untuk <code>{reference}</code>, tetapi referensi itu tidak ada di toko ini. Tidak ada saldo yang berubah. Cek di dashboard Doitpay.");

    /// <inheritdoc/>
    public Html AdminCaseWallet(Rupiah balance) => Html.Of($"Saldo pelanggan sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html AdminCaseWalletShort(Rupiah balance, Rupiah missing) => Html.Of(
        $"Saldo pelanggan sekarang: <b>{balance}</b>, kurang <b>{missing}</b> karena sudah terpakai. Yang bisa ditarik hanya yang ada; saldo tidak akan dibuat minus.");

    /// <inheritdoc/>
    public string AdminCaseCreditButton(Rupiah amount) => $"➕ Kreditkan {amount} ke pelanggan";

    /// <inheritdoc/>
    public string AdminCaseTakeButton(Rupiah amount) => $"➖ Tarik {amount} dari saldo";

    /// <inheritdoc/>
    public Html AdminCaseCredited(Rupiah amount, string name, DateTimeOffset at) => Html.Of($"➕ {amount} dikreditkan oleh {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html AdminCaseDebited(Rupiah amount, string name, DateTimeOffset at) => Html.Of($"➖ {amount} ditarik dari saldo oleh {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html AdminCaseDebitedPartly(Rupiah amount, Rupiah missing, string name, DateTimeOffset at) => Html.Of(
        $"➖ {amount} ditarik dari saldo oleh {name}, {Time(at)}. Sisa {missing} tidak tertagih.");

    /// <inheritdoc/>
    public Html AdminCaseLeft(string name, DateTimeOffset at) => Html.Of($"🤝 Tidak ada saldo yang diubah, diputuskan oleh {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html TopupCaseCredited(Rupiah amount, string reference, Rupiah balance) => Html.Of(
        $"✅ Pembayaran <code>{reference}</code> sudah dicek admin, dan <b>{amount}</b> masuk ke saldo kamu.\n\nSaldo sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html TopupCaseLeft(string reference) => Html.Of($"🔎 Pembayaran <code>{reference}</code> sudah dicek admin, dan tidak ada yang ditambahkan ke saldo kamu.\n\nMerasa ada yang keliru? Hubungi admin ya, sertakan bukti bayarnya.");

    /// <inheritdoc/>
    public Html TopupSettledByAdmin(Rupiah amount, string reference) => Html.Of(
        $"✅ <b>Top-up {amount} sudah diselesaikan admin</b>\n\nPembayarannya sudah dimasukkan ke saldo kamu. Ref: <code>{reference}</code>");

    /// <inheritdoc/>
    public Html TopupRefundTaken(Rupiah amount, string reference, Rupiah balance) => Html.Of(
        $"↩️ Pembayaran <code>{reference}</code> sudah dikembalikan ke kamu lewat Doitpay, jadi <b>{amount}</b> ditarik lagi dari saldo.\n\nSaldo sekarang: <b>{balance}</b>\nMerasa ada yang keliru? Hubungi admin ya.");
}
