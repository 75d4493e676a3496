using System.Globalization;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Topups;

namespace Digipanel.Bot.Vouchers;

/// <summary>Why what an admin wrote makes no voucher.</summary>
internal enum VoucherProblem
{
    /// <summary>A word that means nothing here, or no amount.</summary>
    Unreadable,

    /// <summary>An amount that no voucher can have.</summary>
    Amount,

    /// <summary>So many uses cannot be.</summary>
    Uses,

    /// <summary>No code can be written so.</summary>
    Code,

    /// <summary>No such day, or it is over.</summary>
    Date,

    /// <summary>There is, or was, a voucher of this code.</summary>
    Taken,
}

/// <summary>What an admin wrote: <c>/voucher buat 50rb x100 LEBARAN sampai 2026-12-31</c>; all but the amount may be left out.</summary>
internal sealed partial record VoucherOrder
{
    public const long AmountMax = 10_000_000;
    public const long UsesMax = 100_000;

    private const int TextCharsMax = 200;
    private static readonly string[] UntilWords = ["sampai", "s/d", "hingga", "until"];
    private static readonly string[] Reserved = ["BUAT", "MAKE", "DAFTAR", "LIST", "HAPUS", "DELETE", "END", "SAMPAI", "UNTIL", "HINGGA"];

    public long Amount { get; init; }

    public long Uses { get; init; } = 1;

    /// <summary>Null: one is made up.</summary>
    public string? Code { get; init; }

    /// <summary>The end of its last day in Western Indonesian Time; null: none.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reads what was written.</summary>
    /// <param name="text">After "buat".</param>
    /// <param name="now">A day that is over is none.</param>
    /// <param name="problem">What keeps it from being one.</param>
    /// <param name="word">The word that it is about.</param>
    /// <returns>Null where there is a problem.</returns>
    public static VoucherOrder? Read(string text, DateTimeOffset now, out VoucherProblem problem, out string word)
    {
        (problem, word) = (VoucherProblem.Unreadable, text.Length > TextCharsMax ? text[..TextCharsMax] : text);
        var words = new Queue<string>(text.Length > TextCharsMax ? [] : text.Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
        if (!TryReadAmount(words, out var amount))
        {
            return null;
        }

        var order = new VoucherOrder { Amount = amount };
        if (amount is < 1 or > AmountMax)
        {
            problem = VoucherProblem.Amount;
            return null;
        }

        var hasUses = false;
        while (words.TryDequeue(out var next))
        {
            word = next;
            if (UntilWords.Contains(next, StringComparer.OrdinalIgnoreCase) && words.TryDequeue(out var date) && order.ExpiresAt is null)
            {
                (problem, word) = (VoucherProblem.Date, date);
                order = order with { ExpiresAt = EndOf(date, now) };
                if (order.ExpiresAt is null)
                {
                    return null;
                }
            }
            else if (!hasUses && Times().Match(next) is { Success: true } times)
            {
                problem = VoucherProblem.Uses;
                order = order with { Uses = long.Parse(times.Groups["n"].Value, CultureInfo.InvariantCulture) };
                hasUses = true;
                if (order.Uses is < 1 or > UsesMax)
                {
                    return null;
                }
            }
            else if (order.Code is null && !UntilWords.Contains(next, StringComparer.OrdinalIgnoreCase))
            {
                problem = VoucherProblem.Code;
                order = order with { Code = VoucherCode.Read(next) };
                if (order.Code is null || !order.Code.Any(char.IsAsciiLetter) || Reserved.Contains(order.Code, StringComparer.Ordinal))
                {
                    return null;
                }
            }
            else
            {
                problem = VoucherProblem.Unreadable;
                return null;
            }
        }

        return order;
    }

    // "50rb", "Rp 50.000", "50 ribu": the longest beginning of at most three words that is an amount.
    private static bool TryReadAmount(Queue<string> words, out long amount)
    {
        amount = 0;
        for (var count = Math.Min(3, words.Count); count > 0; count--)
        {
            if (AmountParser.TryParse(string.Join(' ', words.Take(count)), out amount))
            {
                for (var i = 0; i < count; i++)
                {
                    words.Dequeue();
                }

                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset? EndOf(string date, DateTimeOffset now) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 2200
        && new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), WesternIndonesia.Offset) is var end && end > now ? end : null;

    [GeneratedRegex(@"\A(?:[x×](?<n>[0-9]{1,9})|(?<n>[0-9]{1,9})[x×])\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Times();
}
