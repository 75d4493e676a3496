using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of a customer's card, the same in both languages. Names, notes and titles are cut: it stays one message.</summary>
internal static class CustomerForm
{
    private const int NoteCharsMax = 200;
    private const int TitleCharsMax = 40;
    private const int ReasonCharsMax = 150;

    public static Html Of(ITexts texts, CustomerProfile profile)
    {
        List<Html> lines = [Html.Of($"👤 <b>{Wording.NameOf(profile.Owner)}</b>")];
        lines.AddRange(profile.Accounts.Select(a => Account(texts, a)));
        lines.Add(texts.CustomerSince(Time(profile.Accounts.Min(a => a.CreatedAt))));
        if (profile.Groups.Count > 0)
        {
            lines.Add(texts.CustomerGroups(string.Join(", ", profile.Groups)));
        }

        if (profile.IsLeftBehind)
        {
            lines.Add(texts.CustomerLeftBehind);
        }

        if (profile.Block is { } block)
        {
            lines.Add(texts.CustomerBlocked(Wording.Cut(block.Reason, ReasonCharsMax), Time(block.At)));
        }

        lines.Add(Html.Empty);
        lines.Add(texts.CustomerMoney(profile.Balance, profile.Held));
        lines.Add(texts.CustomerSpent(profile.Spent.Total, profile.Spent.Orders, profile.Spent.Month));
        lines.Add(texts.CustomerPaid(profile.Paid.Total, profile.Paid.Topups));
        List(lines, texts.WordLastOrders, profile.Orders.Select(o => Html.Of(
            $"{o.Step.Mark()} #{o.Number} {Wording.Cut(o.Title, TitleCharsMax)} · {new Rupiah(o.Price)} · {texts.Time(Time(o.At))}")));
        List(lines, texts.WordLastTopups, profile.Topups.Select(t => Html.Of(
            $"{MarkOf(t.State)} {t.Amount} {PaymentNames.Of(t.Method)} <code>{t.Reference}</code> · {texts.Time(Time(t.At))}")));
        List(lines, texts.WordNotes, profile.Notes.Select(n => Html.Of($"• {Wording.Cut(n.Text, NoteCharsMax)} <i>({Wording.Cut(n.Admin, TitleCharsMax)}, {texts.Time(Time(n.At))})</i>")));
        if (profile.Cases.Count > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(texts.CasesTitle(profile.Cases.Count));
        }

        return Html.Lines(lines);
    }

    private static Html Account(ITexts texts, AccountLine account)
    {
        var handle = account.Username is { Length: > 0 } username ? Html.Of($" @{username}") : Html.Empty;
        return Html.Of($"{JoinSide.NameOf(account.Channel)}{handle} · <code>{account.UserId}</code> · {account.Language}")
            + (account.Reachable ? Html.Empty : Html.Of($" · 🚫 {texts.CustomerAway}"));
    }

    private static string MarkOf(string topupState) => topupState switch
    {
        "paid" => "✅",
        "expired" => "⌛",
        "cancelled" => "✖️",
        _ => "⏳",
    };

    private static void List(List<Html> lines, string heading, IEnumerable<Html> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(Html.Of($"<b>{heading}</b>"));
            lines.AddRange(all);
        }
    }

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
