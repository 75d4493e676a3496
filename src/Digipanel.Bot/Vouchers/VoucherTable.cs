using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Vouchers;

/// <summary>The tables <c>vouchers</c>, <c>voucher_uses</c> and <c>voucher_guesses</c>.</summary>
internal static class VoucherTable
{
    /// <summary>Codes that do not exist, entered by an account in an hour.</summary>
    public const int GuessesPerHourMax = 5;

    /// <summary>How long the question about a new one waits for its yes.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromHours(1);

    private const string Columns = "id, code, amount, uses, used, state, made_at, expires_at";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whatever state it is in.</summary>
    public static Voucher? Find(Tx tx, string code) =>
        tx.QuerySingleOrDefault<Voucher>($"SELECT {Columns} FROM vouchers WHERE key = @key", new { key = VoucherCode.KeyOf(code) });

    public static Voucher? Find(Tx tx, long id) => tx.QuerySingleOrDefault<Voucher>($"SELECT {Columns} FROM vouchers WHERE id = @id", new { id });

    /// <summary>The open ones, the newest first; those whose time is over are among them until an admin ends them.</summary>
    public static IReadOnlyList<Voucher> Page(Tx tx, int skip, int take) =>
        tx.Query<Voucher>($"SELECT {Columns} FROM vouchers WHERE state = 'open' ORDER BY id DESC LIMIT @take OFFSET @skip", new { skip, take });

    /// <summary>Makes one. What was asked about and never answered gives its code free.</summary>
    public static Voucher Make(Tx tx, VoucherOrder order, string code, bool asks, string admin)
    {
        tx.Execute("DELETE FROM vouchers WHERE state = 'draft' AND (key = @key OR made_at < @before)", new { key = VoucherCode.KeyOf(code), before = Ms(tx.Now - AnswerMax) });
        var id = tx.Scalar<long>(
            """
            INSERT INTO vouchers (code, key, amount, uses, expires_at, state, admin, made_at)
            VALUES (@code, @key, @Amount, @Uses, @expires, @state, @admin, @NowMs) RETURNING id
            """,
            new
            {
                code, key = VoucherCode.KeyOf(code), order.Amount, order.Uses, expires = order.ExpiresAt?.ToUnixTimeMilliseconds(), state = asks ? Voucher.Draft : Voucher.Open, admin, tx.NowMs,
            });
        return Find(tx, id)!;
    }

    public static void Open(Tx tx, Voucher voucher) => tx.Execute("UPDATE vouchers SET state = 'open' WHERE id = @Id AND state = 'draft'", new { voucher.Id });

    public static void Drop(Tx tx, Voucher voucher) => tx.Execute("DELETE FROM vouchers WHERE id = @Id AND state = 'draft'", new { voucher.Id });

    public static void End(Tx tx, Voucher voucher) => tx.Execute("UPDATE vouchers SET state = 'ended', ended_at = @NowMs WHERE id = @Id AND state = 'open'", new { voucher.Id, tx.NowMs });

    /// <summary>Whether a customer, by either account, has used it.</summary>
    public static bool WasUsedBy(Tx tx, Voucher voucher, Customer customer) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM voucher_uses WHERE voucher_id = @voucher AND (customer_id IN (@Id, @JoinedId) OR joined_id IN (@Id, @JoinedId)))",
        new { voucher = voucher.Id, customer.Id, customer.JoinedId });

    /// <summary>Counts a use, for good. The money is moved already: the schema looks for it, and refuses a second use, one too many and one too late.</summary>
    public static void Use(Tx tx, Voucher voucher, Customer customer) => tx.Execute(
        "INSERT INTO voucher_uses (voucher_id, customer_id, joined_id, at) VALUES (@voucher, @Id, @joined, @NowMs)",
        new { voucher = voucher.Id, customer.Id, joined = customer.JoinedId == 0 ? (long?)null : customer.JoinedId, tx.NowMs });

    /// <summary>Whether an account has to wait before it may enter another code, right or wrong.</summary>
    public static bool HasGuessedTooOften(Tx tx, Customer account) => tx.Scalar<long>(
        "SELECT count(*) FROM voucher_guesses WHERE customer_id = @AccountId AND at > @since", new { account.AccountId, since = Ms(tx.Now - Hour) }) >= GuessesPerHourMax;

    /// <summary>An account has entered a code that does not exist.</summary>
    public static void Guessed(Tx tx, Customer account)
    {
        tx.Execute("DELETE FROM voucher_guesses WHERE at < @before", new { before = Ms(tx.Now - Hour) });
        tx.Execute("INSERT INTO voucher_guesses (customer_id, at) VALUES (@AccountId, @NowMs)", new { account.AccountId, tx.NowMs });
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
