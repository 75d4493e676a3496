using Digipanel.Bot.Chat.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class TelegramOptionsTests
{
    [Fact]
    public void Switched_off_it_asks_for_nothing() => Assert.Empty(Problems(new TelegramOptions { Mode = (TelegramMode)7, BaseUrl = "?" }));

    [Fact]
    public void Polling_needs_a_token_only() => Assert.Empty(Problems(Options()));

    [Theory]
    [InlineData("", "Telegram:BotToken is missing")]
    [InlineData("your-token", "Telegram:BotToken does not look like")]
    [InlineData("123456789:", "Telegram:BotToken does not look like")]
    [InlineData("abc:AAtest-Token_0123456789", "Telegram:BotToken does not look like")]
    [InlineData("123456789:AAtest Token", "Telegram:BotToken does not look like")]
    [InlineData("123456789:AAtest/../Token", "Telegram:BotToken does not look like")]
    public void A_wrong_token_is_named_and_never_quoted(string token, string expected)
    {
        var options = Options();
        options.BotToken = token;

        var problem = Assert.Single(Problems(options));

        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
        Assert.True(token.Length == 0 || !problem.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var options = new TelegramOptions { Enabled = true, BotToken = "x", BaseUrl = "ftp://x", Mode = TelegramMode.Webhook, WebhookSecret = "with space" };

        Assert.Equal(
            "Telegram:BotToken Telegram:BaseUrl Telegram:WebhookSecret Server:PublicUrl",
            string.Join(' ', Problems(options, "http://shop.example").Select(problem => problem.Split(' ')[0])));
    }

    [Fact]
    public void The_mode_is_one_of_two()
    {
        var options = Options();
        options.Mode = (TelegramMode)7;

        Assert.Equal("Telegram:Mode must be Polling or Webhook.", Assert.Single(Problems(options)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1_000, 0)]
    [InlineData(100_001, 1)]
    public void The_pace_has_bounds(int messagesPerSecond, int problems)
    {
        var options = Options();
        options.MessagesPerSecond = messagesPerSecond;

        Assert.Equal(problems, Problems(options).Count(problem => problem.StartsWith("Telegram:MessagesPerSecond is", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://shop.example", 0)]
    [InlineData("https://shop.example:8443/bot", 0)]
    [InlineData("https://shop.example:5001", 1)]
    [InlineData("http://shop.example", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void A_webhook_needs_an_address_that_telegram_calls(string? publicUrl, int problems)
    {
        var options = Options();
        options.Mode = TelegramMode.Webhook;
        options.WebhookSecret = new string('a', 256);

        Assert.Equal(problems, Problems(options, publicUrl).Count);
    }

    [Fact]
    public void A_bot_api_server_on_this_machine_may_call_plain_http()
    {
        var options = Options();
        options.Mode = TelegramMode.Webhook;
        options.WebhookSecret = "secret";
        options.BaseUrl = "http://127.0.0.1:8081";

        Assert.Empty(Problems(options, "http://127.0.0.1:8080"));
        Assert.Single(Problems(options, "http://192.168.1.2:8080"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("é")]
    public void A_webhook_needs_a_secret_of_telegrams_alphabet(string secret)
    {
        var options = Options();
        options.Mode = TelegramMode.Webhook;
        options.WebhookSecret = secret;

        Assert.StartsWith("Telegram:WebhookSecret", Assert.Single(Problems(options, "https://shop.example")), StringComparison.Ordinal);
    }

    private static TelegramOptions Options() => new() { Enabled = true, BotToken = "123456789:AAtest-Token_0123456789" };

    private static List<string> Problems(TelegramOptions options, string? publicUrl = null)
    {
        var problems = new List<string>();
        options.Validate(problems, publicUrl);
        return problems;
    }
}
