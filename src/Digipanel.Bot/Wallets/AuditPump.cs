using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Wallets;

/// <summary>Audits soon after the start and then at intervals; what is wrong is logged, told to the admins once, and keeps the shop from being ready.</summary>
public sealed partial class AuditPump : Pump
{
    private const string Alerts = "audit:";

    // The first minute belongs to the customers who wrote while the bot was down.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(20);

    private readonly AuditOptions _options;
    private readonly AdminAlerts _alerts;
    private readonly ILogger<AuditPump> _logger;
    private bool _isFirst = true;

    /// <summary>Made by the host.</summary>
    public AuditPump(AuditOptions options, AdminAlerts alerts, Store store, TimeProvider time, ILogger<AuditPump> logger)
        : base(store, time, logger) => (_options, _alerts, _logger) = (options, alerts, logger);

    /// <summary>The last audit; null before the first.</summary>
    public AuditReport? Last { get; private set; }

    /// <summary>What keeps the shop from being ready: the first violation of the last audit, or why there is none. Not audited yet is no problem.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    protected override TimeSpan PollInterval => _options.Interval;

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var started = Time.GetTimestamp();
        AuditReport? report = null;
        try
        {
            await Start(() =>
            {
                report = Store.Read(c => LedgerAudit.Run(c, Time.GetUtcNow(), cancellationToken: cancellationToken));
                return Task.CompletedTask;
            });
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException))
        {
            // Books that cannot be read are no better than wrong ones. The pump logs it and tries again soon.
            Problem = $"the audit failed: {e.GetType().Name}";
            throw;
        }

        Last = report!;
        Problem = report!.IsClean ? null : report.Violations[0].Sentence;
        foreach (var violation in report.Violations)
        {
            LogViolation(violation.Check.Name, violation.Sentence);
        }

        var took = Time.GetElapsedTime(started);
        LogAudited(report.Violations.Count, report.Warnings.Count, took);
        if (!report.IsClean || Store.Read(c => AdminAlerts.Standing(c, Alerts).Count > 0))
        {
            await Store.InTransaction(
                tx => _alerts.Follow(
                    tx, Alerts, [.. report.Violations.Select(v => Alerts + v.Check.Name)], texts => texts.AlertAudit(report.Violations), texts => texts.AlertAuditClean),
                cancellationToken);
        }

        return false;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        if (_isFirst)
        {
            _isFirst = false;
            return FirstAfter;
        }

        return await base.StepAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The books are wrong ({Check}): {Sentence}")]
    private partial void LogViolation(string check, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Audited the books: {Violations} violation(s), {Warnings} warning(s), in {Took}")]
    private partial void LogAudited(int violations, int warnings, TimeSpan took);
}
