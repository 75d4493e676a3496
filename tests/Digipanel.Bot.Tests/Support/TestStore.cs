using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Support;

/// <summary>A real store on a real file, with one customer at hand.</summary>
public sealed class TestStore : IDisposable
{
    private readonly TempFolder _folder = new();

    public TestStore(IStoreObserver? observer = null)
    {
        Store = Open(observer);
    }

    public FakeTime Time { get; } = new();

    public Store Store { get; private set; }

    public string ConnectionString => _folder.ConnectionString;

    /// <summary>Closes the database and opens the same file again.</summary>
    public void Reopen(IStoreObserver? observer = null)
    {
        Store.Dispose();
        Store = Open(observer);
    }

    public async Task<Customer> NewCustomerAsync(string userId = "1", string channel = "telegram") =>
        await Store.InTransaction(tx => Customers.Upsert(tx, Update(userId) with { Channel = channel }));

    public static ChatUpdate Update(string userId = "1", string externalId = "1", string text = "") =>
        new() { Channel = "telegram", ExternalId = externalId, UserId = userId, ChatId = userId, Name = "Budi", Text = text };

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private Store Open(IStoreObserver? observer) =>
        new(new StorageOptions { ConnectionString = _folder.ConnectionString }, Time, NullLogger<Store>.Instance, observer);
}
