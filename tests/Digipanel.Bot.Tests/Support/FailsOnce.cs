using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Support;

/// <summary>The database's first commit fails.</summary>
internal sealed class FailsOnce(int code) : IStoreObserver
{
    private bool _failed;

    public void BeforeCommit()
    {
        if (!_failed)
        {
            _failed = true;
            throw new SqliteException("cannot write", code);
        }
    }

    public void AfterCommit()
    {
    }
}
