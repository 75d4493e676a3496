namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>Where a download stands.</summary>
public enum DownloadState
{
    /// <summary>Accepted and charged.</summary>
    Running,

    /// <summary>Has its links.</summary>
    Done,

    /// <summary>Will not be delivered.</summary>
    Failed,
}

/// <summary>One accepted download, as it is now.</summary>
/// <param name="Id">download_id.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Url">The link as it was sent.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Status">The word for it on the wire.</param>
/// <param name="Charged">Rupiah taken.</param>
/// <param name="Refunded">Rupiah given back.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
public sealed record DigipanelDownload(string Id, string Account, string Url, string Title, DownloadState State, string Status,
    long Charged, long Refunded, DateTimeOffset AcceptedAt)
{
    /// <summary>The Drive link, once done.</summary>
    public string? DriveLink { get; init; }

    /// <summary>The licence link, once done.</summary>
    public string? LicenseLink { get; init; }

    /// <summary>Whether the shop has paid for it.</summary>
    public bool Paid => Charged > Refunded;
}

/// <summary>An account as it is now.</summary>
public sealed class DigipanelAccount
{
    internal DigipanelAccount(DigipanelAccountSeed seed, RequestWindow window)
    {
        (Name, ApiKey, WebhookSecret, WebhookUrl, Window, Balance) = (seed.Name, seed.ApiKey, seed.WebhookSecret, seed.WebhookUrl, window, seed.Balance);
    }

    /// <summary>What the sandbox calls it.</summary>
    public string Name { get; }

    /// <summary>Its bearer key.</summary>
    public string ApiKey { get; }

    /// <summary>What its webhooks are signed with.</summary>
    public string WebhookSecret { get; }

    /// <summary>Where its webhooks go; null: nowhere.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>Rupiah, now.</summary>
    public long Balance { get; internal set; }

    internal RequestWindow Window { get; }
}
