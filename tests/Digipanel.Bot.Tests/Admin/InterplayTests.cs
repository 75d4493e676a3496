using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Admin;

/// <summary>
/// Customers buy, cancel, join, part and use vouchers, Digipanel loses answers, fails and delivers, and admins give back, refund, credit, debit, block and change
/// the price, in any order and each button twice. More seeds: INTERPLAY_SEEDS=200.
/// </summary>
public sealed partial class InterplayTests
{
    private const string Boss = "999";
    private const int Steps = 45;
    private static readonly string[] People = [Joined.Telegram, "2", Joined.WhatsApp];
    private static readonly string[] Links = [.. new[] { "neon-city", "soft-piano", "modern-logo", "happy-cat", "blue-sky" }.Select((slug, i) => $"https://elements.envato.com/{slug}-AAAA{i}BC")];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("INTERPLAY_SEEDS"), out var seeds) ? seeds : 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_customers_admins_and_digipanel_do_between_each_other_the_books_are_right_and_every_order_ends(int seed)
    {
        var random = new Random(seed);
        await using var world = await Joined.ShopAsync(telegram: 3_000, whatsapp: 3_000);
        await world.FundAsync("2", 3_000);
        await world.PasteAsync(Boss, "/voucher buat 700 x2 LEBARAN");
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(world, random);
            world.AssertAudits();
        }

        await world.PassAsync(TimeSpan.FromHours(30), TimeSpan.FromMinutes(15));
        world.AssertAudits();
        world.AssertLosses();
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed')"));
        var (opening, came, went, closing) = SumOf(Assert.Single(await world.PasteAsync(Boss, "/laporan 2026-11-22 2026-11-25")));
        Assert.Equal((opening + came - went, world.Value<long>("SELECT sum(balance) FROM accounts WHERE type IN ('customer', 'held')")), (closing, closing));
    }

    private static async Task StepAsync(DownloadsWorld world, Random random)
    {
        var who = People[random.Next(People.Length)];
        var named = $"{(who == Joined.WhatsApp ? "whatsapp" : "telegram")}:{who}";
        var order = random.NextInt64(1, 2 + world.Value<long>("SELECT coalesce(max(number), 0) FROM orders"));
        switch (random.Next(16))
        {
            case 0 or 1:
                await world.PasteAsync(who, string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Links[random.Next(Links.Length)])));
                break;
            case 2:
                world.Server.Faults.Next(1, random.Next(2) == 0 ? Fault.ResetsBeforeActing : Fault.ResetsAfterActing, DigipanelOperations.Download);
                await world.RunLaneAsync();
                break;
            case 3:
                await world.RunLaneAsync();
                break;
            case 4 or 5 when world.Server.Downloads.Count > 0:
                var download = world.Server.Downloads[random.Next(world.Server.Downloads.Count)].Id;
                _ = random.Next(2) == 0 ? world.Server.Complete(download) : world.Server.Fail(download);
                await world.Server.SettleAsync();
                break;
            case 6 or 7:
                await world.PressAsync(Boss, $"atur:lihat:{order}");
                await PressAsync(world, Boss, "atur:uang", "atur:ya");
                break;
            case 8:
                await SayAsync(world, Boss, $"/refund #{order} rusak", "ubah:ya");
                break;
            case 9:
                await SayAsync(world, Boss, $"/{(random.Next(2) == 0 ? "kredit" : "debit")} {named} {random.Next(1, 900)} uji", "ubah:ya");
                break;
            case 10 when random.Next(2) == 0:
                await SayAsync(world, who, "/putuskan", "putus:ya");
                break;
            case 10:
                await world.PasteAsync(Joined.Telegram, "/hubungkan");
                await SayAsync(world, Joined.WhatsApp, $"/hubungkan {Joined.Code().Match(world.LastMessage(Joined.Telegram).Text.Markup).Value}", "hubung:ya");
                break;
            case 11:
                await world.PasteAsync(Boss, $"/{(random.Next(3) == 0 ? "blokir" : "buka")} {named}");
                break;
            case 12:
                await world.PassAsync(TimeSpan.FromMinutes(random.Next(1, 20)));
                break;
            case 13:
                await world.PasteAsync(who, random.Next(2) == 0 ? "/batal semua" : "/voucher LEBARAN");
                break;
            case 14:
                await SayAsync(world, Boss, $"/harga {random.Next(3, 7)}00", "ubahharga:ya");
                break;
            default:
                await world.PressAsync(who, $"lagi:{order}:500");
                await SayAsync(world, who, "/status", "lanjut:");
                break;
        }
    }

    private static async Task SayAsync(DownloadsWorld world, string who, string text, string button)
    {
        await world.PasteAsync(who, text);
        await PressAsync(world, who, button);
    }

    /// <summary>One after the other, each twice, where the last message has it.</summary>
    private static async Task PressAsync(DownloadsWorld world, string who, params string[] buttons)
    {
        foreach (var button in buttons)
        {
            if (world.Messages(who) is [.., var last] && last.Buttons.SelectMany(r => r).FirstOrDefault(b => b.Action?.StartsWith(button, StringComparison.Ordinal) == true)?.Action is { } action)
            {
                await world.PressAsync(who, action);
                await world.PressAsync(who, action);
            }
        }
    }

    private static (long Opening, long In, long Out, long Closing) SumOf(Reply report)
    {
        var line = report.Text.Markup.Split('\n').Single(l => l.Contains("Saldo pelanggan", StringComparison.Ordinal));
        var rupiah = Amount().Matches(line).Select(m => long.Parse(m.Groups["rupiah"].Value.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return (rupiah[0], rupiah[1], rupiah[2], rupiah[3]);
    }

    [GeneratedRegex("Rp (?<rupiah>[0-9.]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Amount();
}
