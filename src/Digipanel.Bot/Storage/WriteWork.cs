namespace Digipanel.Bot.Storage;

/// <summary>One caller's work on its way through the writer.</summary>
internal abstract class WriteWork
{
    /// <summary>Set by <see cref="Run"/>; its effects happen after the commit.</summary>
    public Tx? Tx { get; protected set; }

    /// <summary>The work's own failure: it is undone alone and its caller is told after the batch.</summary>
    public Exception? Failure { get; set; }

    public abstract void Run(Tx tx);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class WriteWork<T>(Func<Tx, T> work) : WriteWork
{
    // Continuations run elsewhere: the writer thread must get on with the next batch.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Run(Tx tx)
    {
        Tx = tx;
        _result = work(tx);
    }

    public override void Complete() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
