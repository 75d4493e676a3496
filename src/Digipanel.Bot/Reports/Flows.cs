using System.Runtime.InteropServices;
using System.Text;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>
/// The ledger's movements from a moment on, added up in one pass over the index of their times: half a million take a tenth of a second. Kinds are known by
/// the table that declares them, so that one which is added later is counted in the customers' money all the same.
/// </summary>
internal sealed class Flows
{
    private const int From = 3; // the column, read where it is needed only
    private const int HoursADay = 24;
    private const long HourMs = 3_600_000;

    private readonly List<Kind> _kinds;
    private readonly long _earlierUntil;
    private readonly long _from;
    private readonly long _until;
    private readonly HashSet<long> _active = [];
    private readonly HashSet<long> _activeEarlier = [];

    private Flows(List<Kind> kinds, Stretch earlier, Stretch period) =>
        (_kinds, _earlierUntil, _from, _until, SalesByDay) = (kinds, earlier.UntilMs, period.FromMs, period.UntilMs, new long[(int)(period.Until - period.From).TotalDays]);

    /// <summary>Orders placed by the hour of the day.</summary>
    public long[] PlacedByHour { get; } = new long[HoursADay];

    /// <summary>Sales in rupiah by the day.</summary>
    public long[] SalesByDay { get; }

    /// <summary>Wallets that something was bought with.</summary>
    public long Active => _active.Count;

    /// <inheritdoc cref="Active"/>
    public long ActiveEarlier => _activeEarlier.Count;

    /// <summary>Reads it.</summary>
    /// <param name="database">In a read transaction.</param>
    /// <param name="earlier">What the period is compared with; not after it.</param>
    /// <param name="period">Whole days.</param>
    public static Flows Read(SqliteConnection database, Stretch earlier, Stretch period)
    {
        var flows = new Flows(Kind.All(database), earlier, period);
        using var rows = Statement.On(database, "SELECT at, kind, amount, from_account FROM transfers WHERE at >= ?1");
        rows.Bind(1, earlier.FromMs);
        while (rows.Step())
        {
            flows.Add(rows.Number(0), flows.KindOf(rows.Utf8(1)), rows.Number(2), rows);
        }

        return flows;
    }

    /// <summary>Movements of a kind in the period.</summary>
    public Tally During(string kind) => Of(kind)?.During.ToTally() ?? default;

    /// <summary>The same in the stretch before.</summary>
    public Tally Earlier(string kind) => Of(kind)?.Earlier.ToTally() ?? default;

    /// <summary>The same since the period was over.</summary>
    public Tally After(string kind) => Of(kind)?.After.ToTally() ?? default;

    /// <summary>The customers' money, from what it is now backwards.</summary>
    /// <param name="now">In wallets and held, at the moment of reading.</param>
    /// <param name="heldNow">The part that is held.</param>
    public CustomersMoney Money(Rupiah now, Rupiah heldNow)
    {
        var closing = now - Sum(k => k.IsIn ? k.After.Amount : k.IsOut ? -k.After.Amount : 0);
        var (came, went) = (Sum(k => k.IsIn ? k.During.Amount : 0), Sum(k => k.IsOut ? k.During.Amount : 0));
        var held = heldNow - Sum(k => k.IntoHeld ? k.After.Amount : k.FromHeld ? -k.After.Amount : 0);
        return new CustomersMoney(closing - came + went, came, went, closing, held);
    }

    private Rupiah Sum(Func<Kind, long> part) => new(_kinds.Sum(part));

    private Kind? Of(string kind) => _kinds.Find(k => k.Name == kind);

    private Kind KindOf(ReadOnlySpan<byte> name)
    {
        foreach (var kind in _kinds)
        {
            if (name.SequenceEqual(kind.Utf8))
            {
                return kind;
            }
        }

        throw new InvalidOperationException($"The ledger has a kind that nothing declares: {Encoding.UTF8.GetString(name)}.");
    }

    private void Add(long at, Kind kind, long amount, Statement row)
    {
        if (at >= _until)
        {
            kind.After.Add(amount);
        }
        else if (at >= _from)
        {
            kind.During.Add(amount);
            if (kind.IsHold)
            {
                _active.Add(row.Number(From));
                PlacedByHour[(at + (long)WesternIndonesia.Offset.TotalMilliseconds) / HourMs % HoursADay]++;
            }
            else if (kind.IsCapture)
            {
                SalesByDay[(at - _from) / (HourMs * HoursADay)] += amount;
            }
        }
        else if (at < _earlierUntil)
        {
            kind.Earlier.Add(amount);
            if (kind.IsHold)
            {
                _activeEarlier.Add(row.Number(From));
            }
        }
    }

    private sealed class Kind
    {
        public Adding During;
        public Adding Earlier;
        public Adding After;

        public required string Name { get; init; }

        public required byte[] Utf8 { get; init; }

        /// <summary>From outside to the customers.</summary>
        public required bool IsIn { get; init; }

        /// <summary>From the customers to outside.</summary>
        public required bool IsOut { get; init; }

        public required bool IntoHeld { get; init; }

        public required bool FromHeld { get; init; }

        public required bool IsHold { get; init; }

        public required bool IsCapture { get; init; }

        public static List<Kind> All(SqliteConnection database)
        {
            var kinds = new List<Kind>();
            using var rows = Statement.On(database, "SELECT kind, from_type, to_type FROM transfer_kinds");
            while (rows.Step())
            {
                var (name, from, to) = (rows.Text(0), rows.Text(1), rows.Text(2));
                kinds.Add(new Kind
                {
                    Name = name, Utf8 = Encoding.UTF8.GetBytes(name), IsIn = !IsCustomers(from) && IsCustomers(to), IsOut = IsCustomers(from) && !IsCustomers(to),
                    IntoHeld = to == "held", FromHeld = from == "held", IsHold = name == nameof(TransferKind.Hold), IsCapture = name == nameof(TransferKind.Capture),
                });
            }

            return kinds;
        }

        private static bool IsCustomers(string type) => type is "customer" or "held";
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Adding
    {
        private long _count;

        public long Amount { get; private set; }

        public void Add(long amount)
        {
            _count++;
            Amount = checked(Amount + amount);
        }

        public readonly Tally ToTally() => new(_count, new Rupiah(Amount));
    }
}
