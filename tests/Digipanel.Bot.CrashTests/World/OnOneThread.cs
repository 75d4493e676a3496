using System.Runtime.ExceptionServices;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// Runs a simulated world on a thread of its own: without xunit's synchronisation context, so that whoever awaits goes on at once where it was
/// completed, and with a stack for long chains of such.
/// </summary>
internal static class OnOneThread
{
    private const int StackBytes = 64 * 1024 * 1024;

    public static T Run<T>(Func<T> world)
    {
        var result = default(T)!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = world();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
