using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>One movement of a wallet as the customer sees it.</summary>
internal sealed record WalletMovement
{
    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required long Amount { get; init; }

    public required long BalanceAfter { get; init; }

    public required string? Note { get; init; }

    public required long At { get; init; }

    public TransferKind TransferKind => Enum.Parse<TransferKind>(Kind);

    /// <summary>What it was about: an order's number ("#17", from the key "order:17:hold") or the note (a top-up's reference).</summary>
    public string About => Key.Split(':') is ["order", var number, ..] ? $"#{number}" : Note ?? "";
}

/// <summary>Reads a wallet's movements; the entries' primary key serves it, however long the history.</summary>
internal static class WalletHistory
{
    public static IReadOnlyList<WalletMovement> Page(Tx tx, long customerId, int skip, int take) =>
        tx.Query<WalletMovement>(
            """
            SELECT t.kind, t.key, e.amount, e.balance_after, t.note, t.at
            FROM accounts a
            JOIN entries e ON e.account_id = a.id
            JOIN transfers t ON t.id = e.transfer_id
            WHERE a.customer_id = @customerId
            ORDER BY e.transfer_id DESC LIMIT @take OFFSET @skip
            """,
            new { customerId, skip, take });
}
