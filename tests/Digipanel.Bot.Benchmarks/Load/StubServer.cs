using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>
/// Plays Telegram (every method works, and messages complete those who wait for them) and Digipanel (a balance, and downloads that are accepted and
/// never end). It answers at once.
/// </summary>
internal sealed class StubServer : IDisposable
{
    private readonly Replies _replies;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private long _lastId;

    public StubServer(Replies replies)
    {
        _replies = replies;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var reader = new HttpReader(socket);
        try
        {
            while (await reader.ReadAsync())
            {
                await socket.SendAsync(Answer(reader), SocketFlags.None);
            }
        }
        catch (SocketException)
        {
            // The server under test was killed.
        }
    }

    private byte[] Answer(HttpReader request)
    {
        var line = request.Message[..request.Message.IndexOf((byte)'\r')];
        if (line.IndexOf("/api/v1/"u8) >= 0)
        {
            return Http(line.StartsWith("GET"u8) ? Digipanel.Balance : Digipanel.Accepted(Interlocked.Increment(ref _lastId)));
        }

        if (line.IndexOf("getMe "u8) >= 0)
        {
            return Http("""{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Shop","username":"shop_bot"}}""");
        }

        if (line.IndexOf("getWebhookInfo "u8) >= 0)
        {
            return Http("""{"ok":true,"result":{"url":"","pending_update_count":0}}""");
        }

        if (line.IndexOf("/send"u8) < 0 && line.IndexOf("/edit"u8) < 0)
        {
            return Http("""{"ok":true,"result":true}""");
        }

        var now = Replies.Now;
        var chat = Chat(request.Body);
        if (line.IndexOf("/sendMessage"u8) >= 0 || line.IndexOf("/sendPhoto"u8) >= 0)
        {
            _replies.Arrived(chat, now);
        }

        var id = Interlocked.Increment(ref _lastId);
        return Http(string.Create(CultureInfo.InvariantCulture, $$$"""{"ok":true,"result":{"message_id":{{{id}}},"date":1795000000,"chat":{"id":{{{chat}}},"type":"private"},"text":"…"}}"""));
    }

    private static long Chat(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("\"chat_id\":"u8);
        if (at >= 0)
        {
            return Utf8Parser.TryParse(body[(at + 10)..].TrimStart(" \""u8), out long chat, out _) ? chat : 0;
        }

        at = body.IndexOf("name=\"chat_id\"\r\n\r\n"u8);
        return at >= 0 && Utf8Parser.TryParse(body[(at + 18)..], out long formChat, out _) ? formChat : 0;
    }

    private static byte[] Http(string json) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    private static class Digipanel
    {
        public const string Balance = """{"status":"success","data":{"balance":100000000,"cost_per_download":200,"downloads_available":500000}}""";

        public static string Accepted(long id) => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"status":"success","message":"Download sedang diproses","data":{"download_id":"stub-{{{id}}}","title":"Neon city opener","cost":200,"balance_after":100000000}}""");
    }
}
