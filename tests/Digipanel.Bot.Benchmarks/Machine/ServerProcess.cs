using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>A program under load. Its lines go to a file without passing us: reading them would cost our share of the cores.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly double TicksPerSecond = 100; // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on

    private readonly Process _process;
    private readonly string _log;
    private readonly long _started;

    private ServerProcess(Process process, string log, long started) => (_process, _log, _started) = (process, log, started);

    public int Pid => _process.Id;

    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // After the name in brackets: fields 14 and 15 of proc(5), which are 11 and 12 from there.
            var fields = Stat().Split(' ');
            return TimeSpan.FromSeconds((double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMb => Status("VmRSS");

    /// <summary>Resident memory in MB that is no file's: without the program's own code and the pages of the database, which the system takes back at will.</summary>
    public double PrivateMb => Status("RssAnon");

    /// <summary>Starts a program of its own.</summary>
    public static ServerProcess Start(string log, string folder, IReadOnlyDictionary<string, string> environment, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >>\"$LOG\" 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(command);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        start.Environment["LOG"] = log;
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        return new ServerProcess(process, log, started);
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Asks /healthz again and again.</summary>
    /// <returns>How long after the start the first 200 came.</returns>
    public TimeSpan WaitUntilHealthy(int port)
    {
        var asked = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(asked) < Patience)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{File.ReadAllText(_log)}");
            }

            if (IsHealthy(port))
            {
                return Stopwatch.GetElapsedTime(_started);
            }

            Thread.Sleep(2);
        }

        throw new TimeoutException($"Nobody answered on port {port}:\n{File.ReadAllText(_log)}");
    }

    public void Dispose()
    {
        Kill(_process);
        _process.Dispose();
    }

    private static bool IsHealthy(int port)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 5_000 };
            socket.Connect(IPAddress.Loopback, port);
            socket.Send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8);
            Span<byte> head = stackalloc byte[12];
            return socket.Receive(head) == head.Length && head.EndsWith("200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // Gone already.
        }
    }

    private string Stat()
    {
        var stat = File.ReadAllText($"/proc/{Pid}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..];
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{Pid}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;
}
