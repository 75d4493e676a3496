using System.Security.Cryptography;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Sandbox;

/// <summary>Keys and tokens made afresh at every start, worth nothing anywhere else.</summary>
internal sealed record SandboxSecrets(
    string TelegramToken, string WhatsAppToken, string AppSecret, string VerifyToken, string ApiKey, string WebhookSecret, string ClientKey, string PartnerId, DoitpayKeys Keys)
{
    /// <summary>The account's name, at Digipanel and in the bot's settings.</summary>
    public const string Account = "utama";

    private const long ShopsStartBalance = 50_000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static SandboxSecrets Create() => new(
        $"7000000001:{Random(35)}",
        $"EAA{Random(60)}",
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        Random(32),
        $"dgp_sk_{Random(32)}",
        $"whsec_{Random(32)}",
        $"ck_{Random(24)}",
        $"M{RandomNumberGenerator.GetString("0123456789", 8)}",
        DoitpayKeys.Create());

    /// <summary>Digipanel with one account whose webhooks go to the bot.</summary>
    public DigipanelServerOptions DigipanelOptions(Uri bot, TimeSpan window) => new()
    {
        Window = window,
        Accounts = [new DigipanelAccountSeed(Account, ApiKey, WebhookSecret, ShopsStartBalance, new Uri(bot, $"/webhooks/digipanel/{Account}").ToString())],
    };

    /// <summary>WhatsApp, with a number of the shop's.</summary>
    public WhatsAppServerOptions WhatsAppOptions() => new() { AccessToken = WhatsAppToken, AppSecret = AppSecret, VerifyToken = VerifyToken };

    /// <summary>Doitpay, knowing the shop's public key, with notifications to the bot.</summary>
    public DoitpayServerOptions DoitpayOptions(Uri bot) => new()
    {
        ClientKey = ClientKey,
        PartnerId = PartnerId,
        Keys = Keys,
        NotifyBaseUrl = bot.ToString().TrimEnd('/'),
    };

    // A record prints its members: these are secrets, even if small ones.
    public override string ToString() => nameof(SandboxSecrets);

    private static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);
}
