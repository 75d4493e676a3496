using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string TopupCopyAccountButton => "📋 Copy the VA number";

    /// <inheritdoc/>
    public Html TopupAccountReady(Rupiah amount, Rupiah toPay, string method, string number, Html howToPay, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Top-up of {amount}</b> by {NameOf(method)}\n\nVA number: <code>{number}</code>\nPay exactly: <b>{toPay}</b>\n\n{howToPay}\n\nValid until: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nYour balance updates by itself once it is paid.");

    // Menus are named as the banks' apps and machines show them.

    /// <inheritdoc/>
    public Html TopupHowToPay(string bank) => bank switch
    {
        "BCA" => Html.Of($"📱 BCA mobile: m-Transfer → BCA Virtual Account → enter the number\n🏧 BCA ATM: Transaksi Lainnya → Transfer → ke Rek BCA Virtual Account"),
        "BRI" => Html.Of($"📱 BRImo: BRIVA → Pembayaran Baru → enter the number\n🏧 BRI ATM: Transaksi Lain → Pembayaran → Lainnya → BRIVA"),
        "BNI" => Html.Of($"📱 BNI Mobile: Transfer → Virtual Account Billing → enter the number\n🏧 BNI ATM: Menu Lain → Transfer → Virtual Account Billing"),
        "PERMATA" => Html.Of($"📱 PermataMobile: Pembayaran → Virtual Account → enter the number\n🏧 Permata ATM: Transaksi Lainnya → Pembayaran → Virtual Account"),
        _ => Html.Of($"📱 {PaymentNames.BankOf(bank)} app: Pay or Transfer menu → Virtual Account → enter the number\n🏧 ATM: Payment or Transfer menu → Virtual Account → enter the number"),
    };
}
