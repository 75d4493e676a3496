using Digipanel.Bot.Tests.Topups;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Whole conversations as a WhatsApp customer reads them: nothing missing, nothing said twice, nothing for each tick.</summary>
public sealed class WhatsAppConversationTests
{
    [Fact]
    public async Task Twelve_links_are_a_question_one_acknowledgement_and_a_message_for_each_end()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.FundAsync(10_000);
        var question = await shop.SayAsync(Links(12));
        Assert.Equal(1, Count(question));
        Assert.Contains("*12 link = Rp 6.000*", question, StringComparison.Ordinal);
        Assert.EndsWith("[✅ Ya, proses 12 link]\n[❌ Batal]", question, StringComparison.Ordinal);

        var placed = await shop.PressAsync("Ya");
        Assert.Equal(1, Count(placed));
        Assert.Contains("*12 pesanan*: #1–#12", placed, StringComparison.Ordinal);
        Assert.Contains("Sisa saldo: *Rp 4.000*", placed, StringComparison.Ordinal);

        Assert.Equal("", await shop.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
        for (var n = 1; n <= 11; n++)
        {
            var done = await shop.CompleteAsync($"item-{n}-");
            Assert.Equal(1, Count(done));
            Assert.Contains($"*Pesanan #{n} selesai!*", done, StringComparison.Ordinal);
            Assert.Contains("https://drive.google.com/", done, StringComparison.Ordinal);
        }

        var failed = await shop.FailAsync("item-12-");
        Assert.Equal(1, Count(failed));
        Assert.Contains("Rp 500 sudah kembali ke saldo. Saldo kamu: *Rp 4.500*", failed, StringComparison.Ordinal);
        Assert.Equal("", await shop.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task From_too_little_saldo_over_the_top_up_to_the_files_each_step_is_one_message()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        var kept = await shop.SayAsync(Links(2));
        Assert.Contains("kurang *Rp 1.000*", kept, StringComparison.Ordinal);
        Assert.EndsWith("[💳 Topup Rp 10.000]\n[🗑 Hapus simpanan]", kept, StringComparison.Ordinal);

        Assert.EndsWith("[📷 QRIS]\n[DANA]", await shop.PressAsync("Topup"), StringComparison.Ordinal);
        var invoice = await shop.PressAsync("QRIS");
        Assert.Equal(1, Count(invoice)); // not "one moment", and then the code
        Assert.StartsWith("[picture]\n💳 *Topup Rp 10.000* lewat QRIS", invoice, StringComparison.Ordinal);
        Assert.EndsWith("[🔎 Cek status]\n[🔁 Ganti metode]\n[❌ Batal]", invoice, StringComparison.Ordinal);
        Assert.Equal("", await shop.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)));

        var receipt = await shop.PayAsync(10_000);
        Assert.Equal(1, Count(receipt));
        Assert.Contains("Saldo sekarang: *Rp 10.000*", receipt, StringComparison.Ordinal);
        Assert.EndsWith("1. ▶️ Lanjutkan 2 tautan – Rp 1.000\n[▶️ Lanjutkan 2…]", receipt, StringComparison.Ordinal);

        var placed = await shop.PressAsync("Lanjutkan");
        Assert.Equal(1, Count(placed));
        Assert.Contains("*2 pesanan*: #1–#2", placed, StringComparison.Ordinal);
        Assert.Equal("Ini sudah diproses tadi, tidak dipotong dua kali 👍", await shop.PressAsync("Lanjutkan"));
        await shop.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        Assert.Equal(1, Count(await shop.CompleteAsync("item-1-")));
        Assert.Equal(1, Count(await shop.CompleteAsync("item-2-")));
        Assert.Equal("", await shop.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task Part_of_what_is_kept_is_bought_and_the_customer_is_told_of_both()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.FundAsync(1_500);
        await shop.SayAsync(Links(12));
        var placed = await shop.PressAsync("Ya");
        Assert.Equal(1, Count(placed));
        Assert.Contains("*3 pesanan*: #1–#3", placed, StringComparison.Ordinal);
        Assert.Contains("*9 link*", placed, StringComparison.Ordinal);
        Assert.Contains("kurang *Rp 4.500*", placed, StringComparison.Ordinal);

        await shop.PressAsync("Topup");
        await shop.PressAsync("DANA");
        Assert.Contains("Lanjutkan 9 tautan – Rp 4.500", await shop.PayAsync(10_000), StringComparison.Ordinal);
        var more = await shop.PressAsync("Lanjutkan");
        Assert.Equal(1, Count(more)); // the first acknowledgement has nothing new to say
        Assert.Contains("*9 pesanan*: #4–#12", more, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_about_the_payment_is_answered_with_the_invoice_as_it_stands()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.SayAsync("/topup 50000");
        await shop.PressAsync("QRIS");
        var answer = await shop.PressAsync("Cek status");
        Assert.Contains("belum ada pembayaran masuk", answer, StringComparison.Ordinal);
        Assert.Contains("[picture]", answer, StringComparison.Ordinal);
        Assert.Equal("Baru saja dicek 🙂 Coba lagi sekitar 10 detik lagi ya.", await shop.PressAsync("Cek status"));
        await shop.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
        Assert.Contains("belum ada pembayaran masuk", await shop.PressAsync("Cek status"), StringComparison.Ordinal);
        Assert.Equal(1, Count(await shop.PayAsync()));
        Assert.Equal("✅ Tagihan ini sudah lunas.", await shop.PressAsync("Cek status"));
    }

    [Fact]
    public async Task Another_way_to_pay_is_asked_for_without_the_code_and_becomes_an_invoice_of_its_own()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.SayAsync("/topup 50000");
        await shop.PressAsync("QRIS");
        var choices = await shop.PressAsync("Ganti metode");
        Assert.Equal("👇 *Mau ganti ke metode apa?*\n[DANA]", choices);
        var changed = await shop.PressAsync("DANA");
        Assert.Contains("*Topup Rp 50.000* lewat DANA", changed, StringComparison.Ordinal);
        Assert.Contains("\n💳 Bayar lewat DANA: https://pay.test/TU-", changed, StringComparison.Ordinal);
        Assert.EndsWith("[🔎 Cek status]\n[🔁 Ganti metode]\n[❌ Batal]", changed, StringComparison.Ordinal);

        var cancelled = await shop.PressAsync("Batal");
        Assert.Equal(1, Count(cancelled));
        Assert.Contains("*Topup Rp 50.000 dibatalkan*", cancelled, StringComparison.Ordinal);
        Assert.Contains("Jangan dibayar lagi", cancelled, StringComparison.Ordinal);
        Assert.Equal("Tagihan ini sudah ditutup. Mau topup lagi? Ketik /topup", await shop.PressAsync("Ganti metode"));
    }

    [Fact]
    public async Task An_invoice_that_runs_out_is_not_worth_a_message()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.SayAsync("/topup 50000");
        await shop.PressAsync("QRIS");
        Assert.Equal("", await shop.PassAsync(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(1)));
        Assert.Contains("kedaluwarsa", await shop.PressAsync("Cek status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_system_that_is_slow_or_fails_is_told_of_once_each()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        shop.Doitpay.Always(ScriptedDoitpay.QrisPath, _ => (500, """{"responseCode":"5004700"}"""));
        await shop.SayAsync("/topup 50000");
        var told = await shop.PressAsync("QRIS") + "\n---\n" + await shop.PassAsync(TimeSpan.FromMinutes(60), TimeSpan.FromSeconds(30));
        Assert.Equal(1, told.Split("agak lambat").Length - 1);
        Assert.Equal(1, told.Split("belum bisa dibuat").Length - 1);
        Assert.Equal(2, Count(told));
    }

    [Fact]
    public async Task A_wish_that_is_taken_back_is_answered_in_one_message()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.FundAsync(10_000);
        await shop.SayAsync(Links(12));
        Assert.Equal("Oke, tidak jadi. Saldo tidak dipotong.", await shop.PressAsync("Batal"));
        Assert.Equal("Sudah tidak berlaku. Kirim lagi link-nya kalau masih mau ya.", await shop.PressAsync("Ya"));

        await shop.SayAsync(Links(3));
        var asked = await shop.SayAsync("/batal");
        Assert.Equal(1, Count(asked));
    }

    [Fact]
    public async Task An_admin_decides_about_a_payment_that_does_not_match_by_messages_alone()
    {
        await using var shop = await WhatsAppShop.StartAsync(admin: WhatsAppBench.Ayu); // customer and admin in one, so that all of it is read in one chat
        await shop.SayAsync("/topup 50000");
        await shop.PressAsync("QRIS");
        var told = await shop.PayAsync(5_000);
        Assert.Equal(2, Count(told)); // the case, and the customer's word that somebody looks at it
        Assert.Contains("Kreditkan Rp 5.000", told, StringComparison.Ordinal);
        var later = await shop.PayAsync(45_000);
        Assert.Equal(1, Count(later));
        Assert.Contains("Rp 45.000", later, StringComparison.Ordinal);

        var decided = await shop.PressAsync("Kreditkan");
        Assert.Equal(2, Count(decided)); // the decision, and the customer's receipt
        Assert.Contains("Rp 45.000 dikreditkan oleh", decided, StringComparison.Ordinal);
        Assert.Equal(1, Count(await shop.PressAsync("Kreditkan")));
        Assert.Equal("", await shop.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task Looking_things_up_is_one_message_each()
    {
        await using var shop = await WhatsAppShop.StartAsync();
        await shop.FundAsync(10_000);
        await shop.SayAsync(Links(1));
        await shop.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        await shop.CompleteAsync("item-1-");
        foreach (var word in new[] { "/start", "/saldo", "/riwayat", "/riwayat saldo", "/status", "/status 1", "/harga", "/bantuan", "/bahasa", "/topup", "halo" })
        {
            Assert.True(Count(await shop.SayAsync(word)) == 1, word);
        }

        await shop.SayAsync("/riwayat");
        Assert.StartsWith("[riwayat.txt]\n📄 1 pesanan terakhir", await shop.PressAsync("Kirim sebagai file"), StringComparison.Ordinal);
        Assert.Equal(1, Count(await shop.PressAsync("📥 #1")));
        Assert.Contains("belum diproses", await shop.SayAsync("/bantuan"), StringComparison.Ordinal);
    }

    private static string Links(int count) => string.Join('\n', Enumerable.Range(1, count).Select(n => $"https://elements.envato.com/item-{n}-ABCDEF{n}"));

    private static int Count(string read) => read.Length == 0 ? 0 : read.Split("\n---\n").Length;
}
