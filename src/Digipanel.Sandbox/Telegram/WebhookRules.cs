using System.Net;
using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.Telegram;

internal sealed record WebhookTarget(string Url, string SecretToken, int MaxConnections);

/// <summary>What setWebhook takes.</summary>
internal static partial class WebhookRules
{
    public static WebhookTarget Check(ApiRequest request, TelegramServerOptions options)
    {
        var url = request.Text("url");
        var secret = request.Text("secret_token");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw TelegramRefusal.BadRequest("invalid webhook URL specified");
        }

        if (secret.Length > 256)
        {
            throw TelegramRefusal.BadRequest("secret token is too long");
        }

        if (!SecretPattern().IsMatch(secret))
        {
            throw TelegramRefusal.BadRequest("secret token contains unallowed characters");
        }

        if (!(options.AllowLoopbackWebhooks && uri.IsLoopback))
        {
            RefuseOutOfReach(uri);
        }

        return new WebhookTarget(url, secret, request.Integer("max_connections", 40, 1, 100));
    }

    private static void RefuseOutOfReach(Uri uri)
    {
        if (uri.Scheme != "https")
        {
            throw TelegramRefusal.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        }

        if (uri.Port is not (443 or 80 or 88 or 8443))
        {
            throw TelegramRefusal.BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
        }

        if (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address))
        {
            throw TelegramRefusal.BadRequest($"bad webhook: IP address {address} is reserved");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex SecretPattern();
}
