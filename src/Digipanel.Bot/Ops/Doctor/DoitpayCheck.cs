using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Digipanel.Bot.Topups.Doitpay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>Doitpay: the keys by themselves, then a token, then a question about a payment that nobody made.</summary>
internal static class DoitpayCheck
{
    private const string KeyHint = "Doitpay's dashboard (Setting) must hold the public half of this private key: openssl rsa -in rsa_private_key.pem -pubout";

    /// <summary>Whether the private key signs, the public one can be read, and the two are not one pair.</summary>
    public static IEnumerable<Finding> Keys(DoitpayOptions options)
    {
        if (options.LoadPrivateKey(out var own) is not null || options.LoadPublicKey(out var theirs) is not null)
        {
            yield break; // the configuration has said so
        }

        using (own)
        using (theirs)
        {
            var probe = SnapSigner.AsymmetricStringToSign(options.ClientKey, '|', "2026-11-22T09:00:00+07:00");
            yield return SnapSigner.VerifyAsymmetric(own!, probe, SnapSigner.SignAsymmetric(own!, probe))
                ? Finding.Fine("Private key", $"signs, {own!.KeySize} bits")
                : Finding.Wrong("Private key", "signs, but its own public half does not verify it", "The file is damaged: make a pair anew and give Doitpay its public half.");
            yield return own!.ExportParameters(false).Modulus.AsSpan().SequenceEqual(theirs!.ExportParameters(false).Modulus)
                ? Finding.Wrong("Public key", "is the public half of your own private key", "Doitpay:PublicKey must be Doitpay's, from its dashboard (Setting): with your own no notification verifies.")
                : Finding.Fine("Public key", $"can be read, {theirs!.KeySize} bits, and is not your own");
        }
    }

    /// <summary>A token, and what a signed question is answered: each as soon as it is known, for the next may take longer than there is time.</summary>
    public static async IAsyncEnumerable<Finding> CallsAsync(
        DoitpayOptions options, ClockWatch network, Ids ids, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var http = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        options.LoadPrivateKey(out var key);
        using (key)
        {
            var tokens = new SnapTokens(http, options, key!, time, NullLogger.Instance);
            switch (await tokens.GetAsync(rejected: null, cancellationToken))
            {
                case TokenOutcome.Granted:
                    yield return Finding.Fine("Doitpay token", $"granted at {options.BaseUrl}, signed over ClientKey{tokens.Separator}Timestamp{(tokens.Separator == ':' ? " (with | it was refused; the bot finds that out by itself)" : "")}");
                    break;
                case TokenOutcome.Refused no:
                    yield return Finding.Wrong("Doitpay token", $"refused: {no.Code} {no.Message}", Advice(no, network.IsBad));
                    yield break;
                case TokenOutcome.Unreachable no:
                    yield return Finding.Wrong("Doitpay token", $"no usable answer from {options.BaseUrl}: {no.Why}", "Look at Doitpay:BaseUrl, at the name server and at the firewall of this machine; else Doitpay is down.");
                    yield break;
            }

            using var transport = new SnapTransport(options, network, ids, time, NullLogger.Instance);
            foreach (var call in Questions(options, ids))
            {
                yield return Judge(call, await transport.OrderAsync(call, cancellationToken));
            }
        }
    }

    // One of each kind that is switched on: rights are given by kind.
    private static IEnumerable<SnapCall> Questions(DoitpayOptions options, Ids ids)
    {
        var reference = ids.NewReference("DOCTOR");
        if (options.EnabledMethods.Contains(DoitpayOptions.Qris, StringComparer.Ordinal))
        {
            yield return new SnapCall("QRIS status", "/qris/v1.0/qr/qr-mpm-query", DoitpayOptions.Qris, SnapBodies.Query(reference, null, "47"));
        }

        if (options.EnabledMethods.FirstOrDefault(m => m != DoitpayOptions.Qris && options.BankOf(m) is null) is { } channel)
        {
            yield return new SnapCall("Link status", "/api/v1.0/debit/status", channel, SnapBodies.Query(reference, null, serviceCode: null));
        }

        if (options.EnabledMethods.FirstOrDefault(m => options.BankOf(m) is not null) is { } account)
        {
            var bank = options.BankOf(account)!;
            var number = VirtualAccountNumber.Of(bank.PartnerServiceId, ids.NewDigits(bank.CustomerNoDigits));
            yield return new SnapCall("Virtual account status", "/va/v1.0/transfer-va/status", account, SnapBodies.QueryVirtualAccount(number, ids.NewExternalId()));
        }
    }

    private static Finding Judge(SnapCall call, SnapAnswer answer) => answer switch
    {
        SnapAnswer.Answered { Code.Status: 404, Code.Case.Length: > 0 } no =>
            Finding.Fine(call.Name, $"{no.Code.Text}, nobody knows the made-up reference: signature and rights are fine"),
        SnapAnswer.Answered { Code.IsSuccess: true } yes when yes.Body.Text("latestTransactionStatus") == "07" =>
            Finding.Fine(call.Name, $"{yes.Code.Text} with status 07, nobody knows the made-up reference: signature and rights are fine"),
        SnapAnswer.Answered { Code.Status: 404 } =>
            Finding.Wrong(call.Name, "HTTP 404 without a code of Doitpay's: there is no such call at that address", "Look at Doitpay:BaseUrl: https://api.doitpay.co, or https://rest.doitpay.dev for development, without a path."),
        SnapAnswer.NotAuthorised no =>
            Finding.Wrong(call.Name, $"refused: {no.Code} {no.Message}", "The token was good, so it is the other signature or a right: compare Doitpay:ClientKey (its secret) and Doitpay:PartnerId with the dashboard, letter by letter; then ask Doitpay whether this way to pay is switched on."),
        SnapAnswer.Answered { Code.IsSuccess: true } odd =>
            Finding.Notable(call.Name, $"{odd.Code.Text} for a reference that nobody made", "Signature and rights are fine; the answer is odd. Watch the first payments."),
        SnapAnswer.Answered { Code.IsPassing: true } later =>
            Finding.Wrong(call.Name, $"{later.Code.Text} {later.Message}".Trim(), "Doitpay has a problem or is busy: try again in some minutes."),
        SnapAnswer.Answered no =>
            Finding.Wrong(call.Name, $"refused: {no.Code.Text} {no.Message}".Trim(), "Ask Doitpay whether this way to pay is switched on for the account (Doitpay:Methods), and show them this code."),
        SnapAnswer.Unreachable no =>
            Finding.Wrong(call.Name, $"no usable answer: {no.Why}", "The token came and this did not: try again, then ask Doitpay."),
        _ => throw new InvalidOperationException("An answer of an unknown kind."),
    };

    private static string Advice(TokenOutcome.Refused no, bool clockIsBad) =>
        clockIsBad ? "Mend the clock first (see below): the signature carries the time."
        : no.Message.Contains("Invalid Client Key", StringComparison.OrdinalIgnoreCase) && !no.Message.Contains("Signature", StringComparison.OrdinalIgnoreCase)
            ? "Doitpay does not know Doitpay:ClientKey: copy it again (dashboard: Setting > API Key), and see that BaseUrl and key are of the same environment."
        : no.Code is "4017300" or "4007302" ? $"Both separators (| and :) were tried. {KeyHint}; and ClientKey must be of the same account and environment."
        : "Show Doitpay this code.";
}
