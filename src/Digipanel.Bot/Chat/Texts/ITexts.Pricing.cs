using Digipanel.Bot.Joining;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/harga where the price has steps, or is a group's.</summary>
    internal Html PriceOwn(PriceStanding standing);

    /// <summary>/harga for admins: everybody's prices and each group's, and how to change them.</summary>
    /// <param name="everybody">In force.</param>
    /// <param name="changedAt">When an admin changed it last; null: never.</param>
    /// <param name="groups">By name.</param>
    /// <param name="more">How many groups are left out.</param>
    internal Html PriceAdmin(TariffView everybody, DateTimeOffset? changedAt, IReadOnlyList<PriceGroupView> groups, int more);

    /// <summary>Why what an admin wrote changes no price.</summary>
    internal Html PriceProblem(PriceProblem problem, string word);

    /// <summary>A group that has no prices.</summary>
    Html PriceNoGroup(string group);

    /// <summary>What was asked for is in force already.</summary>
    internal Html PriceSame(TariffView tariff);

    /// <summary>Asks whether to change prices.</summary>
    /// <param name="before">In force.</param>
    /// <param name="after">To be.</param>
    /// <param name="isNoBetter">A group's price that is no lower than everybody's.</param>
    internal Html PriceAsk(TariffView before, TariffView after, bool isNoBetter);

    /// <summary>Button: yes.</summary>
    string ButtonPriceYes { get; }

    /// <summary>Button: no.</summary>
    string ButtonPriceNo { get; }

    /// <summary>Button: back to the configuration's price.</summary>
    string ButtonPriceConfigured(Rupiah price);

    /// <summary>The prices are in force.</summary>
    internal Html PriceSet(TariffView tariff);

    /// <summary>The no.</summary>
    Html PriceNot { get; }

    /// <summary>Another change has come in between.</summary>
    Html PriceMovedOn { get; }

    /// <summary>Over the chat: it is in force.</summary>
    Html ToastPriceSet { get; }

    /// <summary>How /grup is written.</summary>
    /// <param name="groups">Those that have prices.</param>
    Html GroupHelp(IReadOnlyList<string> groups);

    /// <summary>Which group a customer is in.</summary>
    Html GroupShown(JoinSide customer, IReadOnlyList<string> groups, Rupiah price);

    /// <summary>The customer is there already.</summary>
    Html GroupSame(JoinSide customer, IReadOnlyList<string> groups);

    /// <summary>The customer is in another group now; null: in none.</summary>
    Html GroupPut(JoinSide customer, string? group, Rupiah price);

    /// <summary>Button: out of the group.</summary>
    string ButtonGroupNone { get; }

    /// <summary>To the customer: another price from now on.</summary>
    Html GroupNews(Rupiah price, bool isLower);
}
