using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Words as commands and numbers as options, with the shop's real commands behind them.</summary>
public sealed class WordsAndNumbersTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private TopupHost _shop = null!;
    private int _updates;

    public async Task InitializeAsync() => _shop = await TopupHost.StartAsync(_folder, null, new FakeTime(), new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Doitpay:PrivateKeyPem"] = TestKeys.Pkcs8Pem, ["Doitpay:PublicKeyPem"] = TestKeys.PublicPem, ["Doitpay:Methods:0"] = "QRIS",
    });

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("saldo", "Saldo")]
    [InlineData("Saldo?", "Saldo")]
    [InlineData("/saldo", "Saldo")]
    [InlineData("SALDO kak", "Saldo")]
    [InlineData("Menu!", "Halo Budi")]
    [InlineData("hai kak, mau tanya", "Halo Budi")]
    [InlineData("kak", "belum paham")]
    [InlineData("saldoku berapa", "belum paham")]
    public async Task A_first_word_that_is_a_commands_name_is_the_command(string text, string answer) =>
        Assert.Contains(answer, await AnswerAsync(text), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("topup 50rb")]
    [InlineData("Top up 50rb")]
    [InlineData("top-up 50.000")]
    public async Task Arguments_follow_the_word(string text)
    {
        await SayAsync(text);
        Assert.Equal(50_000, _shop.Only.Amount.Value);
    }

    [Theory]
    [InlineData("link saya mana kak?", "belum paham")]
    [InlineData("link drive", "belum paham")]
    [InlineData("status saya gimana", "Tidak ada")]
    public async Task A_word_that_also_means_something_else_is_no_riddle(string text, string answer) =>
        Assert.Contains(answer, await AnswerAsync(text), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Where_slashes_are_written_a_word_is_a_word()
    {
        await _shop.SayAsync("saldo");
        Assert.Contains("belum paham", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_after_a_commands_word_is_what_is_meant()
    {
        await SayAsync("status https://elements.envato.com/neon-city-opener-ABC1234");
        Assert.DoesNotContain("belum paham", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("/status", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_the_option_that_was_shown()
    {
        await SayAsync("2", option: "saldo");
        Assert.Contains("Saldo", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_amount_that_was_asked_for_wins_over_an_option_of_that_number_and_a_number_too_small_does_not()
    {
        await SayAsync("topup");
        await SayAsync("2", option: "saldo");
        Assert.Contains("Saldo", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
        await SayAsync("25", option: "saldo");
        Assert.Contains("25.000", _shop.Messages[^1].Text.Markup, StringComparison.Ordinal);
        Assert.Empty(_shop.Topups);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData(" 2. ", 2)]
    [InlineData("2)", 2)]
    [InlineData("#10", 10)]
    [InlineData("2️⃣", 2)]
    [InlineData("0", null)]
    [InlineData("100", null)]
    [InlineData("-1", null)]
    [InlineData("2 kak", null)]
    [InlineData("٢", null)]
    [InlineData("", null)]
    public void A_number_is_one_or_two_digits(string text, int? number) => Assert.Equal(number, ShownOptions.NumberOf(text));

    private async Task<string> AnswerAsync(string text)
    {
        await SayAsync(text);
        return _shop.Messages[^1].Text.Markup;
    }

    // In the host's chat, so that its messages are seen; as a channel without slashes says it.
    private Task SayAsync(string text, string? option = null) => _shop.Service<Dispatcher>().DispatchAsync(
        TestStore.Update(text: text, externalId: $"w{++_updates}") with { WordsAreCommands = true, ShownOption = option }, default);
}
