using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>Two messages of the outside world never arrive, and the bot finds out all the same.</summary>
internal sealed class LostWebhookScene : IScene
{
    private const long Amount = 50_000;

    /// <inheritdoc/>
    public string Name => "lost-webhook";

    /// <inheritdoc/>
    public string Title => "Two words are lost";

    /// <inheritdoc/>
    public string About => "Doitpay's notice of a payment and Digipanel's webhook of a download never arrive. The bot asks, and finds both.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps { get; } = ["Budi pays", "The notice is lost", "The bot asks and credits", "Budi pastes a link", "The webhook is lost", "The bot asks and delivers"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SummaryLine>> PlayAsync(Stage stage, CancellationToken ct)
    {
        var (doitpay, digipanel) = (stage.Sandbox.Doitpay, stage.Sandbox.Digipanel);
        var budi = stage.Enter(1)[0];
        stage.Step(0, "Budi asks for a top-up and gets a QR code.");
        await budi.SayAsync("/start");
        await stage.ThinkAsync(ct);
        var topup = await budi.AskTopupAsync(Amount, ct);
        await stage.ThinkAsync(ct);

        var asked = Asked();
        doitpay.Options.Notifications.Lost.Next();
        budi.Pay(topup);
        stage.Step(1, "Budi has paid. Doitpay has the money, but its notice is lost on the way: nobody tells the bot.");
        await stage.ThinkAsync(ct);
        await budi.CreditedAsync(topup, ct);
        var askedForMoney = Asked() - asked;
        stage.Step(2, "The bot asked Doitpay by itself, learnt of the payment and credited it, once.");
        await stage.ThinkAsync(ct);

        digipanel.Options.Webhooks.Lost.Next();
        stage.Step(3, "Budi pastes a link. Its price is held, and Digipanel begins.");
        await budi.PasteAsync(1, ct);
        await stage.WhenAsync(rows => rows.In("submitted") + rows.In("delivered") > 0, ct);
        await digipanel.WhenAsync(() => digipanel.Downloads.Any(download => download.State == DownloadState.Done), "the download").WaitAsync(ct);
        stage.Step(4, "Digipanel has the file, but its webhook is lost: the order waits.");
        await stage.WhenAsync(rows => rows.Open == 0, ct);
        var askedForFile = digipanel.Calls.Of(DigipanelOperations.Details);
        stage.Step(5, "The bot asked Digipanel by itself, found the file and delivered it.");
        await stage.ThinkAsync(ct);
        return
        [
            new("Asked for the payment", Times(askedForMoney), askedForMoney > 0),
            new("Asked for the file", Times(askedForFile), askedForFile > 0),
        ];

        static string Times(int count) => count == 1 ? "once" : $"{count} times";

        int Asked() => doitpay.Calls.Of(DoitpayOperations.QrisStatus);
    }
}
