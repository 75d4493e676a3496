using System.Text.RegularExpressions;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;
using Xunit.Abstractions;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>A whole visit, from the greeting to the history. What the chat then says, to be read in a row: artifacts/texts/visit-id.txt and visit-en.txt.</summary>
public sealed partial class VisitTests(ITestOutputHelper output)
{
    private const long Ayu = 100;
    private const string Good = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Bad = "https://elements.envato.com/broken-item-XYZ7890";

    private const string StillToSay = "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending') + (SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed'))";

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task A_whole_visit_leaves_a_chat_that_reads_well(string language)
    {
        await using var world = await ShopWorld.StartAsync();
        world.Digipanel.Options.FailsFor = url => url.Contains("broken", StringComparison.Ordinal);
        world.Telegram.AddUser(new TelegramUser(Ayu, "Ayu", LanguageCode: language));
        await AskAsync(world, "/start", "/help", "/harga", "/saldo", "halo kak");
        await TopUpAsync(world);
        await AskAsync(world, $"{Good} {Bad} https://videohive.net/item/foo/123");
        await AskAsync(world, Good, "/status", "/status 1", "/history", "/history saldo", "/cancel", "50rb", "/bahasa");

        var chat = world.Telegram.Transcript(Ayu);
        output.WriteLine(chat);
        var folder = Directory.CreateDirectory(Path.Combine(SourceTree.Root, "artifacts", "texts"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"visit-{language}.txt"), chat);
        Assert.All(AnyAmount().Matches(chat), m => Assert.Matches(@"^Rp [0-9]{1,3}(\.[0-9]{3})*(?![0-9])", m.Value));
        await world.UntilEveryPressIsAnsweredAsync();
        world.AuditBooks();
    }

    // Amount, method, another method, a look, and the payment.
    private static async Task TopUpAsync(ShopWorld world)
    {
        await AskAsync(world, "/topup");
        await PressAsync(world, "isi:50000");
        await PressAsync(world, "QRIS");
        await PressAsync(world, "bayar:ganti");
        await PressAsync(world, "DANA");
        await PressAsync(world, "bayar:cek");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM topups WHERE check_answered = 1") == 1, "the look is answered");
        world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference);
        await ShopWorld.UntilAsync(() => world.Wallet(Ayu) == 50_000 && world.Scalar<int>(StillToSay) == 0, "the top-up is credited and told");
    }

    private static async Task AskAsync(ShopWorld world, params string[] texts)
    {
        foreach (var text in texts)
        {
            await world.Telegram.AskAsync(Ayu, text);
            await ShopWorld.UntilAsync(() => world.Scalar<int>(StillToSay) == 0, $"all is said about {text}");
        }
    }

    private static async Task PressAsync(ShopWorld world, string data)
    {
        bool Fits(TelegramButton button) => button.CallbackData?.Contains(data, StringComparison.Ordinal) == true;
        var message = await world.Telegram.WaitForMessageAsync(Ayu, m => m.AllButtons.Any(Fits));
        var press = await world.Telegram.PressAsync(Ayu, message.Id, message.AllButtons.First(Fits).CallbackData!);
        await world.Telegram.WaitForAnswerAsync(press.QueryId);
    }

    [GeneratedRegex(@"\bRp.{0,14}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AnyAmount();
}
