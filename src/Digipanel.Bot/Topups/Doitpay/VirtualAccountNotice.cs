using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>SNAP's service 25: Doitpay says that somebody has paid into a virtual account.</summary>
/// <param name="Told">What it says, as any other word of a payment; the reference is its trxId.</param>
/// <param name="Data">What our answer repeats of it.</param>
internal sealed record VirtualAccountNotice(StatusOutcome.Known Told, VirtualAccountData Data)
{
    public const string Service = "25";

    private const int FieldCharsMax = 255;

    /// <summary>Reads one, or says what is wrong with it.</summary>
    public static SnapReply? TryRead(JsonElement body, out VirtualAccountNotice? notice)
    {
        notice = null;
        foreach (var name in (ReadOnlySpan<string>)["partnerServiceId", "customerNo", "virtualAccountNo", "virtualAccountName", "trxId", "paymentRequestId", "trxDateTime"])
        {
            var field = body.Child(name);
            if (field.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
                && !(field.ValueKind == JsonValueKind.String && field.GetString()!.Length <= FieldCharsMax))
            {
                return SnapReply.Of(400, Service, "01", $"Invalid Field Format {{{name}}}");
            }
        }

        foreach (var name in (ReadOnlySpan<string>)["virtualAccountNo", "trxId"])
        {
            if (!body.IsMissingOrPlain(name, FieldCharsMax))
            {
                return SnapReply.Of(400, Service, "01", $"Invalid Field Format {{{name}}}");
            }
        }

        if (body.Child("paidAmount").ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            return SnapReply.Of(400, Service, "01", "Invalid Field Format {paidAmount}");
        }

        if (body.Text("virtualAccountNo") is not { } number)
        {
            return SnapReply.Of(400, Service, "02", "Invalid Mandatory Field {virtualAccountNo}");
        }

        // A payment is told of when it was made: there is no status in it.
        var told = new StatusOutcome.Known("00", body.Text("trxId"), ProviderReference: null, SnapAmount.In(body, "paidAmount")) { VirtualAccount = number };
        notice = new VirtualAccountNotice(told, VirtualAccountData.Of(body));
        return null;
    }
}

/// <summary>virtualAccountData of our answer: the notification's own fields, as they came.</summary>
internal sealed record VirtualAccountData
{
    [JsonPropertyName("partnerServiceId")]
    public string? PartnerServiceId { get; init; }

    [JsonPropertyName("customerNo")]
    public string? CustomerNo { get; init; }

    [JsonPropertyName("virtualAccountNo")]
    public string? VirtualAccountNo { get; init; }

    [JsonPropertyName("virtualAccountName")]
    public string? VirtualAccountName { get; init; }

    [JsonPropertyName("trxId")]
    public string? TrxId { get; init; }

    [JsonPropertyName("paymentRequestId")]
    public string? PaymentRequestId { get; init; }

    [JsonPropertyName("paidAmount")]
    public PaidAmount? Paid { get; init; }

    [JsonPropertyName("paymentFlagStatus")]
    public string PaymentFlagStatus { get; init; } = "00";

    [JsonPropertyName("trxDateTime")]
    public string? TrxDateTime { get; init; }

    public static VirtualAccountData Of(JsonElement body) => new()
    {
        PartnerServiceId = body.Text("partnerServiceId"),
        CustomerNo = body.Text("customerNo"),
        VirtualAccountNo = body.Text("virtualAccountNo"),
        VirtualAccountName = body.Text("virtualAccountName"),
        TrxId = body.Text("trxId"),
        PaymentRequestId = body.Text("paymentRequestId"),
        TrxDateTime = body.Text("trxDateTime"),
        Paid = SnapAmount.In(body, "paidAmount") is SnapAmount.Whole whole ? new PaidAmount(SnapAmount.Format(whole.Rupiah), "IDR") : null,
    };

    internal sealed record PaidAmount([property: JsonPropertyName("value")] string Value, [property: JsonPropertyName("currency")] string Currency);
}
