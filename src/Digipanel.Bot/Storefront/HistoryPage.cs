using System.Globalization;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Storefront;

/// <summary>Which page of /riwayat: "saldo:2", "selesai:1", "file".</summary>
/// <param name="Kind">The list.</param>
/// <param name="Number">From 1.</param>
internal sealed record HistoryPage(string Kind, int Number)
{
    public const string Wallet = "saldo";
    public const string All = "semua";
    public const string Open = "berjalan";
    public const string Done = "selesai";
    public const string Returned = "dikembalikan";
    public const string File = "file";

    private const int NumberMax = 10_000;

    public bool IsWallet => Kind == Wallet;

    public OrderFilter Filter => Kind switch
    {
        Open => OrderFilter.Open,
        Done => OrderFilter.Done,
        Returned => OrderFilter.Returned,
        _ => OrderFilter.All,
    };

    /// <summary>As a button sends it.</summary>
    public static string Action(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"riwayat:{kind}:{number}");

    /// <summary>Of a button's payload or of what was typed, in either language; what makes no sense is the first page of all.</summary>
    public static HistoryPage Parse(string arguments)
    {
        var parts = arguments.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
        var kind = parts.Length == 0 ? All : parts[0].ToLowerInvariant() switch
        {
            "saldo" or "mutasi" or "wallet" => Wallet,
            "berjalan" or "proses" or "open" or "running" => Open,
            "selesai" or "done" or "delivered" => Done,
            "dikembalikan" or "gagal" or "refunded" or "failed" => Returned,
            "file" or "txt" => File,
            _ => All,
        };
        var number = parts.Length > 0 && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Clamp(told, 1, NumberMax) : 1;
        return new HistoryPage(kind, number);
    }
}
