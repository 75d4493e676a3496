using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class WhatsAppOptionsTests
{
    private const string PublicUrl = "https://shop.example";

    [Fact]
    public void Switched_off_it_asks_for_nothing() => Assert.Empty(Problems(new WhatsAppOptions { BaseUrl = "?", ApiVersion = "" }, null));

    [Fact]
    public void Four_keys_and_a_public_address_are_enough() => Assert.Empty(Problems(Options()));

    [Fact]
    public void Every_problem_is_told_at_once_and_no_secret_is_quoted()
    {
        var options = new WhatsAppOptions
        {
            Enabled = true, AccessToken = "EAAG secret", AppSecret = "0123 secret", VerifyToken = "my secret", PhoneNumberId = "+62 812", BaseUrl = "ftp://x",
            ApiVersion = "25", MessagesPerSecond = 0, DeliveryTemplate = new WhatsAppTemplateOptions { Name = "Pesanan Siap", Language = "Indonesian" },
        };

        var problems = Problems(options, "http://shop.example");
        Assert.Equal(
            "WhatsApp:AccessToken WhatsApp:AppSecret WhatsApp:VerifyToken WhatsApp:PhoneNumberId WhatsApp:BaseUrl WhatsApp:ApiVersion WhatsApp:MessagesPerSecond"
            + " WhatsApp:DeliveryTemplate:Name WhatsApp:DeliveryTemplate:Language Server:PublicUrl",
            string.Join(' ', problems.Select(problem => problem.Split(' ')[0])));
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal) && problem.Contains("EAAG", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_is_called_missing()
    {
        var problems = Problems(new WhatsAppOptions { Enabled = true }, null);
        Assert.Contains(problems, problem => problem.StartsWith("WhatsApp:AccessToken is missing", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("WhatsApp:AppSecret is missing", StringComparison.Ordinal));
        Assert.Equal(5, problems.Count);
    }

    [Theory]
    [InlineData("https://graph.facebook.com", "http://127.0.0.1:8080", false)]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.1:9000", "http://shop.example", false)]
    [InlineData("http://127.0.0.1:9000", "https://shop.example", true)]
    public void Meta_calls_https_and_the_sandbox_on_this_machine_http(string baseUrl, string publicUrl, bool isGood)
    {
        var options = Options();
        options.BaseUrl = baseUrl;
        Assert.Equal(isGood, Problems(options, publicUrl).Count == 0);
    }

    [Fact]
    public async Task The_secrets_come_from_files_too_and_the_bot_needs_no_telegram()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["WhatsApp:Enabled"] = "true", ["WhatsApp:PhoneNumberId"] = "106540352242922" };
        foreach (var key in new[] { "AccessToken", "AppSecret", "VerifyToken" })
        {
            var path = Path.Combine(folder.Path, key);
            await File.WriteAllTextAsync(path, $"{key}-of-a-file\n");
            settings[$"WhatsApp:{key}_FILE"] = path;
        }

        settings["Server:PublicUrl"] = PublicUrl;
        var (_, setup) = BotApp.Compose([], new BotOverrides { Settings = settings, ConsoleLogs = false });
        var options = setup.Services.Select(s => s.ImplementationInstance).OfType<WhatsAppOptions>().Single();
        Assert.Equal(("AccessToken-of-a-file", "AppSecret-of-a-file", "VerifyToken-of-a-file"), (options.AccessToken, options.AppSecret, options.VerifyToken));
        Assert.DoesNotContain(setup.Options.Problems, problem => problem.StartsWith("WhatsApp:", StringComparison.Ordinal));
    }

    internal static WhatsAppOptions Options() => new()
    {
        Enabled = true, AccessToken = "EAAGtest0123456789", PhoneNumberId = "106540352242922", AppSecret = "0123456789abcdef0123456789abcdef", VerifyToken = "verify-0123456789",
    };

    private static List<string> Problems(WhatsAppOptions options, string? publicUrl = PublicUrl)
    {
        var problems = new List<string>();
        options.Validate(problems, publicUrl);
        return problems;
    }
}
