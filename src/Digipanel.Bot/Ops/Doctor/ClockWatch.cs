namespace Digipanel.Bot.Ops.Doctor;

/// <summary>Compares this machine's clock with the Date header of a server's first answer, on the way to it.</summary>
internal sealed class ClockWatch(HttpMessageHandler network, TimeProvider time) : DelegatingHandler(network)
{
    // Doitpay refuses an X-TIMESTAMP that is five minutes off (facts of the authentication page); half a minute is no cause for worry.
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Bearable = TimeSpan.FromMinutes(4);

    /// <summary>How far this machine's clock is ahead of the server's; null before an answer that had a date.</summary>
    public TimeSpan? Ahead { get; private set; }

    /// <summary>Whether a signature made with this clock may be refused for its time alone.</summary>
    public bool IsBad => Ahead?.Duration() > Bearable;

    /// <summary>What it says of the clock.</summary>
    public static Finding Judge(IEnumerable<(string Server, ClockWatch Watch)> watches)
    {
        const string What = "Clock";
        const string Mend = "Let the machine keep its time: timedatectl set-ntp true (or chrony). Signatures carry the time, and Doitpay refuses one that is 5 minutes off.";
        if (watches.FirstOrDefault(w => w.Watch.Ahead is not null) is not { Watch.Ahead: { } ahead } seen)
        {
            return Finding.Notable(What, "not measured, because no server answered with a date", null);
        }

        var words = $"{Math.Round(ahead.Duration().TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} {seen.Server}'s";
        return ahead.Duration() <= Good ? Finding.Fine(What, words)
            : ahead.Duration() <= Bearable ? Finding.Notable(What, words, Mend)
            : Finding.Wrong(What, words, Mend);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = time.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken);
        if (Ahead is null && response.Headers.Date is { } date)
        {
            // The header has whole seconds, cut off; the server wrote it somewhere between sending and receiving.
            var received = time.GetUtcNow();
            Ahead = sent + ((received - sent) / 2) - date - TimeSpan.FromMilliseconds(500);
        }

        return response;
    }
}
