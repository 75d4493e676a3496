namespace Digipanel.Bot.Downloads;

/// <summary>How Digipanel is reached (section <c>Digipanel</c>).</summary>
public sealed class DigipanelOptions
{
    private const int AccountsMax = 32;
    private const int PermitLimitMax = 10_000;

    /// <summary>The API's address.</summary>
    public string BaseUrl { get; set; } = "https://server.digipanel.id/api/v1";

    /// <summary>One lane each.</summary>
    public IList<DigipanelAccount> Accounts { get; set; } = [];

    /// <summary>What an account may ask.</summary>
    public DigipanelRateLimit RateLimit { get; set; } = new();

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a download may stay silent before it is asked after.</summary>
    public TimeSpan PollAfter { get; set; } = TimeSpan.FromMinutes(2);

    internal void Validate(List<string> problems)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            problems.Add($"Digipanel:BaseUrl is '{BaseUrl}'; give an address such as https://server.digipanel.id/api/v1");
        }
        else if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            problems.Add($"Digipanel:BaseUrl is '{BaseUrl}'; the API key travels there: use https.");
        }

        if (Accounts.Count is 0 or > AccountsMax)
        {
            problems.Add($"Digipanel:Accounts holds {Accounts.Count} accounts; give 1 to {AccountsMax}, each with Name, ApiKey and WebhookSecret (Digipanel's dashboard, API Panel).");
        }

        for (var i = 0; i < Accounts.Count; i++)
        {
            Accounts[i].Validate(i, problems);
        }

        foreach (var twice in Accounts.GroupBy(a => a.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add($"Digipanel:Accounts has the name '{twice.Key}' {twice.Count()} times; names must differ.");
        }

        foreach (var twice in Accounts.Where(a => a.ApiKey.Length > 0).GroupBy(a => a.ApiKey, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add($"Digipanel:Accounts {string.Join(" and ", twice.Select(a => $"'{a.Name}'"))} share one ApiKey; the limit is per key, so give one account each.");
        }

        foreach (var twice in Accounts.Where(a => a.WebhookSecret.Length > 0).GroupBy(a => a.WebhookSecret, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            // The address without a name tells the accounts apart by whose secret verifies.
            problems.Add($"Digipanel:Accounts {string.Join(" and ", twice.Select(a => $"'{a.Name}'"))} share one WebhookSecret; copy each account's own from its API Panel.");
        }

        if (RateLimit.PermitLimit is < 1 or > PermitLimitMax)
        {
            problems.Add($"Digipanel:RateLimit:PermitLimit is {RateLimit.PermitLimit}; give 1 to {PermitLimitMax} (Digipanel allows 30).");
        }

        Between(problems, "Digipanel:RateLimit:Window", RateLimit.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Between(problems, "Digipanel:Timeout", Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Between(problems, "Digipanel:PollAfter", PollAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(6));
    }

    private static void Between(List<string> problems, string key, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            problems.Add($"{key} is {value:c}; give {min:c} to {max:c}.");
        }
    }
}

/// <summary>What one key may ask, POST and GET together.</summary>
public sealed class DigipanelRateLimit
{
    /// <summary>Requests a window.</summary>
    public int PermitLimit { get; set; } = 30;

    /// <summary>The window.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>One account at Digipanel (an entry of <c>Digipanel:Accounts</c>).</summary>
public sealed class DigipanelAccount
{
    private const int NameMaxChars = 40;

    /// <summary>Ours: stands in the webhook's address, in rows and in alerts.</summary>
    public string Name { get; set; } = "";

    /// <summary>The bearer token. Secret.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>What webhooks are signed with. Secret.</summary>
    public string WebhookSecret { get; set; } = "";

    internal void Validate(int index, List<string> problems)
    {
        if (Name.Length is 0 or > NameMaxChars || Name.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            problems.Add($"Digipanel:Accounts:{index}:Name is '{Name}'; give 1 to {NameMaxChars} of a-z, 0-9 and '-', for example main.");
        }

        if (ApiKey.Length == 0 || ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            problems.Add($"Digipanel:Accounts:{index}:ApiKey is {(ApiKey.Length == 0 ? "missing" : "not a token")}; copy it from Digipanel's API Panel (dgp_sk_…).");
        }

        if (WebhookSecret.Length == 0)
        {
            problems.Add($"Digipanel:Accounts:{index}:WebhookSecret is missing; copy it from Digipanel's API Panel, where the webhook URL is set.");
        }
    }
}
