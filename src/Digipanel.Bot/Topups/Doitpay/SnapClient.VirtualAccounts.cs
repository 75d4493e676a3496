using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

public sealed partial class SnapClient
{
    // An expiry further off than this is another bill's.
    private static readonly TimeSpan ExpirySkewMax = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Asks for a virtual account. We make its number ourselves, so that nothing is lost with an answer: where Doitpay knows the reference already, the
    /// account is looked up and taken for made.
    /// </summary>
    public async Task<IssueOutcome> CreateVirtualAccountAsync(VirtualAccountBill bill, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bill);
        var call = new SnapCall("virtual account", "/va/v1.0/transfer-va/create-va", bill.Method, SnapBodies.CreateVirtualAccount(bill));
        var answer = await _transport.OrderAsync(call, cancellationToken);
        return Issue(call, answer, static body => body.Child("virtualAccountData").Text("virtualAccountNo")?.Trim()) switch
        {
            IssueOutcome.Issued issued when ((SnapAnswer.Answered)answer).Body.Child("virtualAccountData") is var data =>
                issued with { Reference = data.Text("trxId"), Amount = SnapAmount.In(data, "totalAmount") },
            IssueOutcome.ReferenceKnown => await FindAsync(bill, cancellationToken),
            var other => other,
        };
    }

    /// <summary>Asks after a virtual account's payment.</summary>
    public Task<StatusOutcome> QueryVirtualAccountAsync(string method, VirtualAccountNumber number, CancellationToken cancellationToken) =>
        QueryAsync(StatusCall(method, number), KnownAccount, cancellationToken);

    private SnapCall StatusCall(string method, VirtualAccountNumber number) =>
        new("virtual account status", "/va/v1.0/transfer-va/status", method, SnapBodies.QueryVirtualAccount(number, _ids.NewExternalId()));

    // Without a flag nobody has paid yet: it says how a payment ended.
    private static StatusOutcome.Known? KnownAccount(JsonElement body) => body.Child("virtualAccountData") is { ValueKind: JsonValueKind.Object } data
        ? new StatusOutcome.Known(data.Text("paymentFlagStatus") ?? "03", Reference: null, ProviderReference: null, SnapAmount.In(data, "paidAmount")) { VirtualAccount = data.Text("virtualAccountNo") }
        : null;

    private async Task<IssueOutcome> FindAsync(VirtualAccountBill bill, CancellationToken cancellationToken)
    {
        var amount = (SnapAmount)new SnapAmount.Missing();
        string? expiry = null;
        var outcome = await QueryAsync(StatusCall(bill.Method, bill.Number), Read, cancellationToken);
        return outcome switch
        {
            // Made by an attempt of long ago, for a time that is over or another than the customer would be told.
            StatusOutcome.Known when SnapTimestamp.TryParse(expiry, out var made) && (made - bill.ExpiresAt).Duration() > ExpirySkewMax => new IssueOutcome.ReferenceKnown(),
            StatusOutcome.Known { VirtualAccount: { } number } => new IssueOutcome.Issued(null, number.Trim()) { Amount = amount },
            StatusOutcome.Unreachable no => new IssueOutcome.Unreachable(no.Why),
            StatusOutcome.NotAuthorised no => new IssueOutcome.NotAuthorised(no.Code, no.Message),
            _ => new IssueOutcome.ReferenceKnown(),
        };

        StatusOutcome.Known? Read(JsonElement body)
        {
            var data = body.Child("virtualAccountData");
            (amount, expiry) = (SnapAmount.In(data, "totalAmount"), data.Text("expiredDate"));
            return KnownAccount(body);
        }
    }
}
