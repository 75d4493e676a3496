namespace Digipanel.Bot.Wallets;

/// <summary>What it means that a check has found something.</summary>
public enum AuditSeverity
{
    /// <summary>Money or a delivery is wrong: the shop is not ready.</summary>
    Violation,

    /// <summary>Something is open for longer than it should be: somebody may want to look.</summary>
    Warning,

    /// <summary>Worth knowing; nothing is wrong with the books.</summary>
    Note,
}

/// <summary>One law of the books. Its words for people stand in <c>ITexts.AuditProblem</c>.</summary>
/// <param name="Name">Area and law, for example <c>ledger:balances</c>.</param>
/// <param name="Severity">What a breach means.</param>
public sealed record AuditCheck(string Name, AuditSeverity Severity = AuditSeverity.Violation);

/// <summary>One statement that reads its tables once and tells breaches of one or more laws.</summary>
/// <param name="Sql">
/// Rows of (place in <paramref name="Checks"/>, id of the offender, since when or null); <c>@now</c> is the audit's time. It names
/// rows by number, key or reference, never by a customer's name: the result is printed, logged and sent.
/// </param>
/// <param name="Checks">The laws that it checks.</param>
public sealed record AuditPass(string Sql, params IReadOnlyList<AuditCheck> Checks)
{
    /// <summary>True where it reads every page of the file, or is a question for a person at hand: left out of the timed audit.</summary>
    public bool Deep { get; init; }
}

/// <summary>A feature's share of the audit: its tables are its own business, and its checks go when its folder goes.</summary>
/// <param name="Passes">Its checks.</param>
/// <param name="OpenSql">What is still open: rows of (what, how many, since when at the earliest, rupiah or null).</param>
public sealed record AuditBook(IReadOnlyList<AuditPass> Passes, string? OpenSql = null);
