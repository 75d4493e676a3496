using System.Buffers;
using System.Security.Cryptography;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>The section <c>Doitpay</c>: who we are there, with which keys, and which ways to pay are on.</summary>
public sealed class DoitpayOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Doitpay";

    /// <summary>The one method that is a picture. VA_ and a bank's code is a virtual account there; every other is a channel of the payment link.</summary>
    public const string Qris = "QRIS";

    /// <summary>What the names of virtual accounts begin with.</summary>
    public const string VirtualAccountPrefix = "VA_";

    /// <summary>https://api.doitpay.co, or https://rest.doitpay.dev for development.</summary>
    public string BaseUrl { get; set; } = "https://api.doitpay.co";

    /// <summary>X-CLIENT-KEY, and the secret of the symmetric signature.</summary>
    public string ClientKey { get; set; } = "";

    /// <summary>X-PARTNER-ID.</summary>
    public string PartnerId { get; set; } = "";

    /// <summary>File with our own private key.</summary>
    public string PrivateKeyPath { get; set; } = "";

    /// <summary>Our own private key as text, instead of a file.</summary>
    public string PrivateKeyPem { get; set; } = "";

    /// <summary>File with Doitpay's public key.</summary>
    public string PublicKeyPath { get; set; } = "";

    /// <summary>Doitpay's public key as text, instead of a file.</summary>
    public string PublicKeyPem { get; set; } = "";

    /// <summary>CHANNEL-ID of every method that has none of its own in <see cref="ChannelIds"/>.</summary>
    public string ChannelId { get; set; } = "";

    /// <summary>CHANNEL-ID by method. Unset, QRIS goes as NQ and everything else as DOITPAY, as a shop in production sends it.</summary>
    public IDictionary<string, string> ChannelIds { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ways to pay in the order in which customers see them. Empty means QRIS alone (the binder appends to a list's default).</summary>
    public IList<string> Methods { get; } = [];

    /// <summary>The banks of virtual accounts, by code. One that is not in <see cref="Methods"/> is off.</summary>
    public IDictionary<string, VirtualAccountBank> VirtualAccounts { get; } = new Dictionary<string, VirtualAccountBank>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fees by method; none where left out.</summary>
    public IDictionary<string, FeeOptions> Fees { get; } = new Dictionary<string, FeeOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ask the status call before crediting what a notification says, even one whose signature proves its body.</summary>
    public bool ConfirmNotifications { get; set; } = true;

    /// <summary>How often an unpaid top-up is asked after while it is young.</summary>
    public TimeSpan StatusPollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Status calls a minute, over all top-ups; notified payments and customers who ask go first, but none waits for ever.</summary>
    public int StatusCallsPerMinute { get; set; } = 120;

    /// <summary>One HTTP attempt.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>QRIS: merchantId, where Doitpay has given one.</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>QRIS: storeId, where Doitpay has given one.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>Payment links: customerEmail, for chat customers have none; left out unless set.</summary>
    public string CustomerEmail { get; set; } = "";

    /// <summary>Payment links: customerPhone, left out unless set.</summary>
    public string CustomerPhone { get; set; } = "";

    /// <summary>Payment links: where the payment page leads back to, such as https://t.me/YourBot; left out unless set.</summary>
    public string ReturnUrl { get; set; } = "";

    /// <summary>The methods that are on, upper-case, never empty.</summary>
    public IReadOnlyList<string> EnabledMethods => Methods.Count == 0 ? [Qris] : [.. Methods.Select(m => m.Trim().ToUpperInvariant())];

    /// <summary>Whether a method is a virtual account.</summary>
    public static bool IsVirtualAccount(string method) => method.StartsWith(VirtualAccountPrefix, StringComparison.Ordinal);

    /// <summary>The bank of a virtual account's method; null for other methods, and for a bank that was taken out of the settings since.</summary>
    public VirtualAccountBank? BankOf(string method) =>
        IsVirtualAccount(method) && VirtualAccounts.TryGetValue(method[VirtualAccountPrefix.Length..], out var bank) ? bank : null;

    /// <summary>How long a top-up by this method can be paid.</summary>
    /// <param name="method">The way to pay.</param>
    /// <param name="wanted">Shop:TopupExpiry.</param>
    public TimeSpan ExpiryOf(string method, TimeSpan wanted) => BankOf(method)?.ExpiryOf(wanted) ?? wanted;

    /// <summary>CHANNEL-ID for a method.</summary>
    public string ChannelIdOf(string method) =>
        ChannelIds.TryGetValue(method, out var own) ? own
        : ChannelId.Length > 0 ? ChannelId
        : method == Qris ? "NQ" : "DOITPAY";

    /// <summary>Adds every problem with how to mend it.</summary>
    internal void Validate(List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
        {
            problems.Add("Doitpay:BaseUrl must be a URL such as https://api.doitpay.co (or https://rest.doitpay.dev for development).");
        }

        if (string.IsNullOrWhiteSpace(ClientKey))
        {
            problems.Add("Doitpay:ClientKey is missing: copy it from Doitpay's dashboard, Setting > API Key.");
        }

        if (string.IsNullOrWhiteSpace(PartnerId))
        {
            problems.Add("Doitpay:PartnerId is missing: Doitpay's dashboard shows it beside the API key.");
        }

        if (ReturnUrl.Length > 0 && !(Uri.TryCreate(ReturnUrl, UriKind.Absolute, out var back) && back.Scheme is "http" or "https"))
        {
            problems.Add("Doitpay:ReturnUrl must be a URL such as https://t.me/YourBot, or left out.");
        }

        CheckKey(LoadPrivateKey(out _), "PrivateKey", "make one: openssl genrsa -out rsa_private_key.pem 2048", problems);
        CheckKey(LoadPublicKey(out _), "PublicKey", "download Doitpay's public key from its dashboard, Setting", problems);
        ValidateMethods(problems);
        if (StatusPollInterval < TimeSpan.FromSeconds(1) || StatusPollInterval > TimeSpan.FromHours(1))
        {
            problems.Add("Doitpay:StatusPollInterval must lie between 00:00:01 and 01:00:00; 00:01:00 is usual.");
        }

        if (StatusCallsPerMinute is < 1 or > 6000)
        {
            problems.Add("Doitpay:StatusCallsPerMinute must lie between 1 and 6000; 120 is usual.");
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2))
        {
            problems.Add("Doitpay:Timeout must lie between 00:00:01 and 00:02:00; 00:00:30 is usual.");
        }
    }

    /// <summary>Our own key; the answer is null where it loaded, else what is wrong.</summary>
    public string? LoadPrivateKey(out RSA? key) => Load(PrivateKeyPath, PrivateKeyPem, RsaKeys.TryLoadPrivate, out key);

    /// <summary>Doitpay's key; the answer is null where it loaded, else what is wrong.</summary>
    public string? LoadPublicKey(out RSA? key) => Load(PublicKeyPath, PublicKeyPem, RsaKeys.TryLoadPublic, out key);

    private void ValidateMethods(List<string> problems)
    {
        var methods = EnabledMethods;
        foreach (var method in methods)
        {
            // The name stands in a button's callback data and in additionalInfo.channel.
            if (method.Length is 0 or > 16 || method.AsSpan().ContainsAnyExcept(MethodLetters))
            {
                problems.Add($"Doitpay:Methods has \"{method}\": use QRIS, VA_ and a bank such as VA_BCA, and names of link channels such as DANA, OVO, CC.");
            }
            else if (IsVirtualAccount(method) && BankOf(method) is null)
            {
                problems.Add($"Doitpay:Methods has {method}, but Doitpay:VirtualAccounts:{method[VirtualAccountPrefix.Length..]}:PartnerServiceId is missing: give the prefix that Doitpay has given for this bank.");
            }
        }

        foreach (var (code, bank) in VirtualAccounts)
        {
            bank.Validate(code, problems);
        }

        foreach (var (method, fee) in Fees)
        {
            fee.Validate(method, problems);
            if (method.ToUpperInvariant() is var name && name != Qris && !methods.Contains(name, StringComparer.Ordinal) && BankOf(name) is null)
            {
                problems.Add($"Doitpay:Fees:{method} is for no way to pay of Doitpay:Methods: mend its name or take it out.");
            }
        }

        if (methods.Distinct(StringComparer.Ordinal).Count() != methods.Count)
        {
            problems.Add("Doitpay:Methods names a method twice: keep one of them.");
        }

        if (ChannelId.Length > 0 && !IsHeaderValue(ChannelId))
        {
            problems.Add("Doitpay:ChannelId must be at most 20 plain letters or digits, such as NQ.");
        }

        foreach (var (method, id) in ChannelIds)
        {
            if (!IsHeaderValue(id))
            {
                problems.Add($"Doitpay:ChannelIds:{method} must be 1 to 20 plain letters or digits, such as NQ.");
            }
        }
    }

    private static bool IsHeaderValue(string text) => text.Length is > 0 and <= 20 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static readonly SearchValues<char> MethodLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private delegate bool PemLoader(string pem, out RSA? key, out string? problem);

    private static string? Load(string path, string pem, PemLoader load, out RSA? key)
    {
        key = null;
        if (path.Length > 0 && pem.Length > 0)
        {
            return "both …Path and …Pem are set; keep one";
        }

        if (path.Length == 0 && pem.Length == 0)
        {
            return "is missing";
        }

        try
        {
            return load(path.Length > 0 ? File.ReadAllText(path) : pem, out key, out var problem) ? null : problem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who mixes …Path and …Pem up has put the key itself there: that is not repeated.
            return path.Contains("-----", StringComparison.Ordinal)
                ? "…Path holds the key itself; give its file's path, or set …Pem instead"
                : $"the file {path} can't be read ({e.GetType().Name})";
        }
    }

    private static void CheckKey(string? problem, string key, string hint, List<string> problems)
    {
        if (problem is not null)
        {
            problems.Add($"Doitpay:{key}Path or Doitpay:{key}Pem: {problem} ({hint}).");
        }
    }
}
