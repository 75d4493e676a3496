using System.Diagnostics;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>Who waits for a reply in which chat. A chat has one who waits at the most.</summary>
internal sealed class Replies
{
    private const int ChatsMax = 1_000_000;
    private readonly TaskCompletionSource<long>?[] _waiting = new TaskCompletionSource<long>?[ChatsMax];
    private long _calls;

    /// <summary>Calls that the stub took.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Completes with the moment (of Stopwatch) at which the stub has the chat's next message.</summary>
    public Task<long> Next(long chat)
    {
        // Continuations run elsewhere: the stub answers first.
        var waiter = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _waiting[Index(chat)], waiter);
        return waiter.Task;
    }

    public void Arrived(long chat, long now)
    {
        Interlocked.Increment(ref _calls);
        if (chat >= ShopSettings.FirstCustomer && chat < ShopSettings.FirstCustomer + ChatsMax)
        {
            Interlocked.Exchange(ref _waiting[Index(chat)], null)?.TrySetResult(now);
        }
    }

    public static long Now => Stopwatch.GetTimestamp();

    private static long Index(long chat) => chat - ShopSettings.FirstCustomer;
}
