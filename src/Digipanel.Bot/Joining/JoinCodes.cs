using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Joining;

/// <summary>A row of <c>join_codes</c>.</summary>
internal sealed record JoinCodeRow
{
    public required long Id { get; init; }

    public required string Hash { get; init; }

    /// <summary>The account that made it.</summary>
    public required long OwnerId { get; init; }

    public required long ExpiresAt { get; init; }

    public long? EnteredBy { get; init; }

    public long? EnteredAt { get; init; }

    public long? EndedAt { get; init; }
}

/// <summary>The tables <c>join_codes</c> and <c>join_guesses</c>: codes are made, entered once, and guessed seldom.</summary>
internal static class JoinCodes
{
    /// <summary>How long a code can be entered.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(10);

    /// <summary>How long the question waits for its yes.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(10);

    /// <summary>Codes that an account can make an hour.</summary>
    public const int MadePerHourMax = 5;

    /// <summary>Codes that do not exist, entered by an account in an hour.</summary>
    public const int GuessesPerHourMax = 5;

    private const string Columns = "id, hash, owner_id, expires_at, entered_by, entered_at, ended_at";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Long enough to tell an old code from one that never was.
    private static readonly TimeSpan KeptMax = TimeSpan.FromDays(1);

    /// <summary>Makes a code; the account's earlier ones can be entered no more.</summary>
    /// <returns>The code in the clear, for the one message that tells it; null: too many were made.</returns>
    public static string? Make(Tx tx, Ids ids, Customer owner)
    {
        tx.Execute("DELETE FROM join_codes WHERE made_at < @before", new { before = Ms(tx.Now - KeptMax) });
        if (tx.Scalar<long>("SELECT count(*) FROM join_codes WHERE owner_id = @AccountId AND made_at > @since", new { owner.AccountId, since = Ms(tx.Now - Hour) }) >= MadePerHourMax)
        {
            return null;
        }

        tx.Execute("UPDATE join_codes SET expires_at = @NowMs WHERE owner_id = @AccountId AND expires_at > @NowMs AND entered_by IS NULL", new { tx.NowMs, owner.AccountId });
        var code = ids.NewLetters(JoinCode.Letters);
        tx.Execute(
            "INSERT INTO join_codes (hash, owner_id, made_at, expires_at) VALUES (@hash, @AccountId, @NowMs, @until)",
            new { hash = JoinCode.Hash(code), owner.AccountId, tx.NowMs, until = Ms(tx.Now + LifeMax) });
        return code;
    }

    public static JoinCodeRow? Find(Tx tx, string code)
    {
        var hash = JoinCode.Hash(code);
        return tx.QuerySingleOrDefault<JoinCodeRow>($"SELECT {Columns} FROM join_codes WHERE hash = @hash", new { hash }) is { } found && JoinCode.AreSame(found.Hash, hash) ? found : null;
    }

    public static JoinCodeRow? Find(Tx tx, long id) => tx.QuerySingleOrDefault<JoinCodeRow>($"SELECT {Columns} FROM join_codes WHERE id = @id", new { id });

    /// <summary>From now on it is this account's and nobody else's.</summary>
    public static void Enter(Tx tx, JoinCodeRow code, Customer by) => tx.Execute(
        "UPDATE join_codes SET entered_by = @AccountId, entered_at = @NowMs WHERE id = @Id AND entered_by IS NULL", new { code.Id, by.AccountId, tx.NowMs });

    /// <summary>It has joined the two, or they do not want to.</summary>
    public static void End(Tx tx, JoinCodeRow code) => tx.Execute("UPDATE join_codes SET ended_at = @NowMs WHERE id = @Id AND ended_at IS NULL", new { code.Id, tx.NowMs });

    /// <summary>Whether an account has to wait before it may enter another code, right or wrong.</summary>
    public static bool HasGuessedTooOften(Tx tx, Customer account) => tx.Scalar<long>(
        "SELECT count(*) FROM join_guesses WHERE customer_id = @AccountId AND at > @since", new { account.AccountId, since = Ms(tx.Now - Hour) }) >= GuessesPerHourMax;

    /// <summary>An account has entered a code that does not exist.</summary>
    public static void Guessed(Tx tx, Customer account)
    {
        tx.Execute("DELETE FROM join_guesses WHERE at < @before", new { before = Ms(tx.Now - Hour) });
        tx.Execute("INSERT INTO join_guesses (customer_id, at) VALUES (@AccountId, @NowMs)", new { account.AccountId, tx.NowMs });
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
