using System.Runtime.CompilerServices;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>Digipanel: each account's key and balance, by the one call that costs nothing.</summary>
internal static class DigipanelCheck
{
    private const int FewDownloads = 50;

    public static async IAsyncEnumerable<Finding> LookAsync(
        DigipanelOptions options, DigipanelAccount account, ClockWatch network, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var what = $"Digipanel {account.Name}";
        using var client = new DigipanelClient(options, account, network, time, NullLogger.Instance);
        var pacer = new RequestPacer(time, options.RateLimit.PermitLimit, options.RateLimit.Window);
        yield return await client.BalanceAsync(pacer.TryTake(RequestKind.Submission, out _)!, cancellationToken) switch
        {
            BalanceOutcome.Known(var balance, var cost) => Judge(what, new Rupiah(balance), cost),
            BalanceOutcome.Unauthorized => Finding.Wrong(what, "401: Digipanel does not accept this ApiKey", $"Copy the key of account '{account.Name}' again from Digipanel's API Panel (dgp_sk_…)."),
            BalanceOutcome.NoBalance => Finding.Wrong(what, "402: the account's balance is used up", "Top the account up at Digipanel: until then every order waits, and is refunded in the end."),
            BalanceOutcome.RateLimited => Finding.Notable(what, "429: the key's requests of this minute are used up", "Perhaps by the running bot. Wait a minute and ask again."),
            BalanceOutcome.NoAnswer(var why) => Finding.Wrong(what, $"no usable answer from {options.BaseUrl}: {why}", "Look at Digipanel:BaseUrl (it ends in /api/v1), at the name server and at the firewall; else Digipanel is down."),
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
    }

    private static Finding Judge(string what, Rupiah balance, long? cost)
    {
        if (cost is not { } price || price <= 0)
        {
            return Finding.Fine(what, $"the key is good, balance {balance}");
        }

        var downloads = balance.Value / price;
        var seen = $"the key is good, balance {balance}: {downloads} download(s) at {new Rupiah(price)}";
        return downloads switch
        {
            < 1 => Finding.Wrong(what, seen, "Top the account up at Digipanel: it cannot pay one download."),
            < FewDownloads => Finding.Notable(what, seen, "Top the account up at Digipanel before it runs dry."),
            _ => Finding.Fine(what, seen),
        };
    }
}
