using System.Globalization;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>
/// A customer who tops up, pays and buys, again and again, whatever becomes of the bot meanwhile. Each waits for what a person would wait for, so
/// that there is always something under way and never a backlog that no drain could end.
/// </summary>
internal sealed class Customer(ShopWorld world, int place, Random random)
{
    private const long Price = 500;
    private const int LinksMax = 5;
    private const int OpenMax = 6;
    private const int SharedLinks = 8;

    private int _topups;
    private int _links;

    public long Id { get; } = 100 + place;

    public async Task ShopUntilAsync(CancellationToken closing)
    {
        world.Telegram.AddUser(new TelegramUser(Id, $"Pelanggan {place}"));
        while (!closing.IsCancellationRequested)
        {
            if (world.Wallet(Id) < LinksMax * Price || random.Next(4) == 0)
            {
                await TopUpAsync(closing);
            }
            else
            {
                await BuyAsync(closing);
            }
        }
    }

    private async Task TopUpAsync(CancellationToken closing)
    {
        // An amount of its own tells this payment from everybody else's.
        var amount = 10_000 + (1_000 * place) + ++_topups;
        var action = $"isi:{amount}:{(random.Next(2) == 0 ? "QRIS" : "DANA")}";
        await SendAsync($"/topup {amount}");
        TelegramMessage? choice = null;
        if (await HappensAsync(() => (choice = world.Telegram.Replies(Id).FirstOrDefault(m => m.AllButtons.Any(b => b.CallbackData == action))) is not null, closing))
        {
            await world.Telegram.PressAsync(Id, choice!.Id, action);
            DoitpayPayment? payment = null;
            if (await HappensAsync(() => (payment = Offered(amount)) is not null, closing))
            {
                world.Doitpay.Pay(payment!.Reference);
                await HappensAsync(() => world.Scalar<int>("SELECT count(*) FROM topups WHERE reference = @PartnerReference AND state = 'paid'", payment) == 1, closing);
            }
        }
    }

    /// <summary>Only what arrived in the chat can be paid: of two references for one wish (an answer was lost) the customer sees one.</summary>
    private DoitpayPayment? Offered(long amount) => world.Doitpay.Payments.FirstOrDefault(p =>
        p.Amount == amount && p.State == DoitpayState.Pending && world.Telegram.Replies(Id).Any(m => m.Text.Contains(p.PartnerReference, StringComparison.Ordinal)));

    private async Task BuyAsync(CancellationToken closing)
    {
        var links = Enumerable.Range(0, random.Next(2) == 0 ? 1 : random.Next(2, LinksMax + 1)).Select(_ => random.Next(4) == 0 ? Shared(random.Next(SharedLinks)) : Own(++_links));
        var sent = await SendAsync(string.Join('\n', links));
        if (random.Next(5) == 0 && sent.UpdateId is { } update)
        {
            world.Telegram.RepeatUpdate(update);
        }

        await HappensAsync(() => world.Telegram.Replies(Id).Any(m => m.Id > sent.Id) && Open() <= OpenMax, closing);
    }

    private Task<TelegramMessage> SendAsync(string text) => world.Telegram.SendTextAsync(Id, text);

    private int Open() => world.Scalar<int>(
        "SELECT count(*) FROM orders WHERE chat_id = @chat AND state NOT IN ('delivered', 'failed')", new { chat = Id.ToString(CultureInfo.InvariantCulture) });

    // Words that no other link shares: a lost answer's webhook is placed by its title.
    private string Own(int number) => Link($"motion{place}x{number}-poster{place}x{number}", (place * 100_000) + number);

    private static string Shared(int number) => Link($"bersama{number}-favorit{number}", 9_000_000 + number);

    private static string Link(string slug, int code) => string.Create(CultureInfo.InvariantCulture, $"https://elements.envato.com/{slug}-{code:D7}");

    /// <summary>False: the shop closes for the day, the test that is, before it happened.</summary>
    private static async Task<bool> HappensAsync(Func<bool> condition, CancellationToken closing)
    {
        while (!condition())
        {
            if (closing.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(30, CancellationToken.None);
        }

        return true;
    }
}
