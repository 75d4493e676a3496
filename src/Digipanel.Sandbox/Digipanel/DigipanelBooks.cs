using System.Security.Cryptography;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>Balances and downloads: every change of both under one lock.</summary>
internal sealed class DigipanelBooks
{
    /// <summary>Rupiah a download.</summary>
    public const long Cost = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DigipanelDownload> _byId = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public IReadOnlyList<DigipanelDownload> Downloads { get { lock (_gate) { return [.. _order.Select(id => _byId[id])]; } } }

    public DigipanelDownload? Find(string id) { lock (_gate) { return _byId.GetValueOrDefault(id); } }

    /// <summary>Charges and accepts; null: the balance is too low.</summary>
    public (DigipanelDownload Download, long BalanceAfter)? Accept(DigipanelAccount account, string url, string title, string status, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (account.Balance < Cost) return null;
            account.Balance -= Cost;
            var download = new DigipanelDownload(Guid.NewGuid().ToString(), account.Name, url, title, DownloadState.Running, status, Cost, 0, now);
            _byId.Add(download.Id, download);
            _order.Add(download.Id);
            return (download, account.Balance);
        }
    }

    /// <summary>Gives a running download its links; null: it was not running.</summary>
    public DigipanelDownload? Complete(string id, string licenseBaseUrl)
    {
        lock (_gate)
        {
            if (_byId.GetValueOrDefault(id) is not { State: DownloadState.Running } running) return null;
            return _byId[id] = running with
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
        lock (_gate)
        {
            if (_byId.GetValueOrDefault(id) is not { } download || download.State == DownloadState.Failed) return null;
            return _byId[id] = download with { State = DownloadState.Failed, Status = status, DriveLink = null, LicenseLink = null };
        }
    }

    /// <summary>Gives the charge back, once.</summary>
    public DigipanelDownload? Refund(string id, DigipanelAccount account)
    {
        lock (_gate)
        {
            if (_byId.GetValueOrDefault(id) is not { } download || download.Refunded > 0) return null;
            account.Balance += download.Charged;
            return _byId[id] = download with { Refunded = download.Charged };
        }
    }

    public long TopUp(DigipanelAccount account, long rupiah)
    {
        lock (_gate) { return account.Balance += rupiah; }
    }

    public long BalanceOf(DigipanelAccount account) { lock (_gate) { return account.Balance; } }
}
