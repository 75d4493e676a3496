using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Admin;

/// <summary>What /upstream shows.</summary>
internal sealed record UpstreamReport
{
    private const int LinesMax = 50;
    private static readonly TimeSpan GivenUpAge = TimeSpan.FromDays(7);
    private static readonly TimeSpan LossesAge = TimeSpan.FromDays(30);

    public required IReadOnlyList<AccountLine> Accounts { get; init; }

    public required long Waiting { get; init; }

    public required long InDoubtCount { get; init; }

    public required IReadOnlyList<DoubtLine> InDoubt { get; init; }

    public required long GivenUpCount { get; init; }

    public required IReadOnlyList<GivenUpLine> GivenUp { get; init; }

    public required LossLine Certain { get; init; }

    public required LossLine Possible { get; init; }

    public static UpstreamReport Read(Tx tx, DigipanelOptions options)
    {
        const string doubts = "FROM orders WHERE state = 'uncertain'";
        const string givenUp = "FROM orders WHERE state = 'failed' AND reason IN ('lost', 'never_finished') AND ended_at >= @since";
        var week = new { since = Before(tx, GivenUpAge) };
        return new UpstreamReport
        {
            Accounts = [.. options.Accounts.Select(a => Account(tx, a.Name))],
            Waiting = tx.Scalar<long>("SELECT count(*) FROM orders WHERE state = 'accepted'"),
            InDoubtCount = tx.Scalar<long>($"SELECT count(*) {doubts}"),
            InDoubt = tx.Query<DoubtLine>($"SELECT number, title, account, uncertain_at AS since, evidence {doubts} ORDER BY uncertain_at LIMIT {LinesMax}"),
            GivenUpCount = tx.Scalar<long>($"SELECT count(*) {givenUp}", week),
            GivenUp = tx.Query<GivenUpLine>($"SELECT number, title, reason, ended_at AS at, gift {givenUp} ORDER BY ended_at DESC LIMIT {LinesMax}", week),
            Certain = Losses(tx, certain: true),
            Possible = Losses(tx, certain: false),
        };
    }

    private static AccountLine Account(Tx tx, string name)
    {
        var book = LaneBooks.Find(tx.Connection, name);
        return new AccountLine(name, book?.Stopped, book?.Balance) { SpentInADay = LanePace.SpentInADay(tx.Connection, name, tx.Now), IsAsked = book?.ProbeAskedAt is not null };
    }

    private static LossLine Losses(Tx tx, bool certain)
    {
        var (count, amount) = tx.QuerySingleOrDefault<(long, long)>(
            "SELECT count(*), coalesce(sum(amount), 0) FROM upstream_losses WHERE at >= @since AND certain = @certain", new { since = Before(tx, LossesAge), certain });
        return new LossLine(count, new Rupiah(amount));
    }

    private static long Before(Tx tx, TimeSpan age) => (tx.Now - age).ToUnixTimeMilliseconds();
}

/// <summary>One configured account.</summary>
/// <param name="Name">As configured.</param>
/// <param name="Stopped">Why it takes no orders; null: it does.</param>
/// <param name="Balance">What its balance is believed to be; null: it is read next.</param>
internal sealed record AccountLine(string Name, string? Stopped, long? Balance)
{
    /// <summary>Rupiah that it spent in the last 24 hours.</summary>
    public long SpentInADay { get; init; }

    /// <summary>An admin waits for a look at it.</summary>
    public bool IsAsked { get; init; }

    /// <summary>How many days the balance lasts at that pace; null where that cannot be told.</summary>
    public double? DaysLeft => Balance is { } left && SpentInADay > 0 ? (double)left / SpentInADay : null;
}

/// <summary>An order in doubt.</summary>
internal sealed record DoubtLine
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Account { get; init; }

    public required long Since { get; init; }

    /// <summary>What the balance said; null: not asked yet.</summary>
    public string? Evidence { get; init; }
}

/// <summary>An order that was given up.</summary>
internal sealed record GivenUpLine
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Reason { get; init; }

    public required long At { get; init; }

    /// <summary>Its file came after all.</summary>
    public required bool Gift { get; init; }
}

/// <summary>How many, and how much.</summary>
internal sealed record LossLine(long Count, Rupiah Amount);
