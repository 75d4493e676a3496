using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html CustomerAsk => Html.Of($"👤 Siapa yang dicari? Kirim nama, id, @username, nomor HP, nomor pesanan (<code>#42</code>), atau ref topup-nya.");

    /// <inheritdoc/>
    public Html LeftBehind(int accounts) => Html.Of($"📵 Ganti nomor, saldonya tertinggal ({accounts}):");

    /// <inheritdoc/>
    public Html CustomerNotFound(string named) => Html.Of(
        $"Pelanggan <code>{named}</code> tidak ketemu. Coba id (<code>p17</code>), @username, nomor HP, <code>#pesanan</code>, atau ref topup.");

    /// <inheritdoc/>
    public Html CustomersFound(int customers) => Html.Of($"Ada {customers} pelanggan yang cocok. Yang mana?");

    /// <inheritdoc/>
    public Html CustomerCardMoved(string name) => Html.Of($"👤 Kartu {name} ada di bawah 👇");

    /// <inheritdoc/>
    public string CreditButton => "➕ Kredit";

    /// <inheritdoc/>
    public string DebitButton => "➖ Debit";

    /// <inheritdoc/>
    public string NoteButton => "📝 Catatan";

    /// <inheritdoc/>
    public string UnblockButton => "✅ Buka blokir";

    /// <inheritdoc/>
    public string LogButton => "📒 Log";

    /// <inheritdoc/>
    public string CaseButton(string reference) => $"⚠️ {reference}";

    /// <inheritdoc/>
    public Html UnblockUsage => Html.Of($"Tulis: <code>/buka pelanggan</code>\nContoh: <code>/buka @budi</code>");

    /// <inheritdoc/>
    public Html Unblocked(string name) => Html.Of($"✅ Blokir {name} dibuka.");

    /// <inheritdoc/>
    public Html YouAreUnblocked => Html.Of($"✅ Akunmu sudah dibuka lagi. Silakan lanjut ya.");

    /// <inheritdoc/>
    public Html CustomerSince(DateTimeOffset at) => Html.Of($"Pelanggan sejak {Time(at)}");

    /// <inheritdoc/>
    public string CustomerAway => "memblokir bot";

    /// <inheritdoc/>
    public Html CustomerGroups(string groups) => Html.Of($"🏷 Grup harga: {groups}");

    /// <inheritdoc/>
    public Html CustomerLeftBehind => Html.Of($"📵 Tertinggal karena ganti nomor: tidak ada yang bisa membacanya lagi.");

    /// <inheritdoc/>
    public Html CustomerMoney(Rupiah balance, Rupiah held) => Html.Of($"💰 Saldo <b>{balance}</b> · tertahan {held}");

    /// <inheritdoc/>
    public Html CustomerSpent(Rupiah total, long orders, Rupiah month) => Html.Of($"🛒 Belanja {total} ({orders} pesanan) · 30 hari {month}");

    /// <inheritdoc/>
    public Html CustomerPaid(Rupiah total, long topups) => Html.Of($"💳 Topup {total} ({topups} kali)");

    /// <inheritdoc/>
    public string WordLastOrders => "Pesanan terakhir";

    /// <inheritdoc/>
    public string WordLastTopups => "Topup terakhir";

    /// <inheritdoc/>
    public string WordNotes => "Catatan admin";
}
