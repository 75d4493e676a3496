using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>The load generator and Telegram's stub, in a process of their own: their CPU is told apart from the server's.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    public LoadProcess()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoadProcess).Assembly.Location);
        }

        start.ArgumentList.Add("load");
        // It must not take more than it needs: threads that spin would take the server's core.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        StubPort = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Where Telegram is played.</summary>
    public int StubPort { get; }

    public async Task<LoadResult> RunAsync(LoadOrder order)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, LoadJson.Default.LoadOrder));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The load generator has died.");
        return JsonSerializer.Deserialize(line, LoadJson.Default.LoadResult)!;
    }

    public void Dispose()
    {
        // The end of its input is its end.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
