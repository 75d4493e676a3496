using System.Diagnostics;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Topups;

internal static class TimeWhile
{
    private static readonly TimeSpan PatienceMax = ShopWorld.Patience;

    /// <summary>Moves the clock on until the task has ended: it waits for a timeout or for its next try, and for nothing real.</summary>
    public static async Task<T> While<T>(this FakeTime time, Task<T> task)
    {
        var started = Stopwatch.StartNew();
        while (!task.IsCompleted && started.Elapsed < PatienceMax)
        {
            if (time.Waiting > 0)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.WhenAny(task, Task.Delay(1));
        }

        return await task;
    }
}
