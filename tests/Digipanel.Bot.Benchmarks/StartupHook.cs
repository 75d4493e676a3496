using System.Globalization;

/// <summary>
/// Loaded into the bot by DOTNET_STARTUP_HOOKS, which runs it before Main: writes down the sizes that only the process itself knows, beside the
/// unmodified program. (The name, without a namespace, is the runtime's.)
/// </summary>
#pragma warning disable CA1050, MA0047 // as above
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public const string FileVariable = "BENCHMARKS_SAMPLES";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            new Thread(() => Write(file)) { IsBackground = true, Name = "samples" }.Start();
        }
    }

    private static void Write(string file)
    {
        while (true)
        {
            var gc = GC.GetGCMemoryInfo();
            File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{gc.HeapSizeBytes} {GC.GetTotalAllocatedBytes()} {GC.CollectionCount(2)}"));
            Thread.Sleep(Interval);
        }
    }
}
