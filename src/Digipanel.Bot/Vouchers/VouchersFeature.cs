using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Vouchers;

/// <summary>Codes that bring saldo: /voucher.</summary>
internal static class VouchersFeature
{
    public static void AddVouchers(this BotSetup shop)
    {
        shop.Services.AddSingleton<VoucherMaking>();
        shop.Services.AddSingleton<VoucherCommand>();
        shop.Services.AddSingleton<IChatCommand>(p => p.GetRequiredService<VoucherCommand>());
        shop.Services.AddSingleton<IMessageHandler, VoucherMessage>();
        shop.Services.AddSingleton<IButtonHandler, VoucherButtons>();
    }
}
