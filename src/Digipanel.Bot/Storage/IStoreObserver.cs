namespace Digipanel.Bot.Storage;

/// <summary>
/// One of the two seams that every durable effect passes (the other is the HTTP handler). A test throws here to die
/// before or after a commit.
/// </summary>
public interface IStoreObserver
{
    /// <summary>Watches nothing.</summary>
    static readonly IStoreObserver None = new Nobody();

    /// <summary>The works have run; nothing is durable yet.</summary>
    void BeforeCommit();

    /// <summary>The works are durable; nobody has been told yet.</summary>
    void AfterCommit();

    private sealed class Nobody : IStoreObserver
    {
        public void BeforeCommit()
        {
        }

        public void AfterCommit()
        {
        }
    }
}
