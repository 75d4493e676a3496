using System.Globalization;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramReportTests : ReportSuite
{
    private protected override string AdminAddress => "telegram:100";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);

    private protected override IReadOnlyList<byte[]> Files(ShopWorld world) => [.. world.Telegram.Replies(100).Where(m => m.Document is not null).Select(m => m.Document!.Bytes.ToArray())];
}

public sealed class WhatsAppReportTests : ReportSuite
{
    private protected override string AdminAddress => "whatsapp:" + Phone;

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);

    private protected override IReadOnlyList<byte[]> Files(ShopWorld world) => [.. world.WhatsApp.Replies(Phone).Where(m => m.Document is not null).Select(m => m.Document!.Bytes.ToArray())];
}

/// <summary>An admin who is a customer as well looks at the shop's numbers.</summary>
public abstract class ReportSuite : ChannelSuite
{
    private protected abstract string AdminAddress { get; }

    /// <summary>The files that the admin has.</summary>
    private protected abstract IReadOnlyList<byte[]> Files(ShopWorld world);

    [Fact]
    public async Task The_days_sales_are_shown_other_days_are_turned_to_and_the_files_come()
    {
        await using var world = await ShopWorld.StartAsync(("Admins:1", AdminAddress));
        var chat = await ArriveWithAsync(world, 20_000);
        await chat.SayAsync(Link);
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 1, "it is delivered");
        await SaidAsync(world, chat);

        // Days to either side, for it may be midnight.
        var now = DateTimeOffset.UtcNow;
        var days = await chat.AskAsync(string.Create(CultureInfo.InvariantCulture, $"laporan {now.AddDays(-1):yyyy-MM-dd} {now.AddDays(2):yyyy-MM-dd}"));
        Assert.True(days.Says("Penjualan: Rp 500") && days.Says("QRIS: Rp 20.000 (1)") && days.Says("Rp 0 + masuk Rp 20.000 − keluar Rp 500 = Rp 19.500"), days.Text);
        await chat.PressAsync(days, days.Choice("Kemarin")!);
        var yesterday = await chat.WaitAsync("Laporan kemarin");
        await chat.PressAsync(yesterday, yesterday.Choice("Bulan ini")!);
        var month = await chat.WaitAsync("Laporan bulan ini");
        await chat.PressAsync(month, month.Choice("CSV")!);
        await chat.WaitAsync("Mutasi buku besar");
        await SaidAsync(world, chat);
        Assert.Equal(2, Files(world).Count);
        Assert.All(Files(world), f => Assert.Equal([0xEF, 0xBB, 0xBF], f[..3]));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM admin_log WHERE action = 'report.csv'"));
        AssertSound(world);
    }
}
