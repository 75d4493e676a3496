using System.Buffers;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>The section <c>WhatsApp</c>: Meta's Cloud API. A class, not a record: a record's ToString would print the secrets.</summary>
public sealed partial class WhatsAppOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "WhatsApp";

    private const int MessagesPerSecondMax = 1_000;
    private const int SecretCharsMax = 512;
    private const int PromotionPriceMax = 100_000;
    private const int AccessTokenCharsMax = 1_024;
    private const int PhoneNumberIdCharsMax = 32;
    private const int PatternMatchTimeoutMs = 1_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Whether the bot talks on WhatsApp at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>The token of a system user of Meta's Business Manager, which does not run out. A secret.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>The shop's number by Meta's id of it, which is not the phone number: digits.</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The app's secret: the key of X-Hub-Signature-256. A secret.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The shop's own word, also typed into the dashboard: Meta shows it when the webhook is set up. A secret.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>The Graph API's server; another one is the sandbox.</summary>
    public string BaseUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>The Graph API's version, which is part of every address.</summary>
    public string ApiVersion { get; set; } = "v25.0";

    /// <summary>
    /// How many messages a second the bot sends over all chats. Meta lets every number send and receive 80 together; a little below, because what leaves here
    /// evenly arrives there in bunches, and one refusal (130429) holds every chat. A number that Meta has raised may take up to 1,000.
    /// </summary>
    public int MessagesPerSecond { get; set; } = 75;

    /// <summary>The template by which a delivery passes the closed 24-hour window; without one it waits for the customer's next message.</summary>
    public WhatsAppTemplateOptions DeliveryTemplate { get; set; } = new();

    /// <summary>The template by which a broadcast reaches who has not written for 24 hours; without one they are left out.</summary>
    public WhatsAppTemplateOptions PromotionTemplate { get; set; } = new();

    /// <summary>What Meta takes for one of them, in rupiah, for the estimate that admins see; 0: not known.</summary>
    public int PromotionPrice { get; set; }

    /// <summary>Adds every problem, with how to mend it, to <paramref name="problems"/>.</summary>
    /// <param name="problems">The list that stops the start when it is not empty.</param>
    /// <param name="publicUrl">Server:PublicUrl, which Meta calls.</param>
    public void Validate(ICollection<string> problems, string? publicUrl)
    {
        if (!Enabled)
        {
            return;
        }

        ValidateSecrets(problems);
        if (PhoneNumberId.Length is 0 or > PhoneNumberIdCharsMax || PhoneNumberId.AsSpan().ContainsAnyExcept(Digits))
        {
            problems.Add("WhatsApp:PhoneNumberId must be Meta's id of the shop's number, digits only: copy it from the app's dashboard (WhatsApp, API Setup). It is not the phone number.");
        }

        if (!IsHttp(BaseUrl, out var baseUrl) || baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0)
        {
            problems.Add("WhatsApp:BaseUrl must be an http or https URL without ? and #: leave it out for https://graph.facebook.com.");
        }

        if (!Version().IsMatch(ApiVersion))
        {
            problems.Add("WhatsApp:ApiVersion must look like v25.0: leave it out for that.");
        }

        if (MessagesPerSecond is < 1 or > MessagesPerSecondMax)
        {
            problems.Add($"WhatsApp:MessagesPerSecond is {MessagesPerSecond}; give 1 to {MessagesPerSecondMax}, or leave it out for 75: Meta allows every number 80.");
        }

        DeliveryTemplate.Validate(problems, "DeliveryTemplate");
        PromotionTemplate.Validate(problems, "PromotionTemplate");
        if (PromotionPrice is < 0 or > PromotionPriceMax)
        {
            problems.Add($"WhatsApp:PromotionPrice is {PromotionPrice}; give what Meta takes for one marketing message, in rupiah (0 to {PromotionPriceMax}), or leave it out.");
        }

        ValidatePublicUrl(problems, publicUrl);
    }

    // No problem repeats a value: each may be a secret in the wrong place.
    private void ValidateSecrets(ICollection<string> problems)
    {
        if (!IsSecret(AccessToken, AccessTokenCharsMax))
        {
            problems.Add(AccessToken.Length == 0
                ? "WhatsApp:AccessToken is missing: make one for a system user with whatsapp_business_messaging (Business settings, System users), then set WhatsApp__AccessToken or WhatsApp__AccessToken_FILE."
                : "WhatsApp:AccessToken does not look like a token (letters and digits, no spaces): copy it again.");
        }

        if (!IsSecret(AppSecret, SecretCharsMax))
        {
            problems.Add(AppSecret.Length == 0
                ? "WhatsApp:AppSecret is missing: copy it from the app's dashboard (App settings, Basic), then set WhatsApp__AppSecret or WhatsApp__AppSecret_FILE. Without it nobody could tell Meta's webhooks from a stranger's."
                : "WhatsApp:AppSecret does not look like one (hexadecimal digits, no spaces): copy it again from the app's dashboard (App settings, Basic).");
        }

        if (!IsSecret(VerifyToken, SecretCharsMax))
        {
            problems.Add("WhatsApp:VerifyToken must be a word of your own without spaces, up to 512 characters: make one with `openssl rand -hex 32`, and give Meta's dashboard the same.");
        }
    }

    private void ValidatePublicUrl(ICollection<string> problems, string? publicUrl)
    {
        // The sandbox, on this machine, calls plain http.
        var isOurs = IsHttp(publicUrl, out var url) && url.IsLoopback && IsHttp(BaseUrl, out var baseUrl) && baseUrl.IsLoopback;
        if (!isOurs && url?.Scheme != Uri.UriSchemeHttps)
        {
            problems.Add($"Server:PublicUrl must be an https URL that Meta can reach where WhatsApp is on: set it, and give Meta's dashboard its {WebhookPath} as the webhook.");
        }
    }

    /// <summary>Where Meta calls.</summary>
    internal const string WebhookPath = "/webhooks/whatsapp";

    // Whatever stands in a header or in Meta's dashboard: visible ASCII.
    private static bool IsSecret(string text, int charsMax) => text.Length is > 0 && text.Length <= charsMax && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsHttp(string? text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    [GeneratedRegex(@"\Av[1-9][0-9]{0,2}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant, PatternMatchTimeoutMs)]
    private static partial Regex Version();
}
