using Digipanel.Bot.Joining;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html PriceNot => Html.Of($"Oke, harganya tidak diubah.");

    /// <inheritdoc/>
    public Html PriceMovedOn => Html.Of($"Harganya sudah diubah admin lain sejak pertanyaan ini. Cek /harga dulu, lalu kirim lagi ya.");

    /// <inheritdoc/>
    public Html ToastPriceSet => Html.Of($"Harganya sudah berlaku 👍");

    /// <inheritdoc/>
    public string ButtonPriceYes => "✅ Ya, ubah";

    /// <inheritdoc/>
    public string ButtonPriceNo => "Batal";

    /// <inheritdoc/>
    public string ButtonGroupNone => "Tanpa grup";

    Html ITexts.PriceOwn(PriceStanding standing)
    {
        var lines = new List<Html> { Html.Of($"Harga kamu: <b>{standing.Price}</b> per download, sudah termasuk link lisensi.") };
        if (standing.Groups.Count > 0)
        {
            lines.Add(Html.Of($"🏷 Harga khusus {string.Join(", ", standing.Groups)}"));
        }

        if (standing.Ladder.Count > 1)
        {
            lines.AddRange([Html.Empty, Html.Of($"Pesananmu yang sudah diproses bulan ini: <b>{standing.Orders}</b>")]);
            lines.AddRange(standing.Ladder.Select(s => Mark(s, standing) + (s.After == 0 ? Html.Of($" mulai pesanan pertama: {s.Price}") : Html.Of($" setelah {s.After} pesanan: {s.Price}"))));
            if (standing.Next is { } next)
            {
                lines.Add(Html.Of($"{next.After - standing.Orders} pesanan lagi, harganya jadi <b>{next.Price}</b> 💪"));
            }

            lines.Add(Html.Of($"Dihitung per bulan. Semua link dalam satu pesan memakai satu harga, yaitu harga saat pesan itu dikirim."));
        }

        lines.AddRange([Html.Empty, Html.Of($"Kalau download gagal, saldo langsung kembali.")]);
        return Html.Lines(lines);
    }

    Html ITexts.PriceAdmin(TariffView everybody, DateTimeOffset? changedAt, IReadOnlyList<PriceGroupView> groups, int more)
    {
        var lines = new List<Html> { Html.Of($"💰 <b>Harga</b>"), Html.Empty, Html.Of($"<b>Umum</b>") };
        lines.AddRange(TariffLines(everybody));
        if (changedAt is { } at)
        {
            lines.Add(Html.Of($"<i>diubah {Time(at)}</i>"));
        }

        foreach (var group in groups)
        {
            lines.AddRange([Html.Empty, Html.Of($"<b>{group.Tariff.Scope}</b> · {group.Members} pelanggan")]);
            lines.AddRange(TariffLines(group.Tariff));
        }

        if (more > 0)
        {
            lines.AddRange([Html.Empty, Html.Of($"{More(more)}")]);
        }

        lines.AddRange(
        [
            Html.Empty,
            Html.Of($"<code>/harga 450</code> – harga dasar\n<code>/harga 100=430 500=400</code> – tingkat: setelah 100 pesanan sebulan {new Rupiah(430)}, setelah 500 {new Rupiah(400)}\n<code>/harga reseller 400</code> – harga grup, boleh dengan tingkat\n<code>/harga tingkat hapus</code>, <code>/harga reseller hapus</code>\n<code>/grup PELANGGAN reseller</code> – masukkan ke grup\n\nPelanggan selalu membayar yang paling murah dari harga umum, grup dan tingkatnya."),
        ]);
        return Html.Lines(lines);
    }

    Html ITexts.PriceProblem(PriceProblem problem, string word) => problem switch
    {
        PriceProblem.OutOfBounds => Html.Of($"<code>{word}</code>: harganya harus {new Rupiah(1)} sampai {new Rupiah(TariffChange.PriceMax)}, dan tingkatnya 1 sampai {TariffChange.OrdersMax} pesanan."),
        PriceProblem.SameStep => Html.Of($"<code>{word}</code>: tingkat ini disebut dua kali. Pilih salah satu ya."),
        PriceProblem.NotCheaper => Html.Of($"<code>{word}</code> tidak lebih murah dari harga sebelumnya. Tulis harga dan tingkatnya sekalian, misalnya <code>/harga 450 100=430</code>, atau hapus tingkatnya dulu: <code>/harga tingkat hapus</code>"),
        PriceProblem.TooManySteps => Html.Of($"Paling banyak {TariffChange.StepsMax} tingkat ya."),
        _ => Html.Of($"<code>{word}</code> belum aku paham. Contoh: <code>/harga 450</code>, <code>/harga 450 100=430 500=400</code>, <code>/harga reseller 400</code>, <code>/harga reseller hapus</code>"),
    };

    /// <inheritdoc/>
    public Html PriceNoGroup(string group) => Html.Of($"Grup <b>{group}</b> belum punya harga. Buat dulu, misalnya: <code>/harga {group} 400</code>");

    Html ITexts.PriceSame(TariffView tariff) => Html.Lines([Html.Of($"{ScopeName(tariff)} memang sudah begitu:"), .. TariffLines(tariff)]);

    Html ITexts.PriceAsk(TariffView before, TariffView after, bool isNoBetter)
    {
        var lines = new List<Html> { Html.Of($"💰 <b>Ubah {ScopeName(after).ToLowerInvariant()}?</b>"), Html.Empty, Html.Of($"Sekarang:") };
        lines.AddRange(TariffLines(before));
        lines.AddRange([Html.Empty, Html.Of($"Menjadi:")]);
        lines.AddRange(TariffLines(after));
        if (isNoBetter)
        {
            lines.AddRange([Html.Empty, Html.Of($"⚠️ Tidak lebih murah dari harga umum: pelanggannya tetap membayar yang paling murah.")]);
        }

        lines.AddRange([Html.Empty, Html.Of($"Berlaku mulai saat itu juga. Pesanan yang sudah masuk tetap dengan harganya.")]);
        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public string ButtonPriceConfigured(Rupiah price) => $"↩️ Kembali ke {price} (konfigurasi)";

    Html ITexts.PriceSet(TariffView tariff) => Html.Lines([Html.Of($"✅ <b>{ScopeName(tariff)} sekarang:</b>"), .. TariffLines(tariff)]);

    /// <inheritdoc/>
    public Html GroupHelp(IReadOnlyList<string> groups) => Html.Of(
        $"<code>/grup PELANGGAN reseller</code> – masukkan ke grup\n<code>/grup PELANGGAN -</code> – keluarkan\n<code>/grup PELANGGAN</code> – lihat grupnya\n\n{(groups.Count > 0 ? Html.Of($"Grup yang punya harga: <b>{string.Join(", ", groups)}</b>") : Html.Of($"Belum ada grup. Buat dulu, misalnya: <code>/harga reseller 400</code>"))}");

    /// <inheritdoc/>
    public Html GroupShown(JoinSide customer, IReadOnlyList<string> groups, Rupiah price) =>
        Html.Of($"{Who(customer)}\nGrup: <b>{(groups.Count > 0 ? string.Join(", ", groups) : "tidak ada")}</b>\nHarga sekarang: <b>{price}</b> per download");

    /// <inheritdoc/>
    public Html GroupSame(JoinSide customer, IReadOnlyList<string> groups) =>
        groups.Count > 0 ? Html.Of($"{Who(customer)} memang sudah di grup <b>{string.Join(", ", groups)}</b>.") : Html.Of($"{Who(customer)} memang tidak di grup mana pun.");

    /// <inheritdoc/>
    public Html GroupPut(JoinSide customer, string? group, Rupiah price) =>
        group is null
            ? Html.Of($"✅ {Who(customer)} sudah keluar dari grup. Harganya sekarang <b>{price}</b> per download.")
            : Html.Of($"✅ {Who(customer)} masuk grup <b>{group}</b>. Harganya sekarang <b>{price}</b> per download.");

    /// <inheritdoc/>
    public Html GroupNews(Rupiah price, bool isLower) => isLower
        ? Html.Of($"🎉 Kabar baik! Mulai sekarang harga kamu <b>{price}</b> per download. Selengkapnya: /harga")
        : Html.Of($"Mulai sekarang harga kamu <b>{price}</b> per download. Selengkapnya: /harga");

    private static Html Mark(PriceStep step, PriceStanding standing) => Html.Plain(step.Price == standing.Price ? "👉" : step.After <= standing.Orders ? "✓" : "•");

    private static string ScopeName(TariffView tariff) => tariff.Scope.Length == 0 ? "Harga umum" : $"Harga {tariff.Scope}";

    private static IEnumerable<Html> TariffLines(TariffView tariff) =>
        tariff.Steps.Select(s => Html.Of($"• setelah {s.After} pesanan sebulan: {s.Price}")).Prepend(
            tariff.Start is not { } start ? Html.Of($"• {(tariff.Steps.Count > 0 ? "harga dasar ikut harga umum" : "tidak ada harga sendiri")}")
            : tariff.IsConfigured ? Html.Of($"• <b>{start}</b> per download (dari konfigurasi)")
            : Html.Of($"• <b>{start}</b> per download"));
}
