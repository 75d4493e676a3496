using Digipanel.Bot.Tests.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Admin;

public sealed class UpstreamCommandTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";
    private const string Boss = "999";

    [Theory]
    [InlineData("id", "menunggu webhook", "jawaban hilang", "Pasti: Rp 0 (0)", "Mungkin: Rp 200 (1)")]
    [InlineData("en", "waiting for its webhook", "answer lost", "Certain: Rp 0 (0)", "Possible: Rp 200 (1)")]
    public async Task It_shows_accounts_doubts_what_was_given_up_and_losses(string language, params string[] words)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(32));
        await world.LoseAsync("1", B, Fault.ResetsAfterActing);
        await world.SecondsAsync(20);
        await world.PasteAsync(Boss, "/bahasa " + language);
        var answer = Assert.Single(await world.PasteAsync(Boss, "/upstream")).Text.Markup;
        foreach (var part in words.Concat(["🟢 main", "Rp 49.600", "<b>#2</b> Soft piano loops (main), 22 Nov 2026", "<b>#1</b> Neon city opener, 22 Nov 2026"]))
        {
            Assert.Contains(part, answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stopped_account_and_its_queue_show()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 0);
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", $"{A} {B}");
        var answer = Assert.Single(await world.PasteAsync(Boss, "/upstream")).Text.Markup;
        Assert.Contains("🔴 main: berhenti (saldo habis), saldo belum diketahui", answer, StringComparison.Ordinal);
        Assert.Contains("Pesanan menunggu: 2", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" https://elements.envato.com/soft-piano-loops-XYZ98765")]
    public async Task For_anyone_else_it_is_a_word_like_any_other(string more)
    {
        await using var world = await DownloadsWorld.StartAsync();
        var unknown = Assert.Single(await world.PasteAsync("1", "/gibtesnicht" + more));
        var upstream = Assert.Single(await world.PasteAsync("1", "/upstream" + more));
        Assert.Equal(unknown.Text, upstream.Text);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Long_lists_are_cut_and_counted(string language)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 100_000);
        string[] links = [.. Enumerable.Range(0, 80).Select(i => $"https://elements.envato.com/{new string('w', 40)}-{i:D3}-BULK{i:D4}")];
        await world.PasteManyAsync("1", links);
        await world.Store.InTransaction(tx =>
        {
            tx.Execute("DROP TRIGGER orders_run_only_paid; DROP TRIGGER orders_move_only_so");
            tx.Execute("UPDATE orders SET state = 'uncertain', account = 'main', doubts = 1, doubt = 'no_answer', evidence = 'unclear', uncertain_at = @NowMs", new { tx.NowMs });
        });
        await world.PasteAsync(Boss, "/bahasa " + language);
        var answer = Assert.Single(await world.PasteAsync(Boss, "/upstream")).Text.Markup;
        Assert.InRange(answer.Length, 1_000, 4_000);
        var shown = answer.Split("<b>#").Length - 1;
        Assert.Contains($" {80 - shown} ", answer, StringComparison.Ordinal);
    }
}
