using Digipanel.Bot.Vouchers;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html VoucherHow => Html.Of($"🎁 Punya kode voucher? Kirim kodenya di sini, misalnya <code>/voucher LEBARAN</code>");

    /// <inheritdoc/>
    public Html VoucherUnreadable => Html.Of($"Kode voucher isinya huruf dan angka saja, misalnya <code>/voucher LEBARAN</code>");

    /// <inheritdoc/>
    public Html VoucherWrong => Html.Of($"Kode voucher itu tidak ada. Coba cek lagi tulisannya ya.");

    /// <inheritdoc/>
    public Html VoucherTooManyGuesses => Html.Of($"Sudah terlalu banyak kode yang salah 🙏 Coba lagi sejam lagi ya.");

    /// <inheritdoc/>
    public string ButtonVoucherYes => "✅ Ya, buat";

    /// <inheritdoc/>
    public string ButtonVoucherNo => "Batal";

    /// <inheritdoc/>
    public Html VoucherNot => Html.Of($"Oke, vouchernya tidak jadi dibuat.");

    /// <inheritdoc/>
    public string ButtonVoucherCopy => "📋 Salin";

    /// <inheritdoc/>
    public string ButtonVoucherEndYes => "Ya, akhiri";

    /// <inheritdoc/>
    public Html VoucherNone => Html.Of($"Tidak ada voucher aktif dengan kode itu. Lihat semuanya: <code>/voucher daftar</code>");

    /// <inheritdoc/>
    public Html VoucherCredited(string code, Rupiah amount, Rupiah balance) => Html.Of($"🎁 <b>Voucher {code}</b>: {amount} sudah masuk ke saldo kamu.\nSaldo sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html VoucherUsedBefore(string code) => Html.Of($"Voucher <b>{code}</b> sudah pernah kamu pakai 🙂 Satu voucher untuk satu kali saja.");

    /// <inheritdoc/>
    public Html VoucherUsedUp(string code) => Html.Of($"Yah, kuota voucher <b>{code}</b> sudah habis 🙏");

    /// <inheritdoc/>
    public Html VoucherOver(string code) => Html.Of($"Voucher <b>{code}</b> sudah tidak berlaku lagi 🙏");

    Html ITexts.VoucherProblem(VoucherProblem problem, string word) => problem switch
    {
        VoucherProblem.Amount => Html.Of($"Nilai voucher harus {new Rupiah(1)} sampai {new Rupiah(VoucherOrder.AmountMax)}."),
        VoucherProblem.Uses => Html.Of($"<code>{word}</code>: kuotanya harus x1 sampai x{VoucherOrder.UsesMax}."),
        VoucherProblem.Code => Html.Of($"<code>{word}</code>: kodenya {VoucherCode.LettersMin}–{VoucherCode.LettersMax} huruf dan angka, paling sedikit satu huruf. Kuota ditulis dengan x, misalnya <code>x100</code>"),
        VoucherProblem.Date => Html.Of($"<code>{word}</code>: tanggalnya ditulis seperti <code>sampai 2026-12-31</code>, dan belum lewat."),
        VoucherProblem.Taken => Html.Of($"Kode <b>{word}</b> sudah pernah dipakai untuk voucher lain. Pilih kode lain ya."),
        _ => Html.Of($"Contoh: <code>/voucher buat 10rb x100 LEBARAN sampai 2026-12-31</code>\nCukup nilainya saja juga boleh: <code>/voucher buat 10rb</code>"),
    };

    Html ITexts.VoucherAsk(Voucher voucher) => Html.Of($"🎁 <b>Buat voucher {voucher.Code}?</b>\n{Terms(voucher)}\n\nKalau terpakai semua: <b>{voucher.Total}</b>");

    Html ITexts.VoucherMade(Voucher voucher, string? link) => Html.Of(
        $"✅ <b>Voucher {voucher.Code} sudah bisa dipakai</b>\n{Terms(voucher)}\n\nPelanggan tinggal kirim: <code>/voucher {voucher.Code}</code>{(link is null ? Html.Empty : Html.Of($"\nAtau lewat link: {link}"))}");

    /// <inheritdoc/>
    public Html ToastVoucherMade(string code) => Html.Of($"Voucher {code} sudah dibuat 👍");

    Html ITexts.VoucherList(IReadOnlyList<Voucher> vouchers, DateTimeOffset now, int page)
    {
        var lines = new List<Html> { page == 1 ? Html.Of($"🎁 <b>Voucher aktif</b>") : Html.Of($"🎁 <b>Voucher aktif</b> · hal. {page}"), Html.Empty };
        lines.AddRange(vouchers.Select(v => Html.Of($"<b>{v.Code}</b> · {v.Amount} · terpakai {v.Used} dari {v.Uses}{Until(v)}{(v.IsOver(now) ? " · sudah lewat" : "")}")));
        if (vouchers.Count == 0)
        {
            lines.Add(Html.Of($"Belum ada."));
        }

        lines.AddRange([Html.Empty, Html.Of($"<code>/voucher buat 10rb x100 LEBARAN sampai 2026-12-31</code>\n<code>/voucher hapus LEBARAN</code>")]);
        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public string ButtonVoucherEnd(string code) => $"🗑 Akhiri {code}";

    Html ITexts.VoucherAskEnd(Voucher voucher) => Html.Of($"<b>Akhiri voucher {voucher.Code}?</b>\n{Terms(voucher)}\nTerpakai {voucher.Used} dari {voucher.Uses}. Saldo yang sudah masuk tetap milik pelanggan.");

    Html ITexts.VoucherEnded(Voucher voucher) => Html.Of($"🗑 Voucher <b>{voucher.Code}</b> sudah diakhiri. Terpakai {voucher.Used} dari {voucher.Uses}.");

    /// <inheritdoc/>
    public Html ToastVoucherEnded(string code) => Html.Of($"Voucher {code} sudah diakhiri.");

    private Html Terms(Voucher voucher) => Html.Of($"{voucher.Amount} untuk {voucher.Uses} pelanggan, masing-masing sekali{Until(voucher)}");

    private string Until(Voucher voucher) => voucher.LastMoment is { } last ? $" · sampai {Time(last)}" : "";
}
