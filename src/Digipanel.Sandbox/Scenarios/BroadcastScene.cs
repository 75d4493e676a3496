using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>An admin advertises to everybody, and the bot is killed in the middle of it.</summary>
internal sealed class BroadcastScene : IScene
{
    private const string Words = "Promo akhir tahun! 🎉";
    private const int PeoplePerCustomer = 3;
    private const int BlockingOf = 12;

    /// <inheritdoc/>
    public string Name => "broadcast";

    /// <inheritdoc/>
    public string Title => "A broadcast, and kill -9";

    /// <inheritdoc/>
    public string About => "Dewi sends a picture to everybody; one in twelve has blocked the bot, and the bot is killed in the middle. Nobody gets it twice. Look at Dewi's chat.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps { get; } = ["Customers come", "Dewi writes it", "It goes out", "kill -9", "It goes on", "The report"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SummaryLine>> PlayAsync(Stage stage, CancellationToken ct)
    {
        var telegram = stage.Sandbox.Telegram;
        var people = stage.Enter(stage.Tempo.Crowd * PeoplePerCustomer);
        stage.Step(0, $"{people.Count} customers say hello; one in {BlockingOf} blocks the bot later.");
        await Task.WhenAll(people.Select(person => person.SayAsync("/start")));
        await UntilAsync(() => people.All(person => telegram.Replies(person.Id).Count > 0), ct);

        stage.Step(1, "Dewi has a picture, and answers it with /broadcast. She sees it as customers will, and how many that are.");
        var admin = telegram.AddUser(People.Admin);
        var picture = await telegram.SendPhotoAsync(admin.Id, PageFiles.Bytes("promo.png"), Words);
        await telegram.SendTextAsync(admin.Id, "/broadcast", replyTo: picture.Id);
        var send = await ButtonAsync("kirim", ct);
        await stage.ThinkAsync(ct);

        // Blocked without a word to the bot, as by people who do it while it is down.
        var blocking = people.Where((_, i) => i % BlockingOf == BlockingOf / 2).ToList();
        foreach (var person in blocking)
        {
            telegram.AddUser(person.User, TelegramReach.Blocked);
        }

        await telegram.PressAsync(admin.Id, send.Message, send.Data);
        stage.Step(2, "It goes out, just under Telegram's pace; customers' own messages pass before it.");
        await UntilAsync(() => people.Count(person => Copies(person) > 0) >= people.Count / 3, ct);
        stage.Step(3, "The bot is killed in the middle of it, and starts on the same database.");
        var before = people.Count(person => Copies(person) > 0);
        if (stage.Sandbox.Bot is { } bot)
        {
            await bot.RestartAsync(kill: true);
        }

        stage.Step(4, $"{before} had it already. It goes on with the others.");
        await UntilAsync(() => telegram.Replies(admin.Id).Any(IsReport), ct);
        stage.Step(5, "The report: who got it, who has blocked the bot, and whom the kill has left in doubt.");
        var copies = people.Select(Copies).ToList();
        var missed = people.Except(blocking).Count(person => Copies(person) == 0);
        return
        [
            new("Got it once", $"{copies.Count(n => n == 1)}"),
            new("Got it twice", $"{copies.Count(n => n > 1)}", copies.All(n => n <= 1)),
            new("Blocked the bot", $"{blocking.Count}"),
            new("In doubt, and told so", missed == 0 ? "nobody" : $"{missed}"),
        ];

        int Copies(ScenePerson person) => telegram.Replies(person.Id).Count(m => m.Photo is not null && m.Text == Words);

        bool IsReport(TelegramMessage message) => message.Text.Contains("selesai", StringComparison.Ordinal);

        async Task<(int Message, string Data)> ButtonAsync(string what, CancellationToken token)
        {
            (int, string)? found = null;
            await UntilAsync(
                () => (found = telegram.Replies(admin.Id)
                    .SelectMany(m => m.AllButtons.Where(b => b.CallbackData?.Contains($":{what}:", StringComparison.Ordinal) == true).Select(b => ((int, string)?)(m.Id, b.CallbackData!)))
                    .LastOrDefault()) is not null,
                token);
            return found!.Value;
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken ct)
    {
        while (!isSo())
        {
            await Stage.PauseAsync(TimeSpan.FromMilliseconds(50), ct);
        }
    }
}
