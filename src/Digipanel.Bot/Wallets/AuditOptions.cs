namespace Digipanel.Bot.Wallets;

/// <summary>How often the running bot proves its books (section <c>Audit</c>).</summary>
public sealed class AuditOptions
{
    private static readonly TimeSpan IntervalMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IntervalMax = TimeSpan.FromDays(7);

    /// <summary>From the end of one audit to the next. A million entries take seconds of one core; the writer is not held up.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    internal void Validate(List<string> problems)
    {
        if (Interval < IntervalMin || Interval > IntervalMax)
        {
            problems.Add($"Audit:Interval is {Interval}; give 00:01:00 (a minute) to 7.00:00:00 (a week).");
        }
    }
}
