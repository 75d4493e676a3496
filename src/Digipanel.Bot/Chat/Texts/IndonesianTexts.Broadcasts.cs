using Digipanel.Bot.Broadcasts;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html BroadcastReplyUnknown => Html.Of($"Isi pesan itu tidak bisa aku baca. Tulis saja teksnya: /broadcast lalu pesannya.");

    /// <inheritdoc/>
    public Html BroadcastMediaHint => Html.Of($"Kalau pakai foto, video, atau file: kirim dulu pesannya seperti biasa (tanpa /broadcast), lalu <b>balas</b> pesan itu dengan /broadcast. Nanti disalin persis.");

    /// <inheritdoc/>
    public Html BroadcastListTitle => Html.Of($"📣 <b>Siaran</b>");

    /// <inheritdoc/>
    public Html BroadcastListEmpty => Html.Of($"Belum ada siaran. Tulis /broadcast lalu pesannya, atau balas sebuah pesan dengan /broadcast.");

    /// <inheritdoc/>
    public string BroadcastCancelButton => "✖️ Batal";

    /// <inheritdoc/>
    public string BroadcastPauseButton => "⏸ Jeda";

    /// <inheritdoc/>
    public string BroadcastResumeButton => "▶️ Lanjut";

    /// <inheritdoc/>
    public string BroadcastStopButton => "⏹ Hentikan";

    /// <inheritdoc/>
    public Html ToastBroadcastChanged => Html.Of($"Siaran ini sudah berubah, jadi tombol tadi tidak dipakai. Lihat kartu terbarunya ya.");

    /// <inheritdoc/>
    public Html PromotionsStopped => Html.Of($"Siap, kamu tidak akan menerima promo lagi 👍\nLink Drive, topup, dan balasan lain tetap dikirim seperti biasa.");

    /// <inheritdoc/>
    public Html PromotionsStarted => Html.Of($"Oke, promo dari toko akan dikirim lagi ke kamu 🎉\nMau berhenti? Ketik /berhenti kapan saja.");

    /// <inheritdoc/>
    public string PromotionsStartButton => "🔔 Terima promo lagi";

    /// <inheritdoc/>
    public Html PromotionsHelp => Html.Of($"/berhenti – tidak mau menerima promo");

    /// <inheritdoc/>
    public string BroadcastTitle(long id) => $"Siaran {id}";

    /// <inheritdoc/>
    public Html BroadcastAsk(DateTimeOffset? due) => due is { } at
        ? Html.Of($"📣 Untuk {Time(at)}. Tulis atau kirim pesan siarannya sekarang (boleh foto, video, atau file).")
        : Html.Of($"📣 Tulis atau kirim pesan siarannya sekarang (boleh foto, video, atau file).\n\nMau dijadwalkan? <code>/broadcast 2026-12-01 09:00 teksnya</code>\nLihat yang ada: /broadcast daftar");

    /// <inheritdoc/>
    public Html BroadcastWrongTime(DateTimeOffset due) => Html.Of($"{Time(due)} sudah lewat atau terlalu jauh. Tulis waktu yang akan datang, misalnya <code>/broadcast 2026-12-01 09:00 teksnya</code> (WIB).");

    /// <inheritdoc/>
    public Html BroadcastTooLong(int charsMax) => Html.Of($"Terlalu panjang: satu pesan paling banyak {Number(charsMax)} karakter.");

    /// <inheritdoc/>
    public Html BroadcastRefused(long id, string why) => Html.Of($"📣 <b>{BroadcastTitle(id)}</b>\n⚠️ Pesan ini ditolak saat dicoba ke kamu sendiri ({why}), jadi tidak bisa disiarkan. Coba pesan lain.");

    /// <inheritdoc/>
    public Html BroadcastWaiting(long id, DateTimeOffset? due, bool isAnotherRunning, string segment)
    {
        var when = due is { } at ? Html.Of($"🕘 Dijadwalkan {Time(at)}.") : Html.Of($"⏳ Segera dimulai.");
        return isAnotherRunning
            ? Html.Of($"📣 <b>{BroadcastTitle(id)}</b> – {segment}\n{when}\nMasih ada siaran lain yang berjalan; yang ini menunggu gilirannya.")
            : Html.Of($"📣 <b>{BroadcastTitle(id)}</b> – {segment}\n{when}");
    }

    /// <inheritdoc/>
    public Html BroadcastHeld(long id, DateTimeOffset? lateFor, string segment)
    {
        var why = lateFor is { } at
            ? Html.Of($"⚠️ Belum dikirim: sudah lewat dari jadwal {Time(at)}, karena bot sempat mati atau siaran lain belum selesai. Tekan <b>Lanjut</b> untuk kirim sekarang, atau <b>Batal</b>.")
            : Html.Of($"⚠️ Belum dikirim: yang membuatnya bukan admin lagi. Tekan <b>Lanjut</b> kalau tetap mau dikirim sekarang, atau <b>Batal</b>.");
        return Html.Of($"⏸ <b>{BroadcastTitle(id)}</b> – {segment}\n{why}");
    }

    /// <inheritdoc/>
    public Html BroadcastCancelled(long id) => Html.Of($"✖️ <b>{BroadcastTitle(id)}</b> dibatalkan, tidak ada yang dikirim.");

    /// <inheritdoc/>
    public Html BroadcastMoved(long id) => Html.Of($"📣 {BroadcastTitle(id)}: kartunya ada di bawah 👇");

    /// <inheritdoc/>
    public string BroadcastChannelName(string channel) => channel switch
    {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        _ => "Semua aplikasi",
    };

    /// <inheritdoc/>
    public string BroadcastLanguageName(string language) => language switch
    {
        "id" => "Indonesia",
        "en" => "English",
        _ => "Semua bahasa",
    };

    /// <inheritdoc/>
    public string BroadcastAudienceName(string audience) => audience switch
    {
        "active" => "Aktif 30 hari",
        "funded" => "Saldo > 0",
        "untopped" => "Belum pernah topup",
        _ => "Semua pelanggan",
    };

    /// <inheritdoc/>
    public string BroadcastSendButton(long people, DateTimeOffset? due) => due is null ? $"✅ Kirim ke {Number(people)} orang" : $"🕘 Jadwalkan ke {Number(people)} orang";

    /// <inheritdoc/>
    public string BroadcastAgainButton(long people) => $"🔁 Kirim lagi ke {Number(people)} orang yang tidak pasti";

    Html ITexts.BroadcastDraft(BroadcastDraftForm form)
    {
        List<Html> lines =
        [
            Html.Of($"📣 <b>{BroadcastTitle(form.Id)}</b>: pesan di atas persis seperti yang akan diterima pelanggan."), Html.Empty,
            Html.Of($"👥 <b>{Number(form.People)}</b> orang: Telegram {Number(form.Telegram)}, WhatsApp {Number(form.WhatsApp)}"),
            Html.Of($"🎯 {((ITexts)this).BroadcastSegmentName(form.Segment)}"),
            form.Due is { } at ? Html.Of($"🕘 {Time(at)}, {Duration(form.Takes)}") : Html.Of($"⏱ {Duration(form.Takes)}"),
        ];
        if (form.IsCaptionOnly)
        {
            lines.Add(Html.Of($"📎 Di WhatsApp hanya teksnya yang dikirim."));
        }

        if (form.LeftOut > 0)
        {
            lines.Add(Html.Of($"⏭ WhatsApp: {Number(form.LeftOut)} orang dilewati karena belum menulis 24 jam terakhir (perlu template)."));
        }

        if (form.Templates > 0)
        {
            lines.Add(form.Cost is { } cost
                ? Html.Of($"💸 WhatsApp: {Number(form.Templates)} orang lewat template, kira-kira {cost}.")
                : Html.Of($"💸 WhatsApp: {Number(form.Templates)} orang lewat template berbayar (tarif Meta)."));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastProgress(BroadcastProgressForm form)
    {
        var title = form.State switch
        {
            BroadcastState.Paused => Html.Of($"⏸ <b>{BroadcastTitle(form.Id)} dijeda</b>"),
            BroadcastState.Ready => Html.Of($"⏳ <b>{BroadcastTitle(form.Id)}</b> menunggu giliran"),
            _ => Html.Of($"📣 <b>{BroadcastTitle(form.Id)}</b> sedang dikirim"),
        };
        if (!form.IsGathered)
        {
            return Html.Lines(title, Html.Of($"Menyiapkan daftar penerima…"));
        }

        List<Html> lines = [title, Progress(form)];
        lines.Add(Html.Of($"Sisa {Number(form.Counts.Left)} dari {Number(form.Counts.Total)}{(form.State is BroadcastState.Running ? $", {Duration(form.TimeLeft)} lagi" : "")}"));
        if (form.Trouble is { } trouble)
        {
            lines.Add(Html.Of($"⚠️ Dijeda sendiri: {trouble}"));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastReport(BroadcastProgressForm form)
    {
        List<Html> lines =
        [
            form.State is BroadcastState.Stopped ? Html.Of($"⏹ <b>{BroadcastTitle(form.Id)} dihentikan</b>") : Html.Of($"🏁 <b>{BroadcastTitle(form.Id)} selesai</b>"),
            Progress(form), .. BroadcastLines.Reasons(form, Number),
        ];
        if (form.Counts.Left > 0)
        {
            lines.Add(Html.Of($"➖ Tidak dikirim: {Number(form.Counts.Left)}"));
        }

        lines.Add(Html.Of($"👥 Semua: {Number(form.Counts.Total)}, {Duration(form.Took)}"));
        if (form.Templates > 0)
        {
            lines.Add(form.Cost is { } cost ? Html.Of($"💸 Template WhatsApp: {Number(form.Templates)}, kira-kira {cost}") : Html.Of($"💸 Template WhatsApp: {Number(form.Templates)}"));
        }

        if (form.Counts.Uncertain > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(Html.Of($"❔ Tidak pasti: kirimannya terputus, jadi mungkin sudah sampai mungkin belum. Tidak dikirim ulang tanpa izin kamu."));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastLine(BroadcastListForm form)
    {
        var how = form.State switch
        {
            BroadcastState.Ready when form.Due is { } at => $"🕘 {Time(at)}",
            BroadcastState.Ready => "⏳ menunggu giliran",
            BroadcastState.Running => $"📣 {Number(form.Counts.Total - form.Counts.Left)} dari {Number(form.Counts.Total)}",
            BroadcastState.Paused when !form.HasBegun => "⏸ ditahan, belum dikirim",
            BroadcastState.Paused => $"⏸ dijeda, {Number(form.Counts.Total - form.Counts.Left)} dari {Number(form.Counts.Total)}",
            BroadcastState.Stopped => $"⏹ dihentikan, terkirim {Number(form.Counts.Sent)}",
            _ => $"🏁 selesai, terkirim {Number(form.Counts.Sent)} dari {Number(form.Counts.Total)}",
        };
        return Html.Of($"<b>{BroadcastTitle(form.Id)}</b> {how}\n{form.Text}");
    }

    string ITexts.BroadcastSegmentName(BroadcastSegment segment) =>
        $"{BroadcastAudienceName(segment.Audience)} · {BroadcastChannelName(segment.Channel)} · {BroadcastLanguageName(segment.Language)}";

    private static string Number(long number) => BroadcastLines.Number(number, "id");

    private static Html Progress(BroadcastProgressForm form) => BroadcastLines.Progress(form, Number, "Terkirim", "Memblokir bot", "Gagal", "Dilewati", "Tidak pasti");

    private static string Duration(TimeSpan time) => RoughTime.Of(time) switch
    {
        { IsUnderAMinute: true } => "kurang dari semenit",
        { IsOver: true } and var rough => $"lebih dari {rough.Hours} jam",
        { Hours: > 0 } and var rough => $"kira-kira {rough.Hours} jam",
        var rough => $"kira-kira {rough.Minutes} menit",
    };
}
