using Digipanel.Bot.Chat;
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

/// <summary>
/// Reads a wallet's movements; the entries' primary key serves it, however long the history. Of joined accounts both: what only passes through the joined one
/// is shown once, as what it was, with the balance of the wallet that it came to.
/// </summary>
internal static class WalletHistory
{
    // A passage between the two is named after the movement that it belongs to, unless that is about this very account.
    private const string Own =
        """
        SELECT coalesce(p.kind, t.kind) AS kind, coalesce(p.key, t.key) AS key, e.amount, e.balance_after, coalesce(p.note, t.note) AS note, t.at, e.transfer_id
        FROM accounts a
        JOIN entries e ON e.account_id = a.id
        JOIN transfers t ON t.id = e.transfer_id
        LEFT JOIN transfers p ON p.key = iif(t.kind = 'Join' AND t.key GLOB 'pass:*', substr(t.key, 6), NULL) AND a.id NOT IN (p.from_account, p.to_account)
        WHERE a.customer_id = @Id
        """;

    // The joined account's own past. What went between the two is in the list above, from the side of the wallet that both have now.
    private const string Joined =
        """
        SELECT t.kind, t.key, e.amount, e.balance_after, t.note, t.at, e.transfer_id
        FROM accounts a
        JOIN entries e ON e.account_id = a.id
        JOIN transfers t ON t.id = e.transfer_id
        WHERE a.customer_id = @JoinedId AND coalesce(a.passes_to NOT IN (t.from_account, t.to_account), 1)
          AND NOT EXISTS (SELECT 1 FROM transfers p WHERE p.key = 'pass:' || t.key AND a.passes_to IN (p.from_account, p.to_account))
        """;

    public static IReadOnlyList<WalletMovement> Page(Tx tx, Customer customer, int skip, int take) => tx.Query<WalletMovement>(
        $"{(customer.JoinedId == 0 ? Own : $"{Own} UNION ALL {Joined}")} ORDER BY transfer_id DESC LIMIT @take OFFSET @skip",
        new { customer.Id, customer.JoinedId, skip, take });
}
