using Digipanel.Sandbox.Money;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>A customer of a scene: does in the chat what a customer does, and knows nothing of the bot but what it shows.</summary>
internal sealed class ScenePerson(Stage stage, TelegramUser user)
{
    private const string Method = "QRIS";

    /// <summary>Who it is.</summary>
    public string Name => user.FirstName;

    /// <summary>Their Telegram id.</summary>
    public long Id => user.Id;

    /// <summary>As Telegram has them.</summary>
    public TelegramUser User => user;

    /// <summary>Says a text.</summary>
    public Task SayAsync(string text) => stage.Sandbox.Telegram.SendTextAsync(user.Id, text);

    /// <summary>Asks for a QRIS top-up, chooses the method where asked, and has the invoice.</summary>
    public async Task<TopupRow> AskTopupAsync(long rupiah, CancellationToken ct)
    {
        var telegram = stage.Sandbox.Telegram;
        var said = await telegram.SendTextAsync(user.Id, $"/topup {rupiah}");
        var pressed = false;
        return await stage.WhenAsync(
            rows =>
            {
                // The offer may be a new message or the one that this person had before, edited.
                var offer = pressed ? null : telegram.Replies(user.Id).LastOrDefault(m => m.Id > said.Id && m.AllButtons.Any(IsMethod));
                pressed = pressed || (offer is not null && TryPress(offer));

                return rows.Topups.FirstOrDefault(t => t.CustomerId == user.Id && t.State == "issued");
            },
            ct);

        bool TryPress(TelegramMessage offer)
        {
            try
            {
                _ = telegram.PressAsync(user.Id, offer.Id, offer.AllButtons.First(IsMethod).CallbackData!);
                return true;
            }
            catch (ArgumentException)
            {
                // The bot took the button away while the finger was on its way.
                return false;
            }
        }

        static bool IsMethod(TelegramButton button) => button.CallbackData is not null && button.Text.Contains(Method, StringComparison.Ordinal);
    }

    /// <summary>Pays at Doitpay, as a phone's camera would.</summary>
    public void Pay(TopupRow topup) => stage.Sandbox.Doitpay.Pay(topup.Reference);

    /// <summary>Waits until the money is in the wallet.</summary>
    public Task CreditedAsync(TopupRow topup, CancellationToken ct) => stage.WhenAsync(rows => rows.Topups.Any(t => t.Id == topup.Id && t.State == "paid"), ct);

    /// <summary>All of it.</summary>
    public async Task TopUpAsync(long rupiah, CancellationToken ct)
    {
        var topup = await AskTopupAsync(rupiah, ct);
        await stage.ThinkAsync(ct);
        Pay(topup);
        await CreditedAsync(topup, ct);
    }

    /// <summary>Pastes new links and waits until the bot has taken them.</summary>
    public async Task PasteAsync(int links, CancellationToken ct)
    {
        var before = (await stage.WhenAsync(rows => rows, ct)).Orders.Count(o => o.CustomerId == user.Id);
        await SayAsync(string.Join('\n', Enumerable.Range(0, links).Select(_ => ExampleLinks.New())));
        await stage.WhenAsync(rows => rows.Orders.Count(o => o.CustomerId == user.Id) >= before + links, ct);
    }
}
