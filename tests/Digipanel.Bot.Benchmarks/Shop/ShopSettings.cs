using System.Security.Cryptography;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>The settings of a shop on loopback, the same for the published program and for one inside this process.</summary>
internal static class ShopSettings
{
    public const string Token = "123456789:benchmarks-have-no-real-token-000";
    public const string TelegramSecret = "telegram-secret-of-the-benchmarks";
    public const string DigipanelSecret = "digipanel-secret-of-the-benchmarks";

    /// <summary>Telegram's ids of the customers that a seeded database has: this and those after it.</summary>
    public const long FirstCustomer = 1_000_000;

    private static readonly (string Private, string Public) Keys = NewKeys();

    /// <param name="database">The database file.</param>
    /// <param name="port">Where the bot listens.</param>
    /// <param name="stubPort">Where Telegram and Digipanel are played.</param>
    public static Dictionary<string, string?> For(string database, int port, int stubPort) => new(StringComparer.Ordinal)
    {
        ["Urls"] = $"http://127.0.0.1:{port}",
        ["Server:PublicUrl"] = $"http://127.0.0.1:{port}",
        ["Storage:ConnectionString"] = $"Data Source={database}",
        ["Telegram:Enabled"] = "true",
        ["Telegram:BotToken"] = Token,
        ["Telegram:BaseUrl"] = $"http://127.0.0.1:{stubPort}",
        ["Telegram:Mode"] = "Webhook",
        ["Telegram:WebhookSecret"] = TelegramSecret,
        ["Telegram:MessagesPerSecond"] = "100000",
        ["Digipanel:BaseUrl"] = $"http://127.0.0.1:{stubPort}/api/v1",
        ["Digipanel:Accounts:0:Name"] = "main",
        ["Digipanel:Accounts:0:ApiKey"] = "dgp_sk_benchmarks",
        ["Digipanel:Accounts:0:WebhookSecret"] = DigipanelSecret,
        ["Doitpay:BaseUrl"] = $"http://127.0.0.1:{stubPort}",
        ["Doitpay:ClientKey"] = "benchmarks",
        ["Doitpay:PartnerId"] = "benchmarks",
        ["Doitpay:PrivateKeyPem"] = Keys.Private,
        ["Doitpay:PublicKeyPem"] = Keys.Public,
    };

    /// <summary>As environment variables.</summary>
    public static Dictionary<string, string> AsEnvironment(IReadOnlyDictionary<string, string?> settings) =>
        settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!, StringComparer.Ordinal);

    private static (string Private, string Public) NewKeys()
    {
        using var rsa = RSA.Create(2048);
        return (rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }
}
