using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>An amount as a provider states it: nothing, whole rupiah, or something that is neither.</summary>
public abstract record SnapAmount
{
    private SnapAmount()
    {
    }

    /// <summary>The answer has no amount.</summary>
    public sealed record Missing : SnapAmount;

    /// <summary>Whole rupiah.</summary>
    public sealed record Whole(long Rupiah) : SnapAmount;

    /// <summary>Another currency, a fraction, or no number: never equal to anything.</summary>
    public sealed record Strange(string Text) : SnapAmount;

    /// <summary><c>{"value":"10000.00","currency":"IDR"}</c>; SNAP's services name it differently.</summary>
    internal static SnapAmount In(JsonElement body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var amount = body.Child(name);
            if (amount.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                continue;
            }

            var value = amount.Text("value");
            var currency = amount.Text("currency");
            return currency is null or "IDR" && Qris.ParseAmount(value) is { } rupiah
                ? new Whole(rupiah)
                : new Strange(Shorten($"{currency} {value ?? amount.GetRawText()}"));
        }

        return new Missing();
    }

    /// <summary>Two decimals, as SNAP wants them.</summary>
    internal static string Format(long rupiah) => $"{rupiah}.00";

    private static string Shorten(string text) => text.Length > 60 ? text[..60] : text;
}
