using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>
/// A shop in the middle of its day whose database cannot be written for a while: everybody goes on as usual, and nothing may be answered as taken
/// that is not. Whatever makes the database unwritable is the caller's.
/// </summary>
internal sealed class Outage(ShopWorld world)
{
    private const long Ayu = 100;
    private const long Budi = 101;

    public static readonly (string Key, string Value)[] Settings =
    [
        ("Telegram:Mode", "Webhook"),
        ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret),
        ("Digipanel:PollAfter", "00:00:05"),
        ("Doitpay:Timeout", "00:00:03"),
        ("Doitpay:StatusPollInterval", "00:00:05"),
    ];

    /// <summary>Three downloads run, two payments are expected, and one order's answer is on its way.</summary>
    public async Task BeginAsync()
    {
        var (digipanel, notifications) = (world.Digipanel, world.Doitpay.Options.Notifications);
        (digipanel.Options.Webhooks.AttemptsMax, digipanel.Options.Webhooks.RetryPause) = (20, TimeSpan.FromMilliseconds(500));
        (notifications.AttemptsMax, notifications.RetryPause) = (20, TimeSpan.FromMilliseconds(500));
        await world.CustomerWithAsync(10_000, Ayu);
        world.Telegram.AddUser(new TelegramUser(Budi, "Budi"));
        digipanel.Options.ProcessingTime = Timeout.InfiniteTimeSpan;
        await world.Telegram.SendTextAsync(Ayu, $"{Link(1)} {Link(2)} {Link(3)}");
        await WantTopupAsync(Ayu, 30_000, "DANA");
        await WantTopupAsync(Budi, 25_000, "QRIS");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'submitted'") == 3, "three downloads run");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'pending'") == 0, "everybody is answered");

        digipanel.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(2)), DigipanelOperations.Download);
        await world.Telegram.SendTextAsync(Ayu, Link(4));
        await ShopWorld.UntilAsync(() => digipanel.Downloads.Count == 4, "Digipanel has accepted a fourth");
    }

    /// <summary>Now nothing can be written: files come, one fails, both pay, both write. All of it is to come again.</summary>
    public async Task SufferAsync()
    {
        var (digipanel, doitpay) = (world.Digipanel, world.Doitpay);
        var (webhooks, notifications) = (digipanel.Deliveries.Count, doitpay.Deliveries.Count);
        var wallets = (world.Wallet(Ayu), world.Wallet(Budi));
        Assert.True(digipanel.Complete(digipanel.Downloads[0].Id) && digipanel.Complete(digipanel.Downloads[1].Id) && digipanel.Fail(digipanel.Downloads[2].Id));

        // What stands in the chats: on a busy machine an answer was lost, and its invoice was made anew.
        var bills = world.Query<string>("SELECT reference FROM topups WHERE state = 'issued'");
        Assert.Equal(2, bills.Count);
        Assert.All(bills, b => Assert.True(doitpay.Pay(doitpay.Payments.Single(p => p.PartnerReference == b).Reference)));
        await world.Telegram.SendTextAsync(Ayu, $"{Link(5)} {Link(6)}");
        await world.Telegram.SendTextAsync(Budi, "/saldo");
        Assert.InRange((int)await PostUpdateAsync(), 500, 599);
        await ShopWorld.UntilAsync(
            () => digipanel.Deliveries.Skip(webhooks).Where(IsRefused).DistinctBy(d => d.About, StringComparer.Ordinal).Count() == 3
                && doitpay.Deliveries.Skip(notifications).Where(IsRefused).DistinctBy(d => d.About, StringComparer.Ordinal).Count() == 2,
            "every webhook and notification is refused with 5xx");
        await ShopWorld.UntilAsync(() => world.ReadinessAsync().GetAwaiter().GetResult() == HttpStatusCode.ServiceUnavailable, "/readyz says so");

        Assert.DoesNotContain(digipanel.Deliveries.Skip(webhooks).Concat(doitpay.Deliveries.Skip(notifications)), d => d.Status is >= 200 and < 300);
        Assert.True(world.Telegram.PendingUpdates >= 2);
        Assert.Equal(wallets, (world.Wallet(Ayu), world.Wallet(Budi)));
    }

    /// <summary>It can be written again: everything that was sent meanwhile is done, once.</summary>
    public async Task RecoverAsync()
    {
        world.Digipanel.Options.ProcessingTime = TimeSpan.FromMilliseconds(50);
        foreach (var running in world.Digipanel.Downloads.Where(d => d.State == DownloadState.Running))
        {
            world.Digipanel.Complete(running.Id);
        }

        await Quiet.UntilAsync(world);
        MoneyAudit.Check(world);
        Assert.Equal(6, world.Scalar<int>("SELECT count(*) FROM orders"));
        Assert.Equal(5, world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'"));
        Assert.Equal(10_000 + 30_000 - (5 * 500), world.Wallet(Ayu));
        Assert.Equal(25_000, world.Wallet(Budi));
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM inbox WHERE error IS NOT NULL"));
    }

    private async Task WantTopupAsync(long id, long amount, string method)
    {
        await world.Telegram.SendTextAsync(id, $"/topup {amount}");
        var action = $"isi:{amount}:{method}";
        var choice = await world.Telegram.WaitForMessageAsync(id, m => m.AllButtons.Any(b => b.CallbackData == action));
        await world.Telegram.PressAsync(id, choice.Id, action);
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM topups WHERE amount = @amount AND state = 'issued'", new { amount }) == 1, "the top-up is made");
    }

    /// <summary>An update as Telegram brings it, so that its answer can be seen.</summary>
    private async Task<HttpStatusCode> PostUpdateAsync()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, world.BotUrl + "/webhooks/telegram");
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", ShopWorld.TelegramWebhookSecret);
        var json = JsonSerializer.Serialize(new
        {
            update_id = 1,
            message = new { message_id = 1, date = 1, chat = new { id = Budi, type = "private" }, from = new { id = Budi, is_bot = false, first_name = "Budi" }, text = "/harga" },
        });
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static bool IsRefused(Delivery delivery) => delivery.Status is >= 500;

    private static string Link(int number) => string.Create(CultureInfo.InvariantCulture, $"https://elements.envato.com/karya{number}-poster{number}-ABC{number:D4}");
}
