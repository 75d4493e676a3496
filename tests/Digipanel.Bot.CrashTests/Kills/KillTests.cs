using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>kill -9 of the bot as a program of its own, in the middle of money and of orders; then it starts on the same file.</summary>
public sealed class KillTests
{
    private static readonly string[] Links =
        ["https://elements.envato.com/alpha-one-ABCDE11", "https://elements.envato.com/beta-two-ABCDE22", "https://elements.envato.com/gamma-three-ABCDE33"];

    [Fact]
    public async Task Killed_while_it_asks_about_a_payment_it_credits_that_payment_once_after_the_restart()
    {
        await using var world = await ShopWorld.StartOutsideAsync(("Doitpay:StatusPollInterval", "00:00:05"));
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));
        await using var first = await world.StartProcessAsync();
        await world.Telegram.SendTextAsync(100, "/topup 50000");
        var choice = await world.Telegram.WaitForMessageAsync(100, m => m.Button("QRIS") is not null);
        await world.Telegram.PressAsync(100, choice.Id, choice.Button("QRIS")!.CallbackData!);
        await world.Telegram.WaitForMessageAsync(100, m => m.Photo is not null);

        // The answer about the payment is on its way for longer than anybody waits: the bot dies waiting for it.
        world.Doitpay.Faults.Next(1, Fault.AnswersLate(ShopWorld.Patience), DoitpayOperations.QrisStatus);
        world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference);
        await ShopWorld.UntilAsync(() => world.Doitpay.Faults.Left == 0, "the bot asks about the payment");
        await first.KillAsync();
        Assert.Equal(0, world.Wallet(100));

        await using var second = await world.StartProcessAsync();
        await world.Telegram.WaitForMessageAsync(100, m => m.Photo is null && m.Text.Contains("TU-", StringComparison.Ordinal) && m.Text.Contains("Rp 50.000", StringComparison.Ordinal), ShopWorld.Patience);
        Assert.Equal(50_000, world.Wallet(100));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM transfers WHERE kind = 'TopUp'"));
        world.AuditBooks();
    }

    [Fact]
    public async Task Killed_between_sending_orders_and_their_answers_each_link_is_delivered_and_paid_for_once()
    {
        await using var world = await ShopWorld.StartOutsideAsync(("Digipanel:PollAfter", "00:00:05"));
        await using var first = await world.StartProcessAsync();
        var ayu = await world.CustomerWithAsync(10_000);
        world.Digipanel.Options.ProcessingTime = TimeSpan.FromSeconds(3);

        // However long the next start takes: an order whose answer is lost knows no id to ask after, and only the webhook ends it.
        (world.Digipanel.Options.Webhooks.AttemptsMax, world.Digipanel.Options.Webhooks.RetryPause) = (20, TimeSpan.FromMilliseconds(500));

        // Digipanel accepts, and its answers take ten seconds: whatever the bot has sent by then is uncertain to it.
        world.Digipanel.Faults.Next(3, Fault.AnswersLate(TimeSpan.FromSeconds(10)), DigipanelOperations.Download);
        await world.Telegram.SendTextAsync(ayu, string.Join(' ', Links));
        await ShopWorld.UntilAsync(() => world.Digipanel.Downloads.Count > 0, "Digipanel has accepted a download");
        await first.KillAsync();

        await using var second = await world.StartProcessAsync();
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state IN ('delivered', 'failed')") == 3, "every order ends");
        var delivered = world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'");
        Assert.Equal(3, delivered);
        await ShopWorld.UntilAsync(() => world.Telegram.Replies(ayu).Count(m => m.Text.Contains("drive.google.com", StringComparison.Ordinal)) >= 3, "every link arrives");
        Assert.Equal(10_000 - (3 * 500), world.Wallet(ayu));
        Assert.All(world.Digipanel.ChargesByUrl, charge => Assert.Equal(200, charge.Value));
        Assert.Equal(3, world.Digipanel.ChargesByUrl.Count);
        world.AuditBooks();
    }
}
