using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Wallets;

/// <summary>What one check found; a count of zero is a law that holds.</summary>
/// <param name="Check">The law.</param>
/// <param name="Count">How many rows break it.</param>
/// <param name="Ids">Some of them, five at most.</param>
/// <param name="Oldest">Since when, where that is known.</param>
public sealed record AuditFinding(AuditCheck Check, long Count, IReadOnlyList<string> Ids, DateTimeOffset? Oldest)
{
    /// <summary>In words for operators: what is wrong, how often and where. Without secrets and names.</summary>
    public string Sentence => Describe(TextsOf.Language("en"));

    /// <summary>The same in a person's language.</summary>
    public string Describe(ITexts texts) => $"{texts.AuditProblem(Check.Name)}: {Count} ({string.Join(", ", Ids)}{(Count > Ids.Count ? ", …" : "")})";
}

/// <summary>Something that is not finished, which is no fault by itself.</summary>
/// <param name="What">For example <c>orders submitted</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the oldest of them waits.</param>
/// <param name="Money">What is tied up in them, where it is money.</param>
public sealed record OpenItem(string What, long Count, DateTimeOffset Oldest, Rupiah? Money);

/// <summary>The result of an audit: one consistent moment of the database.</summary>
/// <param name="At">That moment.</param>
/// <param name="Findings">Every check that ran, in the order of the features.</param>
/// <param name="Open">What is still open.</param>
public sealed record AuditReport(DateTimeOffset At, IReadOnlyList<AuditFinding> Findings, IReadOnlyList<OpenItem> Open)
{
    /// <summary>Where money or a delivery is wrong.</summary>
    public IReadOnlyList<AuditFinding> Violations { get; } = Broken(Findings, AuditSeverity.Violation);

    /// <summary>Where something waits for longer than it should.</summary>
    public IReadOnlyList<AuditFinding> Warnings { get; } = Broken(Findings, AuditSeverity.Warning);

    /// <summary>Whether the books are right.</summary>
    public bool IsClean => Violations.Count == 0;

    private static IReadOnlyList<AuditFinding> Broken(IReadOnlyList<AuditFinding> findings, AuditSeverity severity) =>
        [.. findings.Where(f => f.Count > 0 && f.Check.Severity == severity)];
}
