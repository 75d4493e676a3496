using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/saldo: what the wallet holds, and how many downloads that is.</summary>
internal sealed class BalanceCommand(ShopOptions shop) : IChatCommand
{
    public IReadOnlyList<string> Names => ["saldo", "balance"];

    public void Handle(CommandContext context)
    {
        var texts = context.Texts;
        var balance = Ledger.BalanceOf(context.Tx.Connection, context.Customer.Id);
        context.Reply(new Reply(texts.Balance(balance, balance.Value / shop.Price.Value))
        {
            Buttons = [[new Button(texts.ButtonTopup) { Action = "topup" }, new Button(texts.ButtonHistory) { Action = "riwayat" }]],
        });
    }
}
