using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string TopupCopyAccountButton => "📋 Salin nomor VA";

    /// <inheritdoc/>
    public Html TopupAccountReady(Rupiah amount, Rupiah toPay, string method, string number, Html howToPay, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Topup {amount}</b> lewat {NameOf(method)}\n\nNomor VA: <code>{number}</code>\nBayar tepat: <b>{toPay}</b>\n\n{howToPay}\n\nBerlaku sampai: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nSaldo masuk otomatis setelah dibayar.");

    /// <inheritdoc/>
    public Html TopupHowToPay(string bank) => bank switch
    {
        "BCA" => Html.Of($"📱 m-BCA: m-Transfer → BCA Virtual Account → masukkan nomornya\n🏧 ATM BCA: Transaksi Lainnya → Transfer → ke Rek BCA Virtual Account"),
        "BRI" => Html.Of($"📱 BRImo: BRIVA → Pembayaran Baru → masukkan nomornya\n🏧 ATM BRI: Transaksi Lain → Pembayaran → Lainnya → BRIVA"),
        "BNI" => Html.Of($"📱 BNI Mobile: Transfer → Virtual Account Billing → masukkan nomornya\n🏧 ATM BNI: Menu Lain → Transfer → Virtual Account Billing"),
        "PERMATA" => Html.Of($"📱 PermataMobile: Pembayaran → Virtual Account → masukkan nomornya\n🏧 ATM Permata: Transaksi Lainnya → Pembayaran → Virtual Account"),
        _ => Html.Of($"📱 Aplikasi {PaymentNames.BankOf(bank)}: menu Bayar atau Transfer → Virtual Account → masukkan nomornya\n🏧 ATM: menu Pembayaran atau Transfer → Virtual Account → masukkan nomornya"),
    };
}
