using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// Tells the admins when orders wait and Digipanel gives no usable answer for minutes: no connection, time-outs, 5xx, 429. A wrong key and an empty
/// account have alerts of their own.
/// </summary>
internal sealed class LaneReach(string account, AdminAlerts alerts, Store store)
{
    private const long SilenceMaxMs = 300_000;

    // Unix milliseconds, zero for never. Submissions that end write while the lane's loop reads.
    private long _silentSince;
    private long _waitingSince;
    private int _hasAnswered;

    // Not known at the start: the alert may stand since before.
    private bool? _isRaised;

    /// <summary>Digipanel answered something that decides, or did not.</summary>
    public void Report(bool answered, long now)
    {
        if (answered)
        {
            Interlocked.Exchange(ref _silentSince, 0);
            Interlocked.Exchange(ref _hasAnswered, 1);
        }
        else
        {
            Interlocked.CompareExchange(ref _silentSince, now, 0);
        }
    }

    /// <summary>Raises the alert where it is due, takes it back where it is over.</summary>
    public async Task CheckAsync(LaneState state, long now)
    {
        var isWaiting = (state.Waiting || state.Doubtful > 0) && state.Book.Stopped is null;
        _waitingSince = !isWaiting ? 0 : _waitingSince == 0 || _waitingSince > now ? now : _waitingSince;
        var silentSince = Interlocked.Read(ref _silentSince);
        if (silentSince > 0 && isWaiting && now - Math.Max(silentSince, _waitingSince) >= SilenceMaxMs && _isRaised != true)
        {
            await store.InTransaction(tx => alerts.Raise(tx, Alert, texts => texts.AlertUnreachable(account)));
            _isRaised = true;
        }
        else if (silentSince == 0 && _isRaised != false && Interlocked.CompareExchange(ref _hasAnswered, 0, 1) == 1)
        {
            await store.InTransaction(tx => alerts.Clear(tx, Alert, texts => texts.AlertLaneOpen(account)));
            _isRaised = false;
        }
    }

    private string Alert => AlertOf(account);

    /// <summary>The alert's name.</summary>
    public static string AlertOf(string account) => $"digipanel:{account}:unreachable";
}
