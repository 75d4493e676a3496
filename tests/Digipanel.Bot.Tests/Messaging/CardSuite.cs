using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>A customer's name as a card, shown and changed, and the outbox's sender before the channel that the derived class is about.</summary>
public abstract class CardSuite : IDisposable
{
    private protected static readonly ChatAddress Budi = new("telegram", "1");

    private readonly string _card;

    private protected CardSuite(IChatChannel channel, ICard card, IStoreObserver? observer = null)
    {
        _card = $"{card.Prefix}:1";
        Test = new TestStore(observer);
        Sender = new OutboxSender(Test.Store, [channel], [card], new Ids(Test.Time), Test.Time, NullLogger<OutboxSender>.Instance);
    }

    private protected TestStore Test { get; }

    private protected OutboxSender Sender { get; }

    public void Dispose()
    {
        Sender.Dispose();
        Test.Dispose();
    }

    private protected async Task ShowAsync(string name)
    {
        await Test.NewCustomerAsync();
        await ChangeAsync(name, Show);
        await RunAsync();
    }

    private protected async Task ChangeAsync(string name)
    {
        await ChangeAsync(name, Refresh);
        await RunAsync();
    }

    /// <summary>Nothing is sent yet.</summary>
    private protected Task ChangeAsync(string name, Action<Tx> then) => Test.Store.InTransaction(tx =>
    {
        Rename(tx, name);
        then(tx);
    });

    private protected void Show(Tx tx) => Cards.Show(tx, Budi, _card);

    private protected void Refresh(Tx tx) => Cards.Refresh(tx, _card);

    private protected static void Rename(Tx tx, string name) => tx.Execute("UPDATE customers SET name = @name WHERE id = 1", new { name });

    private protected async Task RunAsync()
    {
        for (var seconds = 0; seconds < 10; seconds++)
        {
            while (await Sender.RunOnceAsync(default))
            {
            }

            Test.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private protected long Count(string sql) => Test.Store.Read(c => c.ExecuteScalar<long>(sql));
}
