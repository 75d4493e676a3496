using System.Buffers.Text;
using System.Net.Sockets;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>
/// Reads HTTP/1.1 messages from a socket: requests and answers alike, one after another. No client library, because what it costs to make load is
/// taken from the server that is measured.
/// </summary>
internal sealed class HttpReader(Socket socket)
{
    private const int BufferBytes = 64 * 1024;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    /// <summary>The next message; false at the end of the connection. It is valid until the next call.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        _start += Length;
        Length = 0;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (!TryFrame())
        {
            var read = _end == _buffer.Length ? 0 : await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    /// <summary>The whole message.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(_start, Length);

    /// <summary>What follows the headers.</summary>
    public ReadOnlySpan<byte> Body => Message[HeadLength..];

    private int Length { get; set; }

    private int HeadLength { get; set; }

    private bool TryFrame()
    {
        var got = _buffer.AsSpan(_start, _end - _start);
        var head = got.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        head += 4;
        var headers = got[..head];
        var length = 0;
        if (Find(headers, "\r\ncontent-length:"u8) is var at and >= 0)
        {
            length = Utf8Parser.TryParse(headers[at..].TrimStart(" "u8), out int told, out _) ? told : 0;
        }
        else if (Find(headers, "\r\ntransfer-encoding: chunked"u8) >= 0)
        {
            var end = got[(head - 2)..].IndexOf("\r\n0\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            length = end + 5;
        }

        if (got.Length < head + length)
        {
            return false;
        }

        (HeadLength, Length) = (head, head + length);
        return true;
    }

    /// <summary>Where the text ends that is looked for in any case; -1 where it is not there.</summary>
    private static int Find(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> lower)
    {
        for (var line = 0; line >= 0 && line + lower.Length <= headers.Length;)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(headers.Slice(line, lower.Length), lower))
            {
                return line + lower.Length;
            }

            var next = headers[(line + 1)..].IndexOf("\r\n"u8);
            line = next < 0 ? -1 : line + 1 + next;
        }

        return -1;
    }
}
