namespace Digipanel.Sandbox.Bot;

/// <summary>What the bot wrote: the last lines for the page, all of them in a file.</summary>
public sealed class BotLog : IDisposable
{
    private const int KeptLinesMax = 300;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly StreamWriter _file;

    /// <summary>Opens (and empties) the file.</summary>
    /// <param name="path">Where the lines go.</param>
    public BotLog(string path)
    {
        Path = path;
        // Another sandbox that was killed may still hold the old file open for a moment: share it.
        _file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Adds one line.</summary>
    /// <param name="line">As the bot wrote it.</param>
    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            while (_lines.Count > KeptLinesMax)
            {
                _lines.Dequeue();
            }
            _file.WriteLine(line);
        }
    }

    /// <summary>The last lines, oldest first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> Last(int count)
    {
        lock (_gate)
        {
            return [.. _lines.Skip(Math.Max(0, _lines.Count - count))];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }
}
