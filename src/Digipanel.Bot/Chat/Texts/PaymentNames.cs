namespace Digipanel.Bot.Chat.Texts;

/// <summary>Ways to pay as their owners write them; what Doitpay calls a channel is in capitals.</summary>
internal static class PaymentNames
{
    public static string Of(string method) => method switch
    {
        "SHOPEEPAY" => "ShopeePay",
        "LINKAJA" => "LinkAja",
        "GOPAY" => "GoPay",
        _ => method,
    };
}
