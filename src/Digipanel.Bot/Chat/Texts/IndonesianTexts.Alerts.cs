using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html AlertWebhook(string endpoint, int count, int minutes) => Html.Of(
        $"🚨 {count} webhook atau lebih ke <code>{endpoint}</code> ditolak dalam {minutes} menit karena tanda tangannya salah.\nCek {WebhookKey(endpoint)}. Kalau webhook yang asli tetap masuk, berarti ada orang lain yang mencoba; mereka tidak bisa apa-apa.");

    /// <inheritdoc/>
    public Html AlertWebhookOver(string endpoint) => Html.Of($"✅ Webhook ke <code>{endpoint}</code> normal lagi.");

    /// <inheritdoc/>
    public Html AlertToken(string channel) => Html.Of(
        $"🚨 {ChannelName(channel)} menolak bot. Pesan ke pelanggan di sana menunggu.\nCek {(channel == "whatsapp" ? "WhatsApp:AccessToken dan WhatsApp:PhoneNumberId" : "Telegram:BotToken")}, lalu restart bot. Penyebabnya ada di log.");

    /// <inheritdoc/>
    public Html AlertTokenOver(string channel) => Html.Of($"✅ {ChannelName(channel)} menerima bot lagi.");

    /// <inheritdoc/>
    public Html AlertDisk(long freeMegabytes) => Html.Of(
        $"🚨 Disk hampir penuh: sisa {freeMegabytes} MB. Kosongkan atau perbesar; kalau penuh, bot berhenti mencatat dan semua pesanan menunggu.");

    /// <inheritdoc/>
    public Html AlertDiskOver(long freeMegabytes) => Html.Of($"✅ Disk lega lagi: sisa {freeMegabytes} MB.");

    /// <inheritdoc/>
    public Html AlertLaneStill(string account, int minutes) => Html.Of(
        $"🚨 Jalur Digipanel <b>{account}</b> tidak memproses apa pun lebih dari {minutes} menit, padahal ada pesanan menunggu. Cek /antrian dan log bot.");

    /// <inheritdoc/>
    public Html AlertLaneStillOver(string account) => Html.Of($"✅ Jalur Digipanel <b>{account}</b> tidak macet lagi.");

    /// <inheritdoc/>
    public Html AdminDoitpaySilent(int minutes, string why) => Html.Of(
        $"🚨 Doitpay sudah lebih dari {minutes} menit tidak menjawab cek status ({why}). Pembayaran yang masuk dicatat begitu Doitpay menjawab lagi.");

    /// <inheritdoc/>
    public Html AdminDoitpayMethodWorks(string method) => Html.Of($"✅ Topup lewat {NameOf(method)} bisa lagi.");

    /// <inheritdoc/>
    public Html LaneStillStopped(string account, bool isKey) => isKey
        ? Html.Of($"🔴 Digipanel akun <b>{account}</b> masih menolak API key (401).")
        : Html.Of($"🔴 Digipanel akun <b>{account}</b> masih bilang saldo habis (402).");

    /// <inheritdoc/>
    public Html LaneStillEmpty(string account, Rupiah balance) => Html.Of($"🔴 Saldo Digipanel akun <b>{account}</b> baru {balance}, belum cukup untuk satu download.");

    /// <inheritdoc/>
    public Html LaneGoesOn(string account) => Html.Of($"🟢 Digipanel akun <b>{account}</b> jalan lagi, pesanan dilanjutkan.");

    /// <inheritdoc/>
    public string AlertName(string alert) => alert.Split(':') switch
    {
        ["digipanel", var account, "low"] => $"saldo Digipanel {account} menipis",
        ["digipanel", var account, "unauthorized"] => $"API key Digipanel {account} ditolak (401)",
        ["digipanel", var account, "no_balance"] => $"saldo Digipanel {account} habis (402)",
        ["digipanel", var account, "unreachable"] => $"Digipanel {account} tidak menjawab",
        ["lane", var account] => $"jalur {account} macet",
        ["webhook", var endpoint] => $"webhook {endpoint} tanda tangannya salah",
        ["token", var channel] => $"{ChannelName(channel)} menolak bot",
        ["disk", ..] => "disk hampir penuh",
        ["doitpay", "unauthorised"] => "Doitpay menolak kredensial",
        ["doitpay", "unreachable" or "silent"] => "Doitpay tidak menjawab",
        ["doitpay", "clock", ..] => "jam server meleset",
        ["doitpay", "refused" or "unusable", var method] => $"topup {NameOf(method)} bermasalah",
        ["audit", var check, ..] => $"audit: {check}",
        ["broadcast", var id, ..] => $"siaran {id} ditahan",
        _ => alert,
    };

    /// <inheritdoc/>
    public Html AlertBroadcastHeld(long id, bool isLate)
    {
        var why = isLate ? "sudah lewat lebih dari sejam dari jadwalnya" : "yang membuatnya bukan admin lagi";
        return Html.Of($"📣 {BroadcastTitle(id)} belum dikirim, {why}. Ketik /broadcast daftar, buka {BroadcastTitle(id)}, lalu tekan Lanjut atau Batal ya.");
    }

    /// <inheritdoc/>
    public Html AlertBroadcastDecided(long id) => Html.Of($"✅ {BroadcastTitle(id)} sudah diputuskan admin, tidak ditahan lagi.");

    private static string ChannelName(string channel) => channel == "whatsapp" ? "WhatsApp" : "Telegram";

    private static string WebhookKey(string endpoint) =>
        endpoint.Contains("digipanel", StringComparison.Ordinal) ? "WebhookSecret akun itu di Digipanel:Accounts, harus sama dengan di dashboard Digipanel"
        : endpoint.Contains("telegram", StringComparison.Ordinal) ? "Telegram:WebhookSecret"
        : endpoint.Contains("whatsapp", StringComparison.Ordinal) ? "WhatsApp:AppSecret, harus sama dengan App Secret di dashboard Meta"
        : "Doitpay:PublicKeyPem atau PublicKeyPath, Doitpay:ClientKey, dan jam server";
}
