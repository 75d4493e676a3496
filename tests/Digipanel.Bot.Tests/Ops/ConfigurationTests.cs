using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Ops;

public sealed class ConfigurationTests
{
    [Fact]
    public void Every_problem_is_listed_in_one_message()
    {
        var e = Assert.Throws<ConfigurationProblemsException>(() => BotApp.Build([], new BotOverrides
        {
            ConsoleLogs = false,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Shop:MinTopup"] = "ten",
                ["Shop:Pris"] = "500",
                ["Shop:TopupExpiry"] = "00:05:00",
                ["Server:PublicUrl"] = "bot.example.com",
                ["Storage:Provider"] = "Oracle",
                ["Admins:0"] = "budi",
                ["Admins:1"] = "telegram:12",
            },
        }));
        foreach (var part in new[] { "Shop:MinTopup", "Shop:Pris", "Shop:TopupExpiry", "Server:PublicUrl", "Storage:Provider", "'budi'" })
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("telegram:12'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Admins", "telegram:12", "Admins__0")]
    [InlineData("Shop:TopupAmounts", "25000", "Shop__TopupAmounts__0")]
    [InlineData("Digipanel:Accounts", "main", "Digipanel__Accounts__0")]
    [InlineData("Doitpay:Methods", "QRIS", "Doitpay__Methods__0")]
    public void A_list_that_is_written_as_one_value_is_a_problem_that_says_how_to_write_it(string key, string value, string mend) =>
        Assert.Contains(Problems((key, value)), p => p.StartsWith(key + " ", StringComparison.Ordinal) && p.Contains(mend, StringComparison.Ordinal));

    [Theory]
    [InlineData("Shop:TopupAmounts", "25000", "Shop:TopupAmounts:0", "50000")]
    [InlineData("Digipanel:Accounts", "main", "Digipanel:Accounts:0:Name", "other")]
    [InlineData("Doitpay:Methods", "QRIS", "Doitpay:Methods:0", "DANA")]
    public void So_it_is_beside_entries_that_are_written_as_they_should(string key, string value, string entry, string entryValue) =>
        Assert.Contains(Problems((key, value), (entry, entryValue)), p => p.StartsWith(key + " ", StringComparison.Ordinal));

    [Theory]
    [InlineData("bot.example.com")]
    [InlineData("ftp://bot.example.com")]
    [InlineData("https://bot.example.com/?shop=1")]
    [InlineData("https://bot.example.com/#x")]
    public void A_public_address_that_nothing_can_be_added_to_is_a_problem(string url) =>
        Assert.Contains(Problems(("Server:PublicUrl", url)), p => p.StartsWith("Server:PublicUrl is", StringComparison.Ordinal));

    [Fact]
    public void A_shop_that_nobody_can_talk_to_does_not_open() =>
        Assert.Contains(Problems(("Telegram:Enabled", "false")), p => p.Contains("Telegram:Enabled", StringComparison.Ordinal));

    [Theory]
    [InlineData("localhost")]
    [InlineData("8080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:x")]
    [InlineData("http://127.0.0.1:8080/bot")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://127.0.0.1:8080;ftp://127.0.0.1:21")]
    public void An_address_to_listen_on_that_Kestrel_cannot_use_is_a_problem(string urls) =>
        Assert.Contains(Problems(("Urls", urls)), p => p.StartsWith("Urls ", StringComparison.Ordinal));

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData(" http://localhost:0 ; http://[::1]:8080/\r")]
    [InlineData("http://*:8080;http://+:80;http://0.0.0.0")]
    [InlineData("http://unix:/run/bot.sock")]
    public void An_address_to_listen_on_that_Kestrel_takes_is_none(string urls) =>
        Assert.DoesNotContain(Problems(("Urls", urls)), p => p.StartsWith("Urls ", StringComparison.Ordinal));

    [Theory]
    [InlineData("Telegram:BotToken_FILE", "123456789:AAnot-a-real-token")]
    [InlineData("Doitpay:PrivateKeyPem_FILE", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("Doitpay:PrivateKeyPath", "-----BEGIN PRIVATE KEY-----\nabc")]
    public void A_secret_where_the_name_of_its_file_belongs_is_not_repeated(string key, string secret)
    {
        var problems = Problems((key, secret));
        Assert.Contains(problems, p => p.Contains(key.Split('_')[0], StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("telegram:99999999999999999999")]
    [InlineData("telegram:-5")]
    [InlineData("telegram:")]
    [InlineData("")]
    public void An_admin_whose_id_is_no_id_is_a_problem(string admin) =>
        Assert.Contains(Problems(("Admins:0", admin)), p => p.StartsWith("Admins holds", StringComparison.Ordinal));

    [Fact]
    public async Task White_space_around_values_does_not_matter()
    {
        using var folder = new TempFolder();
        await using var world = BotApp.Build([], new BotOverrides
        {
            ConsoleLogs = false,
            RunPumps = false,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Urls"] = "http://127.0.0.1:0 \r",
                ["Server:PublicUrl"] = " https://bot.example.com/ \r",
                ["Storage:ConnectionString"] = folder.ConnectionString + "\r",
                ["Telegram:Enabled"] = "true\r",
                ["Telegram:Mode"] = "Webhook\r",
                ["Telegram:BotToken"] = "123456789:AAnot-a-real-token\r",
                ["Telegram:WebhookSecret"] = "secret\r",
                ["Telegram:BaseUrl"] = "http://127.0.0.1:9/ \r",
                ["Digipanel:BaseUrl"] = "http://127.0.0.1:9/ \r",
                ["Digipanel:Accounts:0:Name"] = "main\r",
                ["Digipanel:Accounts:0:ApiKey"] = "dgp_sk_test\r",
                ["Digipanel:Accounts:0:WebhookSecret"] = "whsec\r",
                ["Doitpay:BaseUrl"] = "http://127.0.0.1:9/ \r",
                ["Doitpay:ClientKey"] = "ck\r",
                ["Doitpay:PartnerId"] = "p\r",
                ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8") + "\r",
                ["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public") + "\r",
                ["Admins:0"] = "telegram:12\r",
            },
        });
        await world.StartAsync();
        Assert.Equal("12", Assert.Single(world.Services.GetRequiredService<AdminOptions>().Addresses).ChatId);
        Assert.Equal("whsec", world.Services.GetRequiredService<DigipanelOptions>().Accounts[0].WebhookSecret);
        await world.StopAsync();
    }

    private static IReadOnlyList<string> Problems(params (string Key, string Value)[] settings) =>
        Assert.Throws<ConfigurationProblemsException>(() => BotApp.Build([], new BotOverrides
        {
            ConsoleLogs = false,
            Settings = settings.Append(("Storage:Provider", "Oracle")).ToDictionary(s => s.Item1, s => (string?)s.Item2, StringComparer.Ordinal),
        })).Problems;
}
