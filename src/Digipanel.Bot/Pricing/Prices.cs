using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Pricing;

/// <summary>How a customer stands with the prices.</summary>
/// <param name="Ladder">What a download costs from how many orders of a month on; the first is from the start.</param>
/// <param name="Orders">This month's orders that were begun and have not failed; zero where no step depends on it.</param>
/// <param name="Groups">The groups that have prices of their own and whose member the customer is.</param>
internal sealed record PriceStanding(IReadOnlyList<PriceStep> Ladder, long Orders, IReadOnlyList<string> Groups)
{
    /// <summary>What the next download costs.</summary>
    public Rupiah Price => Ladder.Last(s => s.After <= Orders).Price;

    /// <summary>The step that comes next; null: there is none.</summary>
    public PriceStep? Next => Ladder.Where(s => s.After > Orders).Cast<PriceStep?>().FirstOrDefault();
}

/// <summary>
/// What a download costs a customer now. Asked once a message: all links of one are sold at the price of the first, also where they pass a step. An order keeps
/// the price that it was held at.
/// </summary>
public sealed class Prices(ShopOptions shop)
{
    /// <summary>What everybody pays who has no better price.</summary>
    internal Rupiah Configured => shop.Price;

    /// <summary>What a download costs this customer.</summary>
    public Rupiah For(Tx tx, Customer customer)
    {
        var list = PriceList.Read(tx.Connection);
        return list.IsFlat ? list.Everybody.Base ?? shop.Price : Standing(tx, customer, list).Price;
    }

    /// <summary>The same with how it comes about.</summary>
    internal PriceStanding StandingOf(Tx tx, Customer customer) => Standing(tx, customer, PriceList.Read(tx.Connection));

    private PriceStanding Standing(Tx tx, Customer customer, PriceList list)
    {
        var groups = list.Groups.Count == 0 ? [] : PriceGroups.Of(tx.Connection, customer).Where(list.Groups.ContainsKey).ToList();
        var ladder = list.LadderFor(groups, shop.Price);
        return new PriceStanding(ladder, ladder.Count > 1 ? MonthOrders.Of(tx, customer) : 0, groups);
    }
}
