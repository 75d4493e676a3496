using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>One run: closed (each sender waits for its answer and its reply) or open (at random moments, as people do).</summary>
internal sealed class LoadRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LoadOrder _order;
    private readonly Replies _replies;
    private readonly Requests _requests;
    private readonly List<double> _milliseconds = new(100_000);
    private readonly byte[][] _made;
    private long _next;
    private long _failed;

    public LoadRun(LoadOrder order, Replies replies)
    {
        (_order, _replies) = (order, replies);
        _requests = new Requests(order);
        _next = order.FirstNumber;

        // Made beforehand where that is few: signing 40,000 bodies a second would be the load generator's whole work.
        _made = order.Stream == Stream.Repeats ? [.. Enumerable.Range(0, 64).Select(i => _requests.Make(i))] : [];
    }

    public async Task<LoadResult> RunAsync()
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var calls = _replies.Calls;
        var started = Stopwatch.GetTimestamp();
        if (_order.RatePerSecond > 0)
        {
            await Task.Factory.StartNew(() => OpenAsync(started), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, _order.Connections).Select(_ => Task.Run(() => ClosedAsync(started))));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _milliseconds.Sort();
        return new LoadResult(
            _milliseconds.Count, _failed, seconds, _replies.Calls - calls, Percentile(0.5), Percentile(0.99), Percentile(1), (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, _next);
    }

    private double Percentile(double share) => _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))];

    private async Task ClosedAsync(long started)
    {
        using var connection = new Connection(_order.Port);
        var mine = new List<double>(10_000);
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < _order.Seconds)
        {
            var now = Stopwatch.GetTimestamp();
            if (await TrySendAsync(connection, Interlocked.Increment(ref _next) - 1, now) is { } milliseconds)
            {
                mine.Add(milliseconds);
            }
        }

        lock (_milliseconds)
        {
            _milliseconds.AddRange(mine);
        }
    }

    private async Task OpenAsync(long started)
    {
        var idle = new ConcurrentBag<Connection>();
        var sent = new List<Task>();
        var random = new Random(4);
        var due = 0.0;
        while (due < _order.Seconds)
        {
            while (due <= Stopwatch.GetElapsedTime(started).TotalSeconds)
            {
                // From the moment that it was due: a generator that is late must not flatter the server.
                sent.Add(SendAsync(_next++, started + (long)(due * Stopwatch.Frequency)));
                due -= Math.Log(1 - random.NextDouble()) / _order.RatePerSecond;
            }

            Thread.Sleep(1);
        }

        await Task.WhenAll(sent);
        foreach (var connection in idle)
        {
            connection.Dispose();
        }

        async Task SendAsync(long number, long dueAt)
        {
            var connection = idle.TryTake(out var free) ? free : new Connection(_order.Port);
            if (await TrySendAsync(connection, number, dueAt) is { } milliseconds)
            {
                lock (_milliseconds)
                {
                    _milliseconds.Add(milliseconds);
                }
            }

            idle.Add(connection);
        }
    }

    private async Task<double?> TrySendAsync(Connection connection, long number, long since)
    {
        try
        {
            var reply = _requests.HasReply ? _replies.Next(_requests.Chat(number)) : null;
            var request = _made.Length > 0 ? _made[number % _made.Length] : _requests.Make(number);
            var ok = await connection.PostAsync(request);
            if (!ok)
            {
                Interlocked.Increment(ref _failed);
                return null;
            }

            var end = reply is null ? Stopwatch.GetTimestamp() : await reply.WaitAsync(Patience);
            return (end - since) * 1000.0 / Stopwatch.Frequency;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            Interlocked.Increment(ref _failed);
            return null;
        }
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly HttpReader _reader;

        public Connection(int port)
        {
            _socket.Connect(IPAddress.Loopback, port);
            _reader = new HttpReader(_socket);
        }

        public async ValueTask<bool> PostAsync(byte[] request)
        {
            await _socket.SendAsync(request, SocketFlags.None);
            return await _reader.ReadAsync() && _reader.Message[9..12].SequenceEqual("200"u8);
        }

        public void Dispose() => _socket.Dispose();
    }
}
