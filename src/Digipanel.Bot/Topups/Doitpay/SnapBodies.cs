using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// The bodies of our calls, written minified so that the bytes hashed are the bytes sent. There is no JSON number in any of them:
/// Doitpay's minifier rewrites numbers (10000 becomes 1e4), and a hash over a body with one never matches.
/// </summary>
internal static partial class SnapBodies
{
    private const int CustomerNameCharsMax = 64;

    // Plain UTF-8 for a customer's name instead of \u escapes; the body never stands inside a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] CreateQris(DoitpayOptions options, string reference, long rupiah, DateTimeOffset expiresAt) => Write(json =>
    {
        json.WriteString("partnerReferenceNo", reference);
        WriteAmount(json, rupiah);
        json.WriteString("validityPeriod", SnapTimestamp.Format(expiresAt));
        WriteGiven(json, "merchantId", options.MerchantId);
        WriteGiven(json, "storeId", options.StoreId);
    });

    public static byte[] CreateLink(
        DoitpayOptions options, string reference, long rupiah, DateTimeOffset expiresAt, string channel, string customerName) => Write(json =>
    {
        json.WriteString("partnerReferenceNo", reference);
        WriteAmount(json, rupiah);
        if (options.ReturnUrl.Length > 0)
        {
            json.WriteStartArray("urlParam");
            json.WriteStartObject();
            json.WriteString("url", options.ReturnUrl);
            json.WriteString("type", "PAY_RETURN");
            json.WriteString("isDeeplink", "N");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("validUpTo", SnapTimestamp.Format(expiresAt));
        json.WriteString("pointOfInitiation", "app");
        json.WriteStartObject("additionalInfo");
        json.WriteString("channel", channel);
        json.WriteString("customerName", NameOf(customerName));
        WriteGiven(json, "customerEmail", options.CustomerEmail);
        WriteGiven(json, "customerPhone", options.CustomerPhone);
        json.WriteEndObject();
    });

    public static byte[] Query(string reference, string? providerReference, string? serviceCode) => Write(json =>
    {
        json.WriteString("originalPartnerReferenceNo", reference);
        WriteGiven(json, "originalReferenceNo", providerReference);
        WriteGiven(json, "serviceCode", serviceCode);
    });

    private static string NameOf(string customerName)
    {
        var name = customerName.Length > CustomerNameCharsMax ? customerName[..CustomerNameCharsMax] : customerName;
        return string.IsNullOrWhiteSpace(name) ? "Pelanggan" : name;
    }

    private static void WriteAmount(Utf8JsonWriter json, long rupiah, string name = "amount")
    {
        json.WriteStartObject(name);
        json.WriteString("value", SnapAmount.Format(rupiah));
        json.WriteString("currency", "IDR");
        json.WriteEndObject();
    }

    private static void WriteGiven(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
