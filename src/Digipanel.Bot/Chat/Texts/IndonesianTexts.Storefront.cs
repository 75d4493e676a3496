using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string ButtonTopup => "💳 Topup";

    /// <inheritdoc/>
    public string ButtonBalance => "💰 Saldo";

    /// <inheritdoc/>
    public string ButtonHistory => "🧾 Riwayat";

    /// <inheritdoc/>
    public string ButtonHelp => "❓ Bantuan";

    /// <inheritdoc/>
    public string ButtonNewer => "‹ Lebih baru";

    /// <inheritdoc/>
    public string ButtonOlder => "Lebih lama ›";

    /// <inheritdoc/>
    public string ButtonOrders => "📦 Pesanan";

    /// <inheritdoc/>
    public string ButtonMovements => "💰 Mutasi saldo";

    /// <inheritdoc/>
    public Html NotUnderstood => Html.Of(
        $"Hmm, yang ini aku belum paham 🙂\nKirim link Envato Elements untuk download, misalnya:\nhttps://elements.envato.com/nama-item-ABC1234\nAtau pilih menu di bawah ini.");

    /// <inheritdoc/>
    public string ButtonBack => "‹ Kembali";

    /// <inheritdoc/>
    public Html ToastOldButton => Html.Of($"Tombol ini sudah tidak berlaku 🙂 Ketik /start untuk melihat menu.");

    /// <inheritdoc/>
    public Html ChooseLanguage => Html.Of($"Mau pakai bahasa apa?");

    /// <inheritdoc/>
    public Html LanguageChosen => Html.Of($"Oke, kita pakai Bahasa Indonesia ya 🇮🇩");

    /// <inheritdoc/>
    public Html NoOrders => Html.Of($"Belum ada pesanan di sini. Kirim link Envato pertamamu yuk!");

    /// <inheritdoc/>
    public Html NoMovements => Html.Of($"Belum ada mutasi saldo di sini.");

    /// <inheritdoc/>
    public Html Welcome(string name, Rupiah price, Rupiah balance) => Html.Of(
        $"Halo{Named(name)} 👋\nKirim link Envato Elements, nanti aku balas dengan link Google Drive dan lisensinya.\n\nHarga: <b>{price}</b> per download\nSaldo kamu: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html Balance(Rupiah balance, long downloads) => downloads > 0
        ? Html.Of($"Saldo kamu: <b>{balance}</b>\nCukup untuk {downloads} download.")
        : Html.Of($"Saldo kamu: <b>{balance}</b>\nBelum cukup untuk download. Topup dulu yuk!");

    /// <inheritdoc/>
    public Html Price(Rupiah price) => Html.Of($"Harga: <b>{price}</b> per download, sudah termasuk link lisensi.\nKalau download gagal, saldo langsung kembali.");

    /// <inheritdoc/>
    public Html Help(Rupiah price, Rupiah minTopup) => Html.Of(
        $"<b>Cara pakai</b>\n1. Isi saldo: /topup (minimal {minTopup})\n2. Tempel link Envato Elements di sini, boleh banyak sekaligus. {price} per link.\n3. Tunggu sebentar, link Google Drive dan lisensinya aku kirim.\n\nKalau gagal, saldo langsung kembali.\n\n/saldo – cek saldo\n/riwayat – pesanan dan mutasi saldo\n/status – cek pesanan yang sedang berjalan\n/batal – batalkan pesanan yang belum diproses\n/harga – harga download\n/voucher – pakai kode voucher\n/bahasa – ganti bahasa");

    /// <inheritdoc/>
    public Html OrdersTitle(int page) => Html.Of($"<b>Pesanan kamu</b> – halaman {page}");

    /// <inheritdoc/>
    public Html MovementsTitle(int page) => Html.Of($"<b>Mutasi saldo</b> – halaman {page}");

    Html ITexts.Movement(WalletMovement movement)
    {
        var what = movement.TransferKind switch
        {
            TransferKind.TopUp => "Topup",
            TransferKind.Hold => "Download",
            TransferKind.Release => "Dana kembali",
            TransferKind.Credit => "Saldo ditambah admin",
            TransferKind.Debit => "Saldo dikurangi admin",
            TransferKind.Bonus when movement.Key.StartsWith("voucher:", StringComparison.Ordinal) => "Voucher",
            TransferKind.Bonus => "Bonus",
            TransferKind.Refund => "Refund",
            TransferKind.Join => movement.Amount > 0 ? "Saldo dari akun yang dihubungkan" : "Saldo pindah ke akun yang dihubungkan",
            _ => movement.Kind,
        };
        return HistoryLines.Movement(movement, what, Time);
    }

    Html ITexts.OrderLine(OrderSummary order) => HistoryLines.Order(order, $"{order.Step.Mark()} {((ITexts)this).StepWord(order.Step)}", Time, "Drive");

    private static string Named(string name) => string.IsNullOrWhiteSpace(name) ? "" : " " + name.Trim();
}
