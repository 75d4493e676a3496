using System.Runtime.InteropServices;

namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>What it was measured on.</summary>
internal static class Machines
{
    public static string Describe()
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}; load average at the end {load}. min / **median** / max of interleaved rounds.";
    }
}
