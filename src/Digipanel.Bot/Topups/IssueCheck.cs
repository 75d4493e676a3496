using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>What does not check out is not shown: a customer would pay into nowhere, or another amount.</summary>
internal static class IssueCheck
{
    private const int LinkCharsMax = 2048;

    /// <summary>The outcome itself, or <see cref="IssueOutcome.Unusable"/> with the reason.</summary>
    public static IssueOutcome Of(Topup topup, IssueOutcome outcome, DoitpayOptions options) => outcome switch
    {
        IssueOutcome.Issued issued when topup.Method == DoitpayOptions.Qris => QrisProblem(issued.Content, topup.ToPay.Value) is { } problem
            ? new IssueOutcome.Unusable(problem)
            : outcome,
        IssueOutcome.Issued issued when topup.VirtualAccount is { } number => AccountProblem(topup, new VirtualAccountNumber(number), issued) is { } problem
            ? new IssueOutcome.Unusable(problem)
            : outcome,
        IssueOutcome.Issued issued when !IsPaymentPage(issued.Content, options) => new IssueOutcome.Unusable("the payment link is no https address"),
        _ => outcome,
    };

    private static string? QrisProblem(string content, long rupiah) => Qris.Read(content) switch
    {
        QrisReading.Broken broken => $"QRIS: {broken.Why}",
        QrisReading.Valid { Amount: null } => $"QRIS over no amount instead of {rupiah}",
        QrisReading.Valid { Amount: { } asked } when asked != rupiah => $"QRIS over {asked} instead of {rupiah}",
        _ => null,
    };

    private static string? AccountProblem(Topup topup, VirtualAccountNumber number, IssueOutcome.Issued issued) => issued switch
    {
        _ when !number.Is(issued.Content) => $"virtual account {Short(issued.Content)} instead of {number.Shown}",
        { Reference: { } reference } when reference != topup.Reference => $"virtual account for {Short(reference)} instead of {topup.Reference}",
        { Amount: SnapAmount.Whole asked } when asked.Rupiah != topup.ToPay.Value => $"virtual account over {asked.Rupiah} instead of {topup.ToPay.Value}",
        { Amount: SnapAmount.Strange strange } => $"virtual account over \"{strange.Text}\" instead of {topup.ToPay.Value}",
        _ => null,
    };

    private static string Short(string text) => text.Length > 64 ? text[..64] : text;

    // Plain http only where Doitpay itself is reached so: on loopback.
    private static bool IsPaymentPage(string content, DoitpayOptions options) =>
        content.Length <= LinkCharsMax && Uri.TryCreate(content, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && options.BaseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase)));
}
