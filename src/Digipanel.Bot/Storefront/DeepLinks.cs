using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Vouchers;

namespace Digipanel.Bot.Storefront;

/// <summary>
/// Links such as https://t.me/TokoBot?start=topup_50000, which anyone can write: they lead to what the customer could have typed, and to nothing else.
/// </summary>
internal sealed partial class DeepLinks(TopupCommand topup, HistoryCommand history, PriceCommand price, VoucherCommand voucher)
{
    /// <summary>Does what the payload of /start names.</summary>
    /// <returns>False where it names nothing: the plain greeting is due.</returns>
    public bool TryFollow(CommandContext context)
    {
        if (Payload().Match(context.Arguments) is not { Success: true } match)
        {
            return false;
        }

        IChatCommand command = match.Groups["name"].Value switch { "riwayat" => history, "harga" => price, ['v', ..] => voucher, _ => topup };
        command.Handle(context with { Arguments = match.Groups["rupiah"].Value + match.Groups["code"].Value });
        return true;
    }

    // Telegram allows 64 of A-Za-z0-9_-. \z, not $: that one forgives a line break.
    [GeneratedRegex(@"\A(?<name>riwayat|harga|topup|topup_(?<rupiah>[1-9][0-9]{0,9})|voucher_(?<code>[A-Za-z0-9_-]{4,40}))\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Payload();
}
