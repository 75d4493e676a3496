using System.Net;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>The payer's page: what a payment link opens, and what a wallet shows after scanning a QR. Plain HTML, nothing from elsewhere.</summary>
internal sealed class CheckoutPage(DoitpayDesk desk)
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#14213d;--soft:#64708a;--card:#fff;--page:#eef2f9;--line:#dfe5f0;--go:#0b6bcb;--ok:#137a4b;--bad:#b3261e}
        @media(prefers-color-scheme:dark){:root{--ink:#eef2f9;--soft:#a6b0c5;--card:#1b2336;--page:#10162a;--line:#313c57;--go:#2476cf;--ok:#43c48a;--bad:#ff8a80}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:26rem;margin:0 auto;padding:1rem;min-height:100dvh;display:flex;flex-direction:column;justify-content:center}
        .card{background:var(--card);border-radius:1.1rem;padding:1.4rem;box-shadow:0 8px 30px #0b1b4014}
        header{display:flex;justify-content:space-between;align-items:center;margin-bottom:1.1rem;gap:.5rem}
        .brand{font-weight:700}.badge{font-size:.75rem;border:1px solid var(--line);border-radius:99px;padding:.15rem .6rem;color:var(--soft)}
        .to{color:var(--soft);margin:0}.sum{font-size:2.1rem;font-weight:750;margin:.1rem 0 1rem;letter-spacing:-.02em}
        dl{margin:0 0 1.2rem;border-top:1px solid var(--line)}dl div{display:flex;justify-content:space-between;gap:1rem;padding:.55rem 0;border-bottom:1px solid var(--line)}
        dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
        img{display:block;width:min(15rem,80%);margin:0 auto 1rem;border-radius:.7rem;background:#fff;padding:.4rem;image-rendering:pixelated}
        button,.back{display:block;width:100%;min-height:3.1rem;font:inherit;font-weight:650;border-radius:.8rem;border:0;cursor:pointer;text-align:center;padding:.75rem;text-decoration:none}
        .pay{background:var(--go);color:#fff}.cancel{background:none;color:var(--bad);margin-top:.5rem}.back{background:var(--line);color:var(--ink)}
        button:focus-visible,.back:focus-visible{outline:3px solid var(--go);outline-offset:2px}
        .state{font-size:1.15rem;font-weight:650;margin:0 0 1rem}.ok{color:var(--ok)}.bad{color:var(--bad)}
        footer{color:var(--soft);font-size:.8rem;text-align:center;margin-top:1rem}
        """;

    public Answer Show(string reference)
    {
        if (desk.Book.FindAny(reference) is not { } payment)
        {
            return Answer.Html(Page("Tagihan tidak ditemukan", "<p class=\"state bad\">Tagihan tidak ditemukan.</p><p>Periksa lagi tautannya.</p>"), 404);
        }

        var rows = Row("Nomor", payment.PartnerReference) + Row("Metode", payment switch
        {
            { Kind: DoitpayKind.Qris } => "QRIS",
            { Kind: DoitpayKind.VirtualAccount } => "Virtual account",
            { Channel: "CC" } => "Kartu kredit",
            _ => payment.Channel!,
        }) + (payment.VirtualAccountNo is { } account ? Row("Nomor VA", account.Trim()) + Row("Atas nama", payment.VirtualAccountName ?? "") : "") + Row("Berlaku sampai", $"{payment.ExpiresAt.ToOffset(TimeSpan.FromHours(7)):dd-MM-yyyy HH:mm} WIB");
        return Answer.Html(Page($"Bayar {Money(payment.Amount)}",
            $"""<p class="to">Bayar ke <b>{Html(desk.Options.MerchantName)}</b></p><p class="sum">{Money(payment.Amount)}</p><dl>{rows}</dl>{State(payment)}"""));
    }

    public Answer Pay(string reference)
    {
        desk.Pay(reference, evenIfExpired: false, amount: null);
        return Answer.SeeOther($"/checkout/{Uri.EscapeDataString(reference)}");
    }

    public Answer PayOther(string reference)
    {
        if (desk.Book.FindAny(reference) is { } payment)
        {
            desk.Pay(reference, evenIfExpired: false, payment.Amount + DoitpayDesk.OtherBy);
        }

        return Answer.SeeOther($"/checkout/{Uri.EscapeDataString(reference)}");
    }

    public Answer PayLate(string reference)
    {
        desk.Pay(reference, evenIfExpired: true, amount: null);
        return Answer.SeeOther($"/checkout/{Uri.EscapeDataString(reference)}");
    }

    public Answer Cancel(string reference)
    {
        desk.Cancel(reference);
        return Answer.SeeOther($"/checkout/{Uri.EscapeDataString(reference)}");
    }

    private static string State(DoitpayPayment payment) => payment.State switch
    {
        DoitpayState.Pending => $"""
            {(payment.QrContent is { } qr ? $"""<img alt="Kode QRIS" src="data:image/png;base64,{Convert.ToBase64String(QrisCalls.Picture(qr))}">""" : "")}
            <form method="post" action="/checkout/{Html(payment.Reference)}/pay"><button class="pay" id="pay">Bayar {Money(payment.Amount)}</button></form>
            {(payment.Kind == DoitpayKind.VirtualAccount ? $"""<form method="post" action="/checkout/{Html(payment.Reference)}/pay-other"><button class="cancel" id="pay-other">Bayar jumlah lain: {Money(payment.Amount + DoitpayDesk.OtherBy)}</button></form>""" : "")}
            <form method="post" action="/checkout/{Html(payment.Reference)}/cancel"><button class="cancel" id="cancel">Batalkan</button></form>
            """,
        DoitpayState.Paid => """<p class="state ok" role="status">✓ Pembayaran berhasil</p>""" + Back(payment),
        DoitpayState.Refunded => """<p class="state bad" role="status">Dana sudah dikembalikan</p>""" + Back(payment),
        DoitpayState.Cancelled => """<p class="state bad" role="status">Pembayaran dibatalkan</p>""" + Late(payment) + Back(payment),
        _ => """<p class="state bad" role="status">Tagihan sudah kedaluwarsa</p>""" + Late(payment) + Back(payment),
    };

    // A bank may take it all the same.
    private static string Late(DoitpayPayment payment) => payment.Kind == DoitpayKind.VirtualAccount
        ? $"""<form method="post" action="/checkout/{Html(payment.Reference)}/pay-late"><button class="cancel" id="pay-late">Tetap bayar {Money(payment.Amount)} (terlambat)</button></form>"""
        : "";

    private static string Back(DoitpayPayment payment) =>
        payment.ReturnUrl is { } url && (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal))
            ? $"""<a class="back" href="{Html(url)}">Kembali ke toko</a>"""
            : """<p class="to">Kembali ke chat: toko mengabari begitu pembayaran masuk.</p>""";

    private static string Page(string title, string content) => $"""
        <!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Html(title)}</title><link rel="icon" href="data:,"><style>{Style}</style></head><body><main><div class="card">
        <header><span class="brand">doitpay</span><span class="badge">Sandbox, bukan uang sungguhan</span></header>
        {content}</div><footer>Halaman uji coba. Tidak ada uang yang berpindah.</footer></main></body></html>
        """;

    private static string Row(string name, string value) => $"<div><dt>{Html(name)}</dt><dd>{Html(value)}</dd></div>";

    private static string Money(long rupiah) => "Rp " + rupiah.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
