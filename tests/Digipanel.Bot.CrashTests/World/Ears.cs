using System.Globalization;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>What one customer has been told, read as the customer reads it: from the messages alone.</summary>
internal sealed partial class Ears
{
    private readonly List<(long Number, string DownloadId)> _delivered = [];
    private readonly List<(long Number, string DownloadId)> _gifts = [];
    private readonly HashSet<long> _bought = [];
    private readonly HashSet<long> _refunded = [];
    private readonly HashSet<long> _repaid = [];
    private readonly HashSet<string> _byHand = new(StringComparer.Ordinal);
    private readonly HashSet<string> _receipts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mismatches = new(StringComparer.Ordinal);

    public Ears(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            Hear(message.Text);
        }
    }

    /// <summary>Order numbers that a message confirmed.</summary>
    public IReadOnlySet<long> Bought => _bought;

    /// <summary>Files that were sold, with the download each came from; a repeated message counts once.</summary>
    public IEnumerable<(long Number, string DownloadId)> Delivered => _delivered.Distinct();

    /// <summary>Files that came after the refund, free.</summary>
    public IEnumerable<(long Number, string DownloadId)> Gifts => _gifts.Distinct();

    /// <summary>Orders whose money went back.</summary>
    public IReadOnlySet<long> Refunded => _refunded;

    /// <summary>Orders whose price an admin gave back after the file had come.</summary>
    public IReadOnlySet<long> Repaid => _repaid;

    /// <summary>What admins put into the wallet, less what they took out. A message that came twice is the same text; two like it have other balances.</summary>
    public long ByHand => _byHand.Sum(text => (text.StartsWith('➖') ? -1 : 1) * long.Parse(
        Moved().Match(text).Groups["it"].Value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    /// <summary>References of top-ups that were confirmed as credited.</summary>
    public IReadOnlySet<string> Receipts => _receipts;

    /// <summary>References whose payment somebody looks into, because it is not what was billed.</summary>
    public IReadOnlySet<string> Mismatches => _mismatches;

    private void Hear(string text)
    {
        var number = Order().Match(text) is { Success: true } m ? long.Parse(m.Groups["it"].Value, CultureInfo.InvariantCulture) : 0;
        var file = File().Match(text) is { Success: true } f ? f.Groups["it"].Value : null;
        if (Mismatch().Match(text) is { Success: true } other)
        {
            _mismatches.Add(other.Groups["it"].Value);
        }

        switch (text.EnumerateRunes().FirstOrDefault().ToString())
        {
            case "🎉" when file is not null:
                _delivered.Add((number, file));
                break;
            case "🎁" when file is not null:
                _gifts.Add((number, file));
                break;
            case "😔":
                _refunded.Add(number);
                break;
            case "💰" or "➖" when Moved().IsMatch(text):
                _byHand.Add(text);
                break;
            case "💸" when number > 0:
                _repaid.Add(number);
                break;
            case "↩":
                // Cancelled; all their numbers stand in the first line, a list below may be cut.
                _refunded.UnionWith(Runs(text.Split('\n')[0]));
                break;
            case "✅" when Receipt().Match(text) is { Success: true } r:
                _receipts.Add(r.Groups["it"].Value);
                break;
            case "🧾" when text.Split('\n')[0] is var heading && heading.Contains("esanan", StringComparison.Ordinal):
                _bought.UnionWith(Runs(heading));
                break;
        }
    }

    /// <summary>"#12–#14, #16"</summary>
    private static IEnumerable<long> Runs(string text) => Run().Matches(text).SelectMany(m =>
    {
        var first = long.Parse(m.Groups["first"].Value, CultureInfo.InvariantCulture);
        var last = m.Groups["last"].Success ? long.Parse(m.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i);
    });

    [GeneratedRegex(@"Pesanan #(?<it>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Order();

    [GeneratedRegex(@"^(💰 Saldo kamu ditambah|➖ Saldo kamu dikurangi) Rp (?<it>[0-9.]+) oleh admin", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moved();

    [GeneratedRegex(@"#(?<first>\d+)(–#(?<last>\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"/file/d/(?<it>[^/]+)/view", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex File();

    // To the payer, and to the admin.
    [GeneratedRegex(@"^(Ada laporan pembayaran untuk|⚠️ Topup) (?<it>[^\s:]+).* tidak cocok", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mismatch();

    [GeneratedRegex(@"Ref: (?<it>\S+)[\s\S]*Saldo sekarang", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Receipt();
}
