using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramQueueTests : QueueSuite
{
    private protected override string AdminAddress => "telegram:100";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppQueueTests : QueueSuite
{
    private protected override string AdminAddress => "whatsapp:" + Phone;

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>An admin who looks after the queue from a phone.</summary>
public abstract class QueueSuite : ChannelSuite
{
    private protected abstract string AdminAddress { get; }

    [Fact]
    public async Task An_order_in_doubt_is_found_in_the_queue_and_its_money_given_back_once()
    {
        await using var world = await ShopWorld.StartAsync(("Admins:1", AdminAddress));
        var admin = await ArriveWithAsync(world, 50_000);
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM digipanel_accounts WHERE balance IS NOT NULL") == 1, "the lane knows its balance: without it nothing is sent");
        world.Digipanel.Faults.Next(1, Fault.ResetsBeforeActing, DigipanelOperations.Download);
        world.Digipanel.Faults.Always(Fault.Answers(503), DigipanelOperations.Balance); // or the doubt would be over in fifteen seconds
        await admin.TellAsync(Link);
        await ShopWorld.UntilAsync(() => world.Scalar<string>("SELECT state FROM orders") == "uncertain", "the order is in doubt");
        var queue = await admin.AskAsync("antrian");
        Assert.Contains("jawaban hilang", queue.Text, StringComparison.Ordinal);
        await admin.PressAsync(m => m.Choice("atur:lihat:1"));
        await admin.PressAsync(m => m.Choice("atur:uang:1"));
        await admin.PressAsync(m => m.Choice("atur:ya:1"));
        admin.RepeatLast();
        await ShopWorld.UntilAsync(() => world.Wallet(admin.UserId) == 50_000, "the money is back");
        await admin.WaitAsync("dikembalikan");
        await admin.WaitAsync("sudah kembali ke saldo");
        await SaidAsync(world, admin);
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM admin_log WHERE action = 'order.return' AND subject = '#1'"));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM upstream_losses"));
        AssertSound(world);
    }
}
