using Digipanel.Bot.Chat;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/saldo: what the wallet holds, and how many downloads that is.</summary>
internal sealed class BalanceCommand(Prices prices) : IChatCommand
{
    public IReadOnlyList<string> Names => ["saldo", "balance"];

    public void Handle(CommandContext context)
    {
        var texts = context.Texts;
        var balance = Ledger.BalanceOf(context.Tx.Connection, context.Customer.Id);
        context.Reply(new Reply(texts.Balance(balance, balance.Value / prices.For(context.Tx, context.Customer).Value))
        {
            Buttons = [[new Button(texts.ButtonTopup) { Action = "topup" }, new Button(texts.ButtonHistory) { Action = "riwayat" }]],
        });
    }
}
