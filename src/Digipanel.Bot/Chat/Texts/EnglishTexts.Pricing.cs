using Digipanel.Bot.Joining;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html PriceNot => Html.Of($"Okay, the prices stay as they are.");

    /// <inheritdoc/>
    public Html PriceMovedOn => Html.Of($"Another admin has changed the prices since this question. Look at /price, then send it again.");

    /// <inheritdoc/>
    public Html ToastPriceSet => Html.Of($"The prices are in force 👍");

    /// <inheritdoc/>
    public string ButtonPriceYes => "✅ Yes, change";

    /// <inheritdoc/>
    public string ButtonPriceNo => "Cancel";

    /// <inheritdoc/>
    public string ButtonGroupNone => "No group";

    Html ITexts.PriceOwn(PriceStanding standing)
    {
        var lines = new List<Html> { Html.Of($"Your price: <b>{standing.Price}</b> per download, licence link included.") };
        if (standing.Groups.Count > 0)
        {
            lines.Add(Html.Of($"🏷 Special price: {string.Join(", ", standing.Groups)}"));
        }

        if (standing.Ladder.Count > 1)
        {
            lines.AddRange([Html.Empty, Html.Of($"Your orders of this month that were begun: <b>{standing.Orders}</b>")]);
            lines.AddRange(standing.Ladder.Select(s => Mark(s, standing) + (s.After == 0 ? Html.Of($" from the first order on: {s.Price}") : Html.Of($" after {Orders(s.After)}: {s.Price}"))));
            if (standing.Next is { } next)
            {
                lines.Add(Html.Of($"{Orders(next.After - standing.Orders)} to go and you pay <b>{next.Price}</b> 💪"));
            }

            lines.Add(Html.Of($"Counted by the month. All links of one message have one price: that of the moment when you send it."));
        }

        lines.AddRange([Html.Empty, Html.Of($"If a download fails, your money comes back at once.")]);
        return Html.Lines(lines);
    }

    Html ITexts.PriceAdmin(TariffView everybody, DateTimeOffset? changedAt, IReadOnlyList<PriceGroupView> groups, int more)
    {
        var lines = new List<Html> { Html.Of($"💰 <b>Prices</b>"), Html.Empty, Html.Of($"<b>Everybody</b>") };
        lines.AddRange(TariffLines(everybody));
        if (changedAt is { } at)
        {
            lines.Add(Html.Of($"<i>changed {Time(at)}</i>"));
        }

        foreach (var group in groups)
        {
            lines.AddRange([Html.Empty, Html.Of($"<b>{group.Tariff.Scope}</b> · {Counted(group.Members, "customer")}")]);
            lines.AddRange(TariffLines(group.Tariff));
        }

        if (more > 0)
        {
            lines.AddRange([Html.Empty, Html.Of($"{More(more)}")]);
        }

        lines.AddRange(
        [
            Html.Empty,
            Html.Of($"<code>/price 450</code> – base price\n<code>/price 100=430 500=400</code> – steps: {new Rupiah(430)} after 100 orders in a month, {new Rupiah(400)} after 500\n<code>/price reseller 400</code> – a group's price, with steps if you like\n<code>/price steps delete</code>, <code>/price reseller delete</code>\n<code>/group CUSTOMER reseller</code> – puts a customer into a group\n\nCustomers always pay the lowest of everybody's price, their group's and their step's."),
        ]);
        return Html.Lines(lines);
    }

    Html ITexts.PriceProblem(PriceProblem problem, string word) => problem switch
    {
        PriceProblem.OutOfBounds => Html.Of($"<code>{word}</code>: a price is {new Rupiah(1)} to {new Rupiah(TariffChange.PriceMax)}, and a step comes after 1 to {TariffChange.OrdersMax} orders."),
        PriceProblem.SameStep => Html.Of($"<code>{word}</code>: this step is there twice. Keep one of them."),
        PriceProblem.NotCheaper => Html.Of($"<code>{word}</code> is no cheaper than the price before it. Write price and steps together, for example <code>/price 450 100=430</code>, or delete the steps first: <code>/price steps delete</code>"),
        PriceProblem.TooManySteps => Html.Of($"{TariffChange.StepsMax} steps at the most, please."),
        _ => Html.Of($"I did not get <code>{word}</code>. Examples: <code>/price 450</code>, <code>/price 450 100=430 500=400</code>, <code>/price reseller 400</code>, <code>/price reseller delete</code>"),
    };

    /// <inheritdoc/>
    public Html PriceNoGroup(string group) => Html.Of($"The group <b>{group}</b> has no prices yet. Make them first, for example: <code>/price {group} 400</code>");

    Html ITexts.PriceSame(TariffView tariff) => Html.Lines([Html.Of($"That is what {ScopeName(tariff)} says already:"), .. TariffLines(tariff)]);

    Html ITexts.PriceAsk(TariffView before, TariffView after, bool isNoBetter)
    {
        var lines = new List<Html> { Html.Of($"💰 <b>Change {ScopeName(after)}?</b>"), Html.Empty, Html.Of($"Now:") };
        lines.AddRange(TariffLines(before));
        lines.AddRange([Html.Empty, Html.Of($"Then:")]);
        lines.AddRange(TariffLines(after));
        if (isNoBetter)
        {
            lines.AddRange([Html.Empty, Html.Of($"⚠️ No lower than everybody's price: its customers go on paying the lowest.")]);
        }

        lines.AddRange([Html.Empty, Html.Of($"In force from that moment on. Orders that were placed before keep their price.")]);
        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public string ButtonPriceConfigured(Rupiah price) => $"↩️ Back to {price} (configuration)";

    Html ITexts.PriceSet(TariffView tariff) => Html.Lines([Html.Of($"✅ <b>In force now, {ScopeName(tariff)}:</b>"), .. TariffLines(tariff)]);

    /// <inheritdoc/>
    public Html GroupHelp(IReadOnlyList<string> groups) => Html.Of(
        $"<code>/group CUSTOMER reseller</code> – into the group\n<code>/group CUSTOMER -</code> – out of it\n<code>/group CUSTOMER</code> – which one it is\n\n{(groups.Count > 0 ? Html.Of($"Groups with prices: <b>{string.Join(", ", groups)}</b>") : Html.Of($"There are no groups yet. Make one, for example: <code>/price reseller 400</code>"))}");

    /// <inheritdoc/>
    public Html GroupShown(JoinSide customer, IReadOnlyList<string> groups, Rupiah price) =>
        Html.Of($"{Who(customer)}\nGroup: <b>{(groups.Count > 0 ? string.Join(", ", groups) : "none")}</b>\nPrice now: <b>{price}</b> per download");

    /// <inheritdoc/>
    public Html GroupSame(JoinSide customer, IReadOnlyList<string> groups) =>
        groups.Count > 0 ? Html.Of($"{Who(customer)} is in the group <b>{string.Join(", ", groups)}</b> already.") : Html.Of($"{Who(customer)} is in no group anyway.");

    /// <inheritdoc/>
    public Html GroupPut(JoinSide customer, string? group, Rupiah price) =>
        group is null
            ? Html.Of($"✅ {Who(customer)} has left the group and pays <b>{price}</b> per download now.")
            : Html.Of($"✅ {Who(customer)} is in the group <b>{group}</b> and pays <b>{price}</b> per download now.");

    /// <inheritdoc/>
    public Html GroupNews(Rupiah price, bool isLower) => isLower
        ? Html.Of($"🎉 Good news: from now on you pay <b>{price}</b> per download. More: /price")
        : Html.Of($"From now on you pay <b>{price}</b> per download. More: /price");

    private static Html Mark(PriceStep step, PriceStanding standing) => Html.Plain(step.Price == standing.Price ? "👉" : step.After <= standing.Orders ? "✓" : "•");

    private static string ScopeName(TariffView tariff) => tariff.Scope.Length == 0 ? "everybody's price" : $"the price for {tariff.Scope}";

    private static IEnumerable<Html> TariffLines(TariffView tariff) =>
        tariff.Steps.Select(s => Html.Of($"• after {Orders(s.After)} in a month: {s.Price}")).Prepend(
            tariff.Start is not { } start ? Html.Of($"• {(tariff.Steps.Count > 0 ? "the base is everybody's" : "no price of its own")}")
            : tariff.IsConfigured ? Html.Of($"• <b>{start}</b> per download (from the configuration)")
            : Html.Of($"• <b>{start}</b> per download"));
}
