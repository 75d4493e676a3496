using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>The two ways out of an order. Money, state and message move in one transaction; the losses follow (<see cref="UpstreamLosses"/>).</summary>
internal static class OrderEnd
{
    /// <summary>The file is there: the shop is paid, the customer gets the links.</summary>
    /// <param name="tx">The transaction that was told.</param>
    /// <param name="order">The order; its account is the one that told.</param>
    /// <param name="view">The file.</param>
    public static void Deliver(Tx tx, Order order, DownloadView view)
    {
        Settle(tx, order, TransferKind.Capture);
        var title = Title(view, order);
        tx.Execute(
            """
            UPDATE orders SET state = 'delivered', account = @Account, download_id = @DownloadId, title = @title, drive_link = @drive,
              licence_link = @licence, next_poll_at = NULL, ended_at = @at
            WHERE number = @number
            """,
            new { order.Account, view.DownloadId, title, drive = view.DriveLink, licence = view.LicenceLink, at = tx.NowMs, number = order.Number });
        Purchases.Moved(tx, order);
        Tell(tx, order, texts => Links(texts, texts.Delivered(order.Number, title, view.DriveLink!, view.LicenceLink), view));
    }

    /// <summary>No file: the money goes back, with the reason in words.</summary>
    /// <param name="tx">The transaction that decides it.</param>
    /// <param name="order">The order.</param>
    /// <param name="reason">A <see cref="FailureReason"/>.</param>
    /// <param name="said">What its customer is told, where that is another.</param>
    public static void Fail(Tx tx, Order order, string reason, string? said = null)
    {
        var balance = Release(tx, order, reason);
        reason = said ?? reason;
        var reader = ReaderOf(tx, order);
        if (reader is null || reader.Has(order.CustomerId))
        {
            Outbox.Enqueue(tx, order.Address, new Reply(TextsOf(reader).Refunded(order.Number, order.Title, reason, order.Price, balance)));
            return;
        }

        // Its chat has left the wallet that paid since: it hears that nothing comes, and the wallet's owner hears of the money.
        Outbox.Enqueue(tx, order.Address, new Reply(TextsOf(reader).FailedForOther(order.Number, order.Title, reason)));
        if (Customers.Find(tx.Connection, order.CustomerId) is { } owner)
        {
            Outbox.Enqueue(tx, owner.Address, new Reply(TextsOf(owner).Refunded(order.Number, order.Title, reason, order.Price, balance)));
        }
    }

    /// <summary>Its customer took it back; whoever does this answers for all of them in one message.</summary>
    public static void Cancel(Tx tx, Order order) => Release(tx, order, FailureReason.Cancelled);

    private static Rupiah Release(Tx tx, Order order, string reason)
    {
        var balance = Settle(tx, order, TransferKind.Release);
        tx.Execute(
            "UPDATE orders SET state = 'failed', reason = @reason, evidence = NULL, next_poll_at = NULL, ended_at = @at WHERE number = @number",
            new { reason, at = tx.NowMs, number = order.Number });
        UpstreamLosses.Review(tx, order.Number);
        Purchases.Moved(tx, order);
        KeptLinks.WalletMoved(tx, order.CustomerId);
        return balance;
    }

    /// <summary>The file came after the money had gone back: it is the customer's, free, once. What it cost is the shop's loss.</summary>
    public static void Give(Tx tx, Order order, DownloadView view)
    {
        var title = Title(view, order);
        var given = tx.Execute(
            """
            UPDATE orders SET gift = 1, account = @Account, download_id = @DownloadId, title = @title, drive_link = @drive, licence_link = @licence
            WHERE number = @number AND state = 'failed' AND gift = 0
            """,
            new { order.Account, view.DownloadId, title, drive = view.DriveLink, licence = view.LicenceLink, number = order.Number });
        if (given == 1)
        {
            Purchases.Moved(tx, order);
            Tell(tx, order, texts => Links(texts, texts.Gift(order.Number, title, view.DriveLink!, view.LicenceLink), view));
        }
    }

    private static Rupiah Settle(Tx tx, Order order, TransferKind kind) =>
        Ledger.Post(tx, kind, order.CustomerId, order.Price, order.SettleKey) is PostOutcome.Posted(_, var balance)
            ? balance
            : throw new InvalidOperationException($"Order {order.Number} was settled before although it is {order.State}.");

    private static void Tell(Tx tx, Order order, Func<ITexts, Reply> reply) => Outbox.Enqueue(tx, order.Address, reply(TextsOf(ReaderOf(tx, order))));

    // Who reads the chat that it came from: another account than the wallet's, where two are joined.
    private static Customer? ReaderOf(Tx tx, Order order) => Customers.At(tx.Connection, order.Address) ?? Customers.Find(tx.Connection, order.CustomerId);

    private static ITexts TextsOf(Customer? reader) => Chat.Texts.TextsOf.Language(reader?.Language ?? "id");

    private static Reply Links(ITexts texts, Html text, DownloadView view) =>
        new(text) { IsDelivery = true, Buttons = [FileButtons.Row(texts, view.DriveLink!, view.LicenceLink)] };

    private static string Title(DownloadView view, Order order)
    {
        const int titleChars = 200;
        var title = view.Title?.Trim();
        return string.IsNullOrEmpty(title) ? order.Title : title.Length <= titleChars ? title : title[..titleChars] + "…";
    }
}
