using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>Compares this machine's clock with the Date header of a server's answers, on the way to it: measured and judged as the running bot does.</summary>
internal sealed class ClockWatch : DelegatingHandler
{
    private readonly ClockSkew _skew;

    public ClockWatch(HttpMessageHandler network, TimeProvider time)
        : this(network, new ClockSkew(), time)
    {
    }

    private ClockWatch(HttpMessageHandler network, ClockSkew skew, TimeProvider time)
        : base(new ClockSkewHandler(network, skew, time)) => _skew = skew;

    /// <summary>How far this machine's clock is ahead of the server's, by two answers that agree, else by the last; null before an answer that says it.</summary>
    public TimeSpan? Ahead => _skew.Confirmed ?? _skew.Measured;

    /// <summary>Whether a signature made with this clock is refused for its time alone.</summary>
    public bool IsBad => Ahead?.Duration() > ClockSkew.RefusedAt;

    /// <summary>What it says of the clock.</summary>
    public static Finding Judge(IEnumerable<(string Server, ClockWatch Watch)> watches)
    {
        const string What = "Clock";
        var mend = $"Let the machine keep its time: timedatectl set-ntp true (or chrony). Signatures carry the time, and Doitpay refuses one that is {ClockSkew.RefusedAt.TotalMinutes:0} minutes off.";
        if (watches.FirstOrDefault(w => w.Watch.Ahead is not null) is not { Watch.Ahead: { } ahead } seen)
        {
            return Finding.Notable(What, "not measured, because no server answered soon and with a date", null);
        }

        var words = $"{Math.Round(ahead.Duration().TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} {seen.Server}'s";
        return ahead.Duration() <= ClockSkew.WarnAt ? Finding.Fine(What, words)
            : seen.Watch.IsBad ? Finding.Wrong(What, words, mend)
            : Finding.Notable(What, words, mend);
    }
}
