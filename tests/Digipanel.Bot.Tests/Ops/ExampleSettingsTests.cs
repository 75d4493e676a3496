using System.Reflection;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Ops;

/// <summary>What an operator copies must work: appsettings.example.json and the files of deploy/.</summary>
public sealed class ExampleSettingsTests
{
    public static TheoryData<string, Type> Sections => new()
    {
        { "Server", typeof(ServerOptions) },
        { "Storage", typeof(StorageOptions) },
        { TelegramOptions.Section, typeof(TelegramOptions) },
        { WhatsAppOptions.Section, typeof(WhatsAppOptions) },
        { "Digipanel", typeof(DigipanelOptions) },
        { DoitpayOptions.Section, typeof(DoitpayOptions) },
        { "Shop", typeof(ShopOptions) },
        { "Audit", typeof(AuditOptions) },
    };

    private static string Root => SourceTree.Root;

    private static string ExamplePath => Path.Combine(Root, "appsettings.example.json");

    [Fact]
    public async Task The_example_starts_the_bot_once_its_key_files_are_there()
    {
        using var folder = new TempFolder();
        await using var app = Build(folder, new ConfigurationBuilder().AddJsonFile(ExamplePath).Build().AsEnumerable());
        Assert.NotNull(app);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_setting_stands_in_the_example(string section, Type options)
    {
        // As text, because an alternative such as PrivateKeyPem stands there as a comment.
        var example = File.ReadAllText(ExamplePath);
        Assert.All(SettingsOf(options), name => Assert.Contains($"\"{name}\"", example, StringComparison.Ordinal));
        Assert.Contains($"\"{section}\"", example, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_example_shows_the_defaults(string section, Type options)
    {
        var example = new ConfigurationBuilder().AddJsonFile(ExamplePath).Build().GetSection(section);
        var defaults = Activator.CreateInstance(options)!;
        var shown = Activator.CreateInstance(options)!;
        example.Bind(shown);
        foreach (var property in options.GetProperties().Where(p => p.CanWrite && IsPlain(p.PropertyType)))
        {
            var value = property.GetValue(defaults);

            // Secrets, names and addresses of one's own have no default; Telegram is off until somebody has a token.
            if (value is not (null or "" or false))
            {
                Assert.Equal((property.Name, value), (property.Name, property.GetValue(shown)));
            }
        }
    }

    [Fact]
    public async Task The_settings_of_the_deploy_files_start_the_bot_once_the_secrets_are_there()
    {
        using var folder = new TempFolder();
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["telegram_bot_token"] = "123456789:not-a-real-token",
            ["digipanel_api_key"] = "dgp_sk_test",
            ["digipanel_webhook_secret"] = "test-webhook-secret",
            ["doitpay_client_key"] = "test-client-key",
            ["doitpay_private_key"] = TestKeys.Pkcs8Pem,
            ["doitpay_public_key"] = TestKeys.PublicPem,
        };
        var forWhatsApp = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["whatsapp_access_token"] = "EAAtest",
            ["whatsapp_app_secret"] = "0123456789abcdef",
            ["whatsapp_verify_token"] = "a-word-of-our-own",
        };
        foreach (var (name, secret) in secrets.Concat(forWhatsApp))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, name), secret);
        }

        // What is commented out in env.example must work too.
        var env = Read("env.example", "=");
        var compose = Read("compose.yaml", ": ");
        var unit = Read("digipanel-bot.service", "=");
        Assert.Equal([.. secrets.Keys.Order(StringComparer.Ordinal)], SecretsOf(compose, "/run/secrets/"));
        Assert.Equal([.. secrets.Keys.Order(StringComparer.Ordinal)], SecretsOf(unit, "%d/"));
        var composeWhatsApp = Read("compose.whatsapp.yaml", ": ");
        var unitWhatsApp = Read("digipanel-bot-whatsapp.conf", "=");
        Assert.Equal([.. forWhatsApp.Keys.Order(StringComparer.Ordinal)], SecretsOf(composeWhatsApp, "/run/secrets/"));
        Assert.Equal([.. forWhatsApp.Keys.Order(StringComparer.Ordinal)], SecretsOf(unitWhatsApp, "%d/"));
        foreach (var deployed in new[] { compose, [.. compose, .. composeWhatsApp], unit, [.. unit, .. unitWhatsApp] })
        {
            await using var app = Build(folder, env.Concat(deployed).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value
                .Trim('"')
                .Replace("/run/secrets", folder.Path, StringComparison.Ordinal)
                .Replace("%d", folder.Path, StringComparison.Ordinal)
                .Replace("${DOMAIN:?set DOMAIN in .env}", "bot.example.com", StringComparison.Ordinal))));
            Assert.Equal("https://bot.example.com", app.Configuration["Server:PublicUrl"]);
            Assert.Equal(deployed.Exists(s => s.Key == "WhatsApp:Enabled"), app.Services.GetServices<IChatChannel>().Any(c => c.Name == "whatsapp"));
        }
    }

    private static WebApplication Build(TempFolder folder, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        all["Storage:ConnectionString"] = folder.ConnectionString;
        if (!all.TryGetValue("Doitpay:PrivateKeyPath", out var path) || !File.Exists(path))
        {
            all["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8");
            all["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public");
        }

        return BotApp.Build([], new BotOverrides { ConsoleLogs = false, RunPumps = false, Settings = all });
    }

    // Lines such as `KEY__OF__SETTING=value`, whatever stands before the key.
    private static List<(string Key, string Value)> Read(string file, string separator) =>
    [
        .. File.ReadLines(Path.Combine(Root, "deploy", file))
            .Select(line => line.Trim().TrimStart('#').Replace("Environment=", "", StringComparison.Ordinal).Trim('"').Split(separator, 2))
            .Where(parts => parts.Length == 2 && parts[0].Contains("__", StringComparison.Ordinal) && parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            .Select(parts => (parts[0].Replace("__", ":", StringComparison.Ordinal), parts[1])),
    ];

    private static string[] SecretsOf(IEnumerable<(string Key, string Value)> settings, string folder) =>
        [.. settings.Where(s => s.Value.StartsWith(folder, StringComparison.Ordinal)).Select(s => s.Value[folder.Length..]).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> SettingsOf(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite || p.PropertyType.IsGenericType && !p.PropertyType.Name.StartsWith("IReadOnly", StringComparison.Ordinal))
        .SelectMany(p => p.PropertyType switch
        {
            { IsGenericType: true } list when list.GetGenericArguments()[0].Namespace == options.Namespace => SettingsOf(list.GetGenericArguments()[0]).Prepend(p.Name),
            { IsClass: true } nested when nested.Namespace == options.Namespace => SettingsOf(nested).Prepend(p.Name),
            _ => [p.Name],
        });

    private static bool IsPlain(Type type) => type.IsValueType || type == typeof(string);
}
