using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.PayPage;

namespace Digipanel.Bot.Tests.Topups.PayPage;

/// <summary>The customer's own page over HTTP: what stands on it, and what a stranger gets.</summary>
public sealed class PayPageTests : IAsyncLifetime
{
    private PayPageBench _bench = null!;

    public async Task InitializeAsync() => _bench = await PayPageBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task An_open_QRIS_has_all_that_one_needs_to_pay_it_without_any_script()
    {
        var topup = await _bench.IssueAsync();
        var page = await _bench.OpenAsync(topup);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.HasCode);
        foreach (var part in new[]
        {
            """<html lang="id">""", "<title>Menunggu pembayaran · Rp 50.000</title>", "Rp 50.000", "Bayar sebelum <b>22 Nov 2026 15:00 WIB</b>", "<dd>TOKO</dd>",
            topup.Reference, $"""href="{topup.Page}/qr.png" download="QRIS-{topup.Reference}.png">""", """href="?lang=id">Perbarui""", """href="?lang=en" hreflang="en" lang="en">English""",
        })
        {
            Assert.Contains(part, page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(topup.Id, page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page.Text);
        var picture = await _bench.OpenAsync(topup, "/qr.png");
        Assert.Equal(("image/png", HttpStatusCode.OK), (picture.Headers["Content-Type"], picture.Status));
    }

    [Fact]
    public async Task An_open_link_is_a_button_that_says_where_it_leads()
    {
        var topup = await _bench.IssueAsync("DANA");
        var page = await _bench.OpenAsync(topup);
        Assert.Contains($"""href="https://pay.test/c?id={topup.Reference}&amp;lang=id" target="_blank" rel="noopener noreferrer">💳 Bayar lewat DANA""", page.Text, StringComparison.Ordinal);
        Assert.Contains("di pay.test.", page.Text, StringComparison.Ordinal);
        Assert.False(page.HasCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _bench.OpenAsync(topup, "/qr.png")).Status);
    }

    [Fact]
    public async Task An_open_virtual_account_is_its_number_its_one_amount_and_the_way_to_pay_there()
    {
        var topup = await _bench.IssueAsync("VA_BCA");
        var page = await _bench.OpenAsync(topup);
        Assert.Contains($"<b><i>{topup.Content![..4]}</i><i>{topup.Content[4..8]}</i>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"""data-copy="{topup.Content}" data-done="Tersalin" data-live hidden>Salin nomor""", page.Text, StringComparison.Ordinal);
        Assert.Contains("<span>Bayar tepat</span> <b>Rp 54.000</b>", page.Text, StringComparison.Ordinal);
        Assert.Contains("<strong>Rp 54.000</strong>", page.Text, StringComparison.Ordinal);
        Assert.Contains("m-BCA", page.Text, StringComparison.Ordinal);
        Assert.Contains("<dd>VA BCA</dd>", page.Text, StringComparison.Ordinal);
        Assert.False(page.HasCode);
        await _bench.Bot.PressAsync($"bayar:batal:{topup.Id}");
        Assert.DoesNotContain(topup.Content, (await _bench.OpenAsync(topup)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_is_kept_nowhere_framed_nowhere_found_nowhere_and_runs_nothing_but_its_own()
    {
        var topup = await _bench.IssueAsync();
        foreach (var answer in new[] { await _bench.OpenAsync(topup), await _bench.OpenAsync(topup, "/status"), await _bench.OpenAsync(topup, "/qr.png"), await _bench.GetAsync("/pay/nobody") })
        {
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("noindex, nofollow", answer.Headers["X-Robots-Tag"]);
            Assert.StartsWith("default-src 'none'; ", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        var page = await _bench.OpenAsync(topup);
        foreach (var element in new[] { "style", "script" })
        {
            var parts = page.Text.Split($"<{element}>");
            var own = Assert.Single(parts.Skip(1)).Split($"</{element}>")[0];
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(own)));
            Assert.Contains($"{element}-src 'sha256-{hash}'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        Assert.DoesNotMatch(@"\s(style|on[a-z]+)=""", page.Text);
    }

    [Fact]
    public async Task Unknown_and_impossible_names_get_one_and_the_same_not_found()
    {
        var topup = await _bench.IssueAsync();
        var unknown = await _bench.GetAsync("/pay/" + new string('Z', topup.Page!.Length));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("Halaman tidak ditemukan", unknown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", unknown.Text, StringComparison.Ordinal);
        foreach (var name in new[]
        {
            "x", topup.Id, topup.Reference, "1", topup.Page[..^1], topup.Page + "A", topup.Page.ToLowerInvariant(), "%01", "%2e%2e%2f", "..%2fhealthz", "'%20OR%201=1--", "%25", "*", "[",
            "<script>alert(1)</script>", new string('A', 4000), "%F0%9F%92%B3", $"{topup.Page}/status/x", $"{topup.Page}/qr.svg", $"{topup.Page}%2Fstatus", "x/status", "x/qr.png",
        })
        {
            var seen = await _bench.GetAsync("/pay/" + name);
            Assert.True(seen.Status is HttpStatusCode.NotFound, $"{name}: {seen.Status}");
            Assert.Equal((name, unknown.Text), (name, seen.Text));
        }

        // The server itself refuses a NUL before anybody sees it.
        Assert.Equal(HttpStatusCode.BadRequest, (await _bench.GetAsync("/pay/%00")).Status);
        Assert.Contains("Page not found", (await _bench.GetAsync("/pay/x?lang=en")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Only_GET_is_taken(string method)
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _bench.GetAsync("/pay/x", method)).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _bench.GetAsync("/pay/x/status", method)).Status);
    }

    [Fact]
    public async Task Its_language_is_the_customers_unless_the_visit_asks_for_the_other()
    {
        var topup = await _bench.IssueAsync();
        await _bench.ChangeAsync(tx => tx.Execute("UPDATE customers SET language = 'en'"));
        Assert.Contains("Waiting for payment", (await _bench.OpenAsync(topup)).Text, StringComparison.Ordinal);
        Assert.Contains("Menunggu pembayaran", (await _bench.OpenAsync(topup, "?lang=id")).Text, StringComparison.Ordinal);
        Assert.Contains("""<html lang="en">""", (await _bench.OpenAsync(topup, "?lang=%22%3E%3Cscript%3E")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_after_is_tiny_names_nobody_and_is_asked_less_and_less()
    {
        var topup = await _bench.IssueAsync();
        Assert.Equal("""{"view":"open","left":3600,"next":3}""", (await _bench.OpenAsync(topup, "/status")).Text);
        _bench.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("""{"view":"open","left":2400,"next":10}""", (await _bench.OpenAsync(topup, "/status")).Text);
        _bench.Status = InvoiceBench.Paid;
        await _bench.Bot.RunAsync();
        Assert.Equal("""{"view":"paid","left":0,"next":0}""", (await _bench.OpenAsync(topup, "/status")).Text);
    }

    [Fact]
    public async Task Paid_says_so_and_has_nothing_to_pay_and_the_script_for_the_button_that_copies_its_reference()
    {
        var topup = await _bench.IssueAsync();
        _bench.Status = InvoiceBench.Paid;
        await _bench.Bot.PressAsync($"bayar:cek:{topup.Id}");
        await _bench.Bot.RunAsync();
        await AssertOverAsync(topup, "Pembayaran diterima", """<a class="button" href="https://t.me/TokoBot">Kembali ke chat</a>""", "22 Nov 2026 14:00 WIB");
        Assert.Contains("<script>", (await _bench.OpenAsync(topup)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_its_time_there_is_no_code_before_the_end_and_after_it_and_late_money_still_shows()
    {
        var topup = await _bench.IssueAsync();
        _bench.Time.Advance(TimeSpan.FromHours(1));
        await AssertOverAsync(topup, "Waktu bayar sudah habis", "Jangan dibayar lagi");
        for (var minutes = 0; minutes < 5; minutes++)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            await _bench.Bot.RunAsync();
        }

        Assert.Equal(TopupState.Expired, _bench.Last.State);
        await AssertOverAsync(topup, "Tagihan kedaluwarsa", "Topup lagi lewat chat");
        Assert.EndsWith("\"next\":30}", (await _bench.OpenAsync(topup, "/status")).Text, StringComparison.Ordinal);
        _bench.Status = InvoiceBench.Paid;
        await _bench.Bot.PressAsync($"bayar:cek:{topup.Id}");
        await _bench.Bot.RunAsync();
        await AssertOverAsync(topup, "Pembayaran diterima");
    }

    [Fact]
    public async Task Cancelled_given_up_mismatched_and_unmade_ones_say_so()
    {
        await _bench.Bot.PressAsync("topup:50000:QRIS");
        await AssertOverAsync(_bench.Last, "Sedang disiapkan", "Biasanya hanya beberapa detik");
        await _bench.ChangeAsync(tx => tx.Execute("UPDATE topups SET told_delay = 1"));
        await AssertOverAsync(_bench.Last, "Sedang disiapkan", "agak lambat");
        await _bench.Bot.RunAsync();
        var topup = _bench.Last;
        await _bench.ChangeAsync(tx => tx.Execute("UPDATE topups SET told_mismatch = 1"));
        await AssertOverAsync(topup, "Sedang dicek admin", "simpan bukti bayarmu");
        await _bench.ChangeAsync(tx => tx.Execute("UPDATE topups SET told_mismatch = 0"));
        await _bench.Bot.PressAsync($"bayar:batal:{topup.Id}");
        await AssertOverAsync(topup, "Tagihan dibatalkan", "Topup lagi lewat chat");
        await _bench.ChangeAsync(tx => tx.Execute("UPDATE topups SET given_up = 1"));
        await AssertOverAsync(topup, "Tagihan belum bisa dibuat", "Tidak ada uang yang terpotong");
    }

    [Fact]
    public async Task The_page_of_a_bill_whose_way_to_pay_was_changed_leads_to_the_new_one()
    {
        var first = await _bench.IssueAsync();
        await _bench.Bot.PressAsync($"bayar:ke:{first.Id}:DANA");
        await _bench.Bot.RunAsync();
        var second = _bench.Last;
        await AssertOverAsync(first, "Cara bayar sudah diganti", $"""href="{second.Page}?lang=id">Buka tagihan yang baru""");
        Assert.Contains("Bayar lewat DANA", (await _bench.OpenAsync(second)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Its_links_work_behind_a_proxy_that_takes_a_path_off(string slash)
    {
        var first = await _bench.IssueAsync();
        var outside = $"https://toko.id/bot/pay/{first.Page}";
        Assert.Equal(new[] { $"{outside}{slash}?lang=en", $"{outside}{slash}?lang=id", $"{outside}/qr.png" }.Order(StringComparer.Ordinal).ToArray(), await LinksAsync());
        await _bench.Bot.PressAsync($"bayar:ke:{first.Id}:DANA");
        await _bench.Bot.RunAsync();
        Assert.Contains($"https://toko.id/bot/pay/{_bench.Last.Page}?lang=id", await LinksAsync(), StringComparer.Ordinal);

        async Task<string[]> LinksAsync() =>
        [
            .. Regex.Matches((await _bench.OpenAsync(first, slash)).Text, "<a [^>]*href=\"(?<href>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(link => new Uri(new Uri(outside + slash), link.Groups["href"].Value).AbsoluteUri).Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public async Task With_Telegram_s_answer_the_page_knows_the_shop_s_name_and_the_way_back()
    {
        var topup = await _bench.IssueAsync();
        _bench.Bot.Service<BotIdentity>().Learn(new User { FirstName = "Toko <Ayu>", Username = "TokoAyuBot" });
        Assert.Contains("""<span class="shop">Toko &lt;Ayu&gt;</span>""", (await _bench.OpenAsync(topup)).Text, StringComparison.Ordinal);
        await _bench.Bot.PressAsync($"bayar:batal:{topup.Id}");
        Assert.Contains("""href="https://t.me/TokoAyuBot?start=topup">""", (await _bench.OpenAsync(topup)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hammers_one_page_waits_and_nobody_else_does()
    {
        var hammered = await _bench.IssueAsync();
        var other = await _bench.IssueAsync("DANA");
        var seen = new List<PayPageBench.Seen>();
        for (var i = 0; i < 31; i++)
        {
            seen.Add(await _bench.OpenAsync(hammered, "/status"));
        }

        Assert.All(seen.Take(30), s => Assert.Equal(HttpStatusCode.OK, s.Status));
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (seen[30].Status, seen[30].Headers["Retry-After"]));
        Assert.Equal(HttpStatusCode.OK, (await _bench.OpenAsync(other)).Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await _bench.OpenAsync(hammered)).Status);
    }

    [Fact]
    public async Task The_invoice_in_the_chat_has_a_button_that_leads_here()
    {
        var topup = await _bench.IssueAsync();
        var button = Assert.Single(_bench.Bot.Messages[^1].Buttons.SelectMany(row => row), b => b.Url is not null);
        Assert.Equal(("🌐 Halaman bayar", $"https://shop.example/pay/{topup.Page}"), (button.Label, button.Url));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", topup.Page);
    }

    [Theory]
    [InlineData("https://shop.example/", "https://shop.example/pay/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/pay/")]
    [InlineData("http://shop.example", null)]
    [InlineData(null, null)]
    public void Only_an_address_that_nobody_between_can_change_is_shown(string? publicUrl, string? prefix)
    {
        var topup = new Topup { Id = "t", CustomerId = 1, Amount = new(1), Method = "QRIS", Reference = "TU", State = TopupState.Issued, Page = "P" };
        Assert.Equal(prefix is null ? null : prefix + "P", new PayLinks(new() { PublicUrl = publicUrl }).Of(topup));
        Assert.Null(new PayLinks(new() { PublicUrl = publicUrl }).Of(topup with { Page = null }));
    }

    private async Task AssertOverAsync(Topup topup, params string[] parts)
    {
        var page = await _bench.OpenAsync(topup);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.False(page.HasCode);
        Assert.DoesNotContain("data-pay>", page.Text, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, page.Text, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await _bench.OpenAsync(topup, "/qr.png")).Status);
    }
}
