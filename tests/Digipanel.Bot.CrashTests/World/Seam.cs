using Digipanel.Bot.Storage;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>The process is gone: what every step of a dead host throws, so that none of its catch blocks gets anything done.</summary>
internal sealed class HostDiedException(string where) : Exception($"The host died {where}.");

/// <summary>On which side of a step the process dies.</summary>
internal enum Side
{
    /// <summary>Nothing of the step happened.</summary>
    Before,

    /// <summary>It happened, and nobody was told: committed but not returned, or acted on but the answer lost.</summary>
    After,
}

/// <summary>A place to die: the n-th durable step since the host started, counted from 1.</summary>
internal sealed record CrashPoint(int Step, Side Side)
{
    public override string ToString() => $"{(Side == Side.Before ? "before" : "after")} step {Step}";
}

/// <summary>
/// The two seams that all durable effects of one host pass, its commits and its HTTP calls, numbered. At the given point it dies, and stays dead.
/// It also watches that everything happens on one thread: else the run could not be repeated.
/// </summary>
internal sealed class Seam(CrashPoint? point, Action<string> watch) : IStoreObserver
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>What the steps were, for people who look into a failure.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>Steps that were left again: an answer that is still awaited at the end is no place to die.</summary>
    public HashSet<int> Left { get; } = [];

    public bool Dead { get; private set; }

    /// <summary>From outside: the process is killed between two steps.</summary>
    public void Kill() => Dead = true;

    public void BeforeCommit() => Enter("commit");

    public void AfterCommit() => Leave();

    /// <summary>A step begins; dies where it should.</summary>
    public int Enter(string what)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new NotRepeatableException(what);
        }

        ThrowIfDead(what);
        Steps.Add(what);
        watch(what);
        if (point == new CrashPoint(Steps.Count, Side.Before))
        {
            Dead = true;
            ThrowIfDead(what);
        }

        return Steps.Count;
    }

    /// <summary>The step (the last one, unless told) has acted; dies where nobody should hear of it.</summary>
    public void Leave(int? step = null)
    {
        var number = step ?? Steps.Count;
        Left.Add(number);
        ThrowIfDead(Steps[number - 1]);
        if (point == new CrashPoint(number, Side.After))
        {
            Dead = true;
            ThrowIfDead(Steps[number - 1]);
        }
    }

    public void ThrowIfDead(string what)
    {
        if (Dead)
        {
            throw new HostDiedException($"around step {Steps.Count} ({what})");
        }
    }
}
