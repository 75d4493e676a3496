using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Pricing;

/// <summary>What /harga does for admins: shows all prices, or asks whether to change some. Shows before and after, and changes nothing before the yes.</summary>
internal sealed class PriceSetting(Prices prices)
{
    // More do not fit in a message; each can be asked for by its name.
    private const int GroupsMax = 8;

    public void Handle(CommandContext context)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (TariffChange.Read(context.Arguments, out var problem, out var word) is not { } change)
        {
            context.Reply(texts.PriceProblem(problem, word));
            return;
        }

        var list = PriceList.Read(tx.Connection);
        if (change.IsChange)
        {
            Ask(context, list, change.Scope, change.Applied(list.Of(change.Scope)));
        }
        else if (change.Scope.Length > 0 && !list.Groups.ContainsKey(change.Scope))
        {
            context.Reply(texts.PriceNoGroup(change.Scope));
        }
        else
        {
            Show(context, list, change.Scope);
        }
    }

    /// <summary>Asks about a tariff that is to take the place of the scope's.</summary>
    public void Ask(CommandContext context, PriceList list, string scope, Tariff after)
    {
        var (tx, texts, before) = (context.Tx, context.Texts, list.Of(scope));
        if (TariffChange.ProblemOf(after, StartOf(scope, after), out var word) is { } problem)
        {
            context.Reply(texts.PriceProblem(problem, word));
            return;
        }

        if (after.SaysSame(before))
        {
            context.Reply(texts.PriceSame(ViewOf(scope, before)));
            return;
        }

        var draft = PriceDrafts.Ask(tx, scope, after);
        var dearer = scope.Length > 0 && after.Base is { } own && own >= (list.Everybody.Base ?? prices.Configured);
        context.Reply(new Reply(texts.PriceAsk(ViewOf(scope, before), ViewOf(scope, after), dearer))
        {
            Buttons =
            [
                [
                    new Button(texts.ButtonPriceYes) { Action = string.Create(CultureInfo.InvariantCulture, $"{PriceButtons.ButtonPrefix}:ya:{draft.Id}") },
                    new Button(texts.ButtonPriceNo) { Action = string.Create(CultureInfo.InvariantCulture, $"{PriceButtons.ButtonPrefix}:batal:{draft.Id}") },
                ],
            ],
        });
    }

    /// <summary>As people read it.</summary>
    public TariffView ViewOf(string scope, Tariff tariff) => new(scope, StartOf(scope, tariff), scope.Length == 0 && tariff.Base is null, tariff.Steps);

    private Rupiah? StartOf(string scope, Tariff tariff) => tariff.Base ?? (scope.Length == 0 ? prices.Configured : null);

    private void Show(CommandContext context, PriceList list, string only)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var sizes = PriceGroups.Sizes(tx.Connection);
        var names = list.Groups.Keys.Union(sizes.Keys, StringComparer.Ordinal).Where(g => only.Length == 0 || g == only).Order(StringComparer.Ordinal).ToList();
        var groups = names.Take(GroupsMax).Select(g => new PriceGroupView(ViewOf(g, list.Of(g)), sizes.GetValueOrDefault(g))).ToList();
        var last = PriceDrafts.LastChange(tx, "") is { } change ? DateTimeOffset.FromUnixTimeMilliseconds(change.At) : (DateTimeOffset?)null;
        var back = list.Everybody.Base is null ? [] : new[] { new Button(texts.ButtonPriceConfigured(prices.Configured)) { Action = $"{PriceButtons.ButtonPrefix}:awal" } };
        context.Reply(new Reply(texts.PriceAdmin(ViewOf("", list.Everybody), last, groups, names.Count - groups.Count)) { Buttons = back.Length > 0 ? [back] : [] });
    }
}

/// <summary>A tariff as it is shown.</summary>
/// <param name="Scope">Empty: everybody's.</param>
/// <param name="Start">From the first order on; null: a group's that has steps alone, or nothing.</param>
/// <param name="IsConfigured">The price is the configuration's.</param>
/// <param name="Steps">The steps.</param>
internal sealed record TariffView(string Scope, Rupiah? Start, bool IsConfigured, IReadOnlyList<PriceStep> Steps)
{
    /// <summary>In a line: "Rp 500; 100=Rp 450".</summary>
    public string Line => string.Join("; ", Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.After}={s.Price}")).Prepend(Start?.ToString() ?? "–"));
}

/// <summary>A group as /harga shows it to admins.</summary>
internal sealed record PriceGroupView(TariffView Tariff, long Members);
