using System.Security.Cryptography;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>Balances and downloads: every change of both under one lock.</summary>
internal sealed class DigipanelBooks
{
    /// <summary>Rupiah a download.</summary>
    public const long Cost = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DigipanelDownload> byId = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    public IReadOnlyList<DigipanelDownload> Downloads { get { lock (gate) { return [.. order.Select(id => byId[id])]; } } }

    public DigipanelDownload? Find(string id) { lock (gate) { return byId.GetValueOrDefault(id); } }

    /// <summary>Charges and accepts; null: the balance is too low.</summary>
    public (DigipanelDownload Download, long BalanceAfter)? Accept(DigipanelAccount account, string url, string title, string status, DateTimeOffset now)
    {
        lock (gate)
        {
            if (account.Balance < Cost) return null;
            account.Balance -= Cost;
            var download = new DigipanelDownload(Guid.NewGuid().ToString(), account.Name, url, title, DownloadState.Running, status, Cost, 0, now);
            byId.Add(download.Id, download);
            order.Add(download.Id);
            return (download, account.Balance);
        }
    }

    /// <summary>Gives a running download its links; null: it was not running.</summary>
    public DigipanelDownload? Complete(string id, string licenseBaseUrl)
    {
        lock (gate)
        {
            if (byId.GetValueOrDefault(id) is not { State: DownloadState.Running } running) return null;
            return byId[id] = running with
            {
                State = DownloadState.Done,
                Status = "berhasil",
                DriveLink = $"https://drive.google.com/file/d/1{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-_", 32)}/view?usp=sharing",
                LicenseLink = licenseBaseUrl + id,
            };
        }
    }

    /// <summary>Fails a download, even a done one; null: it had failed before, or is unknown.</summary>
    public DigipanelDownload? Fail(string id, string status)
    {
        lock (gate)
        {
            if (byId.GetValueOrDefault(id) is not { } download || download.State == DownloadState.Failed) return null;
            return byId[id] = download with { State = DownloadState.Failed, Status = status, DriveLink = null, LicenseLink = null };
        }
    }

    /// <summary>Gives the charge back, once.</summary>
    public DigipanelDownload? Refund(string id, DigipanelAccount account)
    {
        lock (gate)
        {
            if (byId.GetValueOrDefault(id) is not { } download || download.Refunded > 0) return null;
            account.Balance += download.Charged;
            return byId[id] = download with { Refunded = download.Charged };
        }
    }

    public long TopUp(DigipanelAccount account, long rupiah)
    {
        lock (gate) { return account.Balance += rupiah; }
    }

    public long BalanceOf(DigipanelAccount account) { lock (gate) { return account.Balance; } }
}
