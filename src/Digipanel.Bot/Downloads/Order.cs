using Digipanel.Bot.Chat;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>Why an order ended without a file. Its column holds the text.</summary>
public static class FailureReason
{
    /// <summary>422: Digipanel does not take this link.</summary>
    public const string Refused = "refused";

    /// <summary>The download failed there.</summary>
    public const string Upstream = "upstream";

    /// <summary>Nobody can tell what became of it.</summary>
    public const string Lost = "lost";

    /// <summary>It waited too long for its turn, for example because the shop's own balance is used up.</summary>
    public const string Waited = "waited";

    /// <summary>It ran and never ended.</summary>
    public const string NeverFinished = "never_finished";

    /// <summary>Its customer took it back before it went to Digipanel.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>An admin took it back. Only said: in the column it is <see cref="Cancelled"/>.</summary>
    public const string ByShop = "by_shop";
}

/// <summary>One link that a customer bought; a row of <c>orders</c>.</summary>
internal sealed record Order
{
    /// <summary>For queries: the columns of this record.</summary>
    public const string Columns =
        "number, customer_id, channel, chat_id, link, slug, title, price, state, turn, attempts, account, download_id, doubts, doubt, evidence, reason, gift, drive_link, licence_link, polls, submitting_at, uncertain_at, purchase";

    public required long Number { get; init; }

    public required long CustomerId { get; init; }

    public required string Channel { get; init; }

    public required string ChatId { get; init; }

    public required string Link { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required Rupiah Price { get; init; }

    public required string State { get; init; }

    public required long Turn { get; init; }

    public required long Attempts { get; init; }

    public string? Account { get; init; }

    public string? DownloadId { get; init; }

    public required long Doubts { get; init; }

    public string? Doubt { get; init; }

    public string? Evidence { get; init; }

    public string? Reason { get; init; }

    public required bool Gift { get; init; }

    public string? DriveLink { get; init; }

    public string? LicenceLink { get; init; }

    public required long Polls { get; init; }

    public long? SubmittingAt { get; init; }

    public long? UncertainAt { get; init; }

    /// <summary>What it was bought with; null for an order from before there were purchases.</summary>
    public long? Purchase { get; init; }

    public ChatAddress Address => new(Channel, ChatId);

    /// <summary>Capture and release share one key: the ledger's unique constraint decides which of them happens, once.</summary>
    public string SettleKey => $"order:{Number}:settle";

    /// <summary>The key of the hold; the schema looks it up by the same name before an order may run.</summary>
    public static string HoldKey(long number) => $"order:{number}:hold";
}
