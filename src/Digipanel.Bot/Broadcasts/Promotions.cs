using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Broadcasts;

/// <summary>Whether a person wants news of the shop. Nothing but broadcasts asks for it.</summary>
internal static class Promotions
{
    /// <summary>Of a person: both accounts, where two are joined.</summary>
    /// <returns>Whether it is a change.</returns>
    public static bool Set(Tx tx, Customer customer, bool wanted) => tx.Execute(
        "UPDATE customers SET promotions = @wanted WHERE id IN (@AccountId, @Id, @JoinedId) AND promotions <> @wanted",
        new { wanted, customer.AccountId, customer.Id, customer.JoinedId }) > 0;

    /// <summary>Of whoever reads a chat.</summary>
    public static void Set(Tx tx, ChatAddress chat, bool wanted)
    {
        if (Customers.At(tx.Connection, chat) is { } customer)
        {
            Set(tx, customer, wanted);
        }
    }
}
