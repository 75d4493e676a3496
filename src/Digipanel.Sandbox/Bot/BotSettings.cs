using Digipanel.Sandbox.Page;

namespace Digipanel.Sandbox.Bot;

/// <summary>The bot's whole configuration, as an operator would give it: by environment variables.</summary>
internal static class BotSettings
{
    public static Dictionary<string, string> Make(SandboxApp sandbox, SandboxSecrets secrets, SandboxFolder folder, Uri bot, SandboxOptions options)
    {
        var url = bot.ToString().TrimEnd('/');
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Urls"] = url,
            ["Server__PublicUrl"] = url,
            ["Storage__ConnectionString"] = $"Data Source={folder.Database}",
            ["Telegram__Enabled"] = "true",
            ["Telegram__BotToken"] = secrets.TelegramToken,
            ["Telegram__BaseUrl"] = sandbox.Telegram.BaseUrl,
            ["WhatsApp__Enabled"] = "true",
            ["WhatsApp__AccessToken"] = secrets.WhatsAppToken,
            ["WhatsApp__PhoneNumberId"] = sandbox.WhatsApp.Options.PhoneNumberId,
            ["WhatsApp__AppSecret"] = secrets.AppSecret,
            ["WhatsApp__VerifyToken"] = secrets.VerifyToken,
            ["WhatsApp__BaseUrl"] = sandbox.WhatsApp.BaseUrl,
            ["Digipanel__BaseUrl"] = sandbox.Digipanel.BaseUrl,
            ["Digipanel__Accounts__0__Name"] = SandboxSecrets.Account,
            ["Digipanel__Accounts__0__ApiKey"] = secrets.ApiKey,
            ["Digipanel__Accounts__0__WebhookSecret"] = secrets.WebhookSecret,
            ["Admins__0"] = $"telegram:{People.Admin.Id}",
            ["Digipanel__RateLimit__Window"] = options.LaneWindow.ToString("c"),
            // Patience fit for somebody who is watching: a lost webhook is asked after within seconds.
            ["Digipanel__PollAfter"] = "00:00:10",
            ["Doitpay__BaseUrl"] = sandbox.Doitpay.BaseUrl,
            ["Doitpay__ClientKey"] = secrets.ClientKey,
            ["Doitpay__PartnerId"] = secrets.PartnerId,
            ["Doitpay__PrivateKeyPath"] = folder.Write("merchant_private_key.pem", secrets.Keys.MerchantPrivatePem),
            ["Doitpay__PublicKeyPath"] = folder.Write("doitpay_public_key.pem", secrets.Keys.DoitpayPublicPem),
            ["Doitpay__Methods__0"] = "QRIS",
            ["Doitpay__Methods__1"] = "DANA",
            ["Doitpay__Methods__2"] = "VA_BCA",
            ["Doitpay__VirtualAccounts__BCA__PartnerServiceId"] = "70012",
            ["Doitpay__StatusPollInterval"] = "00:00:10",
        };
        foreach (var (key, value) in options.BotSettings)
        {
            settings[key] = value;
        }
        return settings;
    }
}
