using System.Collections.Concurrent;
using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// Says once that Doitpay sends a field which nobody documented. It is tolerated all the same; the log is how one learns that the
/// interface has moved on.
/// </summary>
internal sealed partial class FieldWatch(ILogger logger)
{
    private const int NamesMax = 200;
    private const int NameCharsMax = 64;

    private static readonly HashSet<string> Documented = new(StringComparer.Ordinal)
    {
        "responseCode", "responseMessage", "serviceCode",
        "partnerReferenceNo", "referenceNo", "originalPartnerReferenceNo", "originalReferenceNo", "originalExternalId",
        "qrContent", "qrUrl", "qrImage", "webRedirectUrl", "appRedirectUrl", "redirectUrl", "merchantName", "storeId", "terminalId", "merchantId", "subMerchantId",
        "latestTransactionStatus", "transactionStatusDesc", "amount", "transAmount", "paidAmount", "feeAmount", "paidTime", "additionalInfo",
        "virtualAccountData", "partnerServiceId", "customerNo", "virtualAccountNo", "virtualAccountName", "trxId", "paymentRequestId", "trxDateTime",
    };

    private readonly ConcurrentDictionary<string, byte> _told = new(StringComparer.Ordinal);

    public void Look(string where, JsonElement body)
    {
        foreach (var field in body.EnumerateObject())
        {
            var name = Printable(field.Name.Length > NameCharsMax ? field.Name[..NameCharsMax] : field.Name);
            if (!Documented.Contains(name) && _told.Count < NamesMax && _told.TryAdd($"{where} {name}", 0))
            {
                LogUnknown(where, name);
            }
        }
    }

    // A name must not look like another line of the log, or move a terminal's cursor.
    private static string Printable(string name) => string.Create(name.Length, name, static (chars, from) =>
    {
        for (var i = 0; i < chars.Length; i++)
        {
            chars[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        }
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "Doitpay's {Where} has a field that is not documented: {Field}")]
    private partial void LogUnknown(string where, string field);
}
