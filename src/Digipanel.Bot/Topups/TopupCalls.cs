using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>Which call each way to pay takes.</summary>
internal static class TopupCalls
{
    /// <summary>Asks Doitpay to make it. The top-up must be leased: its expiry is set.</summary>
    public static Task<IssueOutcome> IssueAsync(this SnapClient doitpay, Topup topup, string customerName, CancellationToken cancellationToken) => topup switch
    {
        { Method: DoitpayOptions.Qris } => doitpay.CreateQrisAsync(topup.Reference, topup.ToPay.Value, topup.Expiry, cancellationToken),
        { VirtualAccount: { } number } => doitpay.CreateVirtualAccountAsync(
            new VirtualAccountBill(topup.Method, new VirtualAccountNumber(number), topup.Reference, topup.ToPay.Value, topup.Expiry, customerName), cancellationToken),
        _ => doitpay.CreatePaymentLinkAsync(topup.Reference, topup.ToPay.Value, topup.Expiry, topup.Method, customerName, cancellationToken),
    };

    /// <summary>Asks after its payment.</summary>
    public static Task<StatusOutcome> LookAsync(this SnapClient doitpay, Topup topup, CancellationToken cancellationToken) => topup switch
    {
        { Method: DoitpayOptions.Qris } => doitpay.QueryQrisAsync(topup.Reference, topup.ProviderReference, cancellationToken),
        { VirtualAccount: { } number } => doitpay.QueryVirtualAccountAsync(topup.Method, new VirtualAccountNumber(number), cancellationToken),
        _ => doitpay.QueryLinkAsync(topup.Reference, topup.ProviderReference, topup.Method, cancellationToken),
    };
}
