using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Pricing;

/// <summary>/harga: what a download costs whoever asks, and how far it is to the next step. For admins also what everybody and each group pays, and the way to change it.</summary>
internal sealed class PriceCommand(AdminOptions admins, Prices prices, PriceSetting setting) : IChatCommand
{
    public const string Name = "harga";

    public IReadOnlyList<string> Names => [Name, "price"];

    public void Handle(CommandContext context)
    {
        if (admins.Include(context.Customer))
        {
            setting.Handle(context);
            return;
        }

        var texts = context.Texts;
        var standing = prices.StandingOf(context.Tx, context.Customer);
        context.Reply(new Reply(standing.Ladder.Count == 1 && standing.Groups.Count == 0 ? texts.Price(standing.Price) : texts.PriceOwn(standing))
        {
            Buttons = [[new Button(texts.ButtonTopup) { Action = "topup" }]],
        });
    }
}
