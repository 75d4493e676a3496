namespace Digipanel.Sandbox.Money;

/// <summary>A customer's money in whole rupiah, as the bot's database has it.</summary>
public sealed record WalletRow(long Customer, long Balance, long Held);

/// <summary>One link on its way, as the bot's database has it. Place: its place in the queue, while it waits there.</summary>
public sealed record OrderRow(
    long Number, string Customer, long CustomerId, string State, string Title, string Url, long Price, string? Note, string? DriveUrl, string? DownloadId,
    long? Place, DateTimeOffset At);

/// <summary>A top-up, as the bot's database has it.</summary>
public sealed record TopupRow(string Id, string Reference, string Customer, long CustomerId, string State, string Method, long Amount, DateTimeOffset At);

/// <summary>One transfer of the ledger; the balance is the customer's after it, null where it did not touch the wallet.</summary>
public sealed record TransferView(
    long Key, string Kind, string From, string To, string Customer, long CustomerId, long Amount, long? Balance, string TransferKey, DateTimeOffset At);

/// <summary>What the page draws of one customer's money.</summary>
public sealed record MoneyView(long Customer, long Balance, long Held, IReadOnlyList<JourneyView> Journeys, IReadOnlyList<TransferView> Ledger);

/// <summary>The way of one order or top-up. <paramref name="At"/>: the station where its money is now.</summary>
public sealed record JourneyView(
    string Key, string Kind, string Customer, string Title, string? Url, long Amount, string Label, string Tone, int At, IReadOnlyList<StationView> Stations, string? Pay,
    string? DriveUrl, DateTimeOffset StartedAt);

/// <summary>A station. Its state is done, now, todo, skip, warn or bad.</summary>
public sealed record StationView(string Icon, string Name, string State, string? Note = null);

/// <summary>The shop as a whole: everybody's wallets, what is held, what was earned, and where the orders are.</summary>
public sealed record ShopView(
    long PaidIn, long Wallets, long Held, long Sales, long Digipanel, int Customers, int Queued, int UnderWay, int InDoubt, int Delivered, int Refunded)
{
    /// <summary>Every rupiah that came in is in a wallet, held or earned.</summary>
    public bool AddsUp => PaidIn == Wallets + Held + Sales;
}
