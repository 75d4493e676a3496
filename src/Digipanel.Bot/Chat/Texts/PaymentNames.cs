namespace Digipanel.Bot.Chat.Texts;

/// <summary>Ways to pay as their owners write them; what Doitpay calls a channel is in capitals.</summary>
internal static class PaymentNames
{
    public static string Of(string method) => method switch
    {
        "SHOPEEPAY" => "ShopeePay",
        "LINKAJA" => "LinkAja",
        "GOPAY" => "GoPay",
        ['V', 'A', '_', .. var bank] => "VA " + BankOf(bank),
        _ => method,
    };

    /// <summary>Banks whose code is no abbreviation.</summary>
    public static string BankOf(string code) => code switch
    {
        "MANDIRI" => "Mandiri",
        "PERMATA" => "Permata",
        "DANAMON" => "Danamon",
        "CIMB" => "CIMB Niaga",
        "MAYBANK" => "Maybank",
        "MUAMALAT" => "Muamalat",
        "SINARMAS" => "Sinarmas",
        _ => code,
    };

    /// <summary>The bank's code in a virtual account's method; null for other ways to pay.</summary>
    public static string? BankCodeOf(string method) => method is ['V', 'A', '_', .. var bank] ? bank : null;
}
