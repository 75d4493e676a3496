using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>Keeps the alerts of every <see cref="ITrouble"/> in step with what is wrong now. It writes only where something has changed.</summary>
internal sealed partial class TroublePump(IEnumerable<ITrouble> troubles, AdminAlerts alerts, Store store, TimeProvider time, ILogger<TroublePump> logger)
    : Pump(store, time, logger)
{
    private readonly List<ITrouble> _troubles = [.. troubles];
    private readonly ILogger<TroublePump> _logger = logger;

    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(30);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var trouble in _troubles)
        {
            var (standing, wrong) = Store.Read(database =>
            {
                var stands = AdminAlerts.Standing(database, trouble.Family);
                return (stands, trouble.Wrong(database, stands, Time.GetUtcNow()));
            });
            List<string> raised = [.. wrong.Except(standing, StringComparer.Ordinal)];
            List<string> over = [.. standing.Except(wrong, StringComparer.Ordinal)];
            if (raised.Count + over.Count > 0)
            {
                await Store.InTransaction(
                    tx =>
                    {
                        raised.ForEach(alert => alerts.Raise(tx, alert, texts => trouble.Alarm(texts, alert)));
                        over.ForEach(alert => alerts.Clear(tx, alert, texts => trouble.AllClear(texts, alert)));
                    },
                    cancellationToken);
                raised.ForEach(LogRaised);
                over.ForEach(LogOver);
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Trouble: {Alert}")]
    private partial void LogRaised(string alert);

    [LoggerMessage(Level = LogLevel.Information, Message = "Over: {Alert}")]
    private partial void LogOver(string alert);
}
