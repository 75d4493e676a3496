using Digipanel.Bot.Vouchers;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html VoucherHow => Html.Of($"🎁 Got a voucher? Send its code here, for example <code>/voucher LEBARAN</code>");

    /// <inheritdoc/>
    public Html VoucherUnreadable => Html.Of($"A voucher's code is letters and digits only, for example <code>/voucher LEBARAN</code>");

    /// <inheritdoc/>
    public Html VoucherWrong => Html.Of($"There is no such voucher. Have another look at the code.");

    /// <inheritdoc/>
    public Html VoucherTooManyGuesses => Html.Of($"That was one wrong code too many 🙏 Try again in an hour.");

    /// <inheritdoc/>
    public string ButtonVoucherYes => "✅ Yes, make it";

    /// <inheritdoc/>
    public string ButtonVoucherNo => "Cancel";

    /// <inheritdoc/>
    public Html VoucherNot => Html.Of($"Okay, no voucher was made.");

    /// <inheritdoc/>
    public string ButtonVoucherCopy => "📋 Copy";

    /// <inheritdoc/>
    public string ButtonVoucherEndYes => "Yes, end it";

    /// <inheritdoc/>
    public Html VoucherNone => Html.Of($"No voucher in force has that code. See them all: <code>/voucher list</code>");

    /// <inheritdoc/>
    public Html VoucherCredited(string code, Rupiah amount, Rupiah balance) => Html.Of($"🎁 <b>Voucher {code}</b>: {amount} is in your wallet.\nBalance now: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html VoucherUsedBefore(string code) => Html.Of($"You have used voucher <b>{code}</b> before 🙂 Each works once.");

    /// <inheritdoc/>
    public Html VoucherUsedUp(string code) => Html.Of($"Sorry, voucher <b>{code}</b> has been used up 🙏");

    /// <inheritdoc/>
    public Html VoucherOver(string code) => Html.Of($"Voucher <b>{code}</b> is over 🙏");

    Html ITexts.VoucherProblem(VoucherProblem problem, string word) => problem switch
    {
        VoucherProblem.Amount => Html.Of($"A voucher is worth {new Rupiah(1)} to {new Rupiah(VoucherOrder.AmountMax)}."),
        VoucherProblem.Uses => Html.Of($"<code>{word}</code>: it is for x1 to x{VoucherOrder.UsesMax} customers."),
        VoucherProblem.Code => Html.Of($"<code>{word}</code>: a code is {VoucherCode.LettersMin}–{VoucherCode.LettersMax} letters and digits, one letter at least. For how many is written with an x, for example <code>x100</code>"),
        VoucherProblem.Date => Html.Of($"<code>{word}</code>: write the last day like <code>until 2026-12-31</code>; it must not be over."),
        VoucherProblem.Taken => Html.Of($"The code <b>{word}</b> was another voucher's. Choose one that is new."),
        _ => Html.Of($"For example: <code>/voucher make 10000 x100 LEBARAN until 2026-12-31</code>\nThe amount alone will do: <code>/voucher make 10000</code>"),
    };

    Html ITexts.VoucherAsk(Voucher voucher) => Html.Of($"🎁 <b>Make voucher {voucher.Code}?</b>\n{Terms(voucher)}\n\nIf all of it is used: <b>{voucher.Total}</b>");

    Html ITexts.VoucherMade(Voucher voucher, string? link) => Html.Of(
        $"✅ <b>Voucher {voucher.Code} is in force</b>\n{Terms(voucher)}\n\nCustomers send: <code>/voucher {voucher.Code}</code>{(link is null ? Html.Empty : Html.Of($"\nOr by this link: {link}"))}");

    /// <inheritdoc/>
    public Html ToastVoucherMade(string code) => Html.Of($"Voucher {code} is made 👍");

    Html ITexts.VoucherList(IReadOnlyList<Voucher> vouchers, DateTimeOffset now, int page)
    {
        var lines = new List<Html> { page == 1 ? Html.Of($"🎁 <b>Vouchers in force</b>") : Html.Of($"🎁 <b>Vouchers in force</b> · page {page}"), Html.Empty };
        lines.AddRange(vouchers.Select(v => Html.Of($"<b>{v.Code}</b> · {v.Amount} · {v.Used} of {v.Uses} used{Until(v)}{(v.IsOver(now) ? " · over" : "")}")));
        if (vouchers.Count == 0)
        {
            lines.Add(Html.Of($"None yet."));
        }

        lines.AddRange([Html.Empty, Html.Of($"<code>/voucher make 10000 x100 LEBARAN until 2026-12-31</code>\n<code>/voucher end LEBARAN</code>")]);
        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public string ButtonVoucherEnd(string code) => $"🗑 End {code}";

    Html ITexts.VoucherAskEnd(Voucher voucher) => Html.Of($"<b>End voucher {voucher.Code}?</b>\n{Terms(voucher)}\n{voucher.Used} of {voucher.Uses} used. Money that it has brought stays with its customers.");

    Html ITexts.VoucherEnded(Voucher voucher) => Html.Of($"🗑 Voucher <b>{voucher.Code}</b> is over. {voucher.Used} of {voucher.Uses} were used.");

    /// <inheritdoc/>
    public Html ToastVoucherEnded(string code) => Html.Of($"Voucher {code} is over already.");

    private Html Terms(Voucher voucher) => Html.Of($"{voucher.Amount} for {Counted(voucher.Uses, "customer")}, once each{Until(voucher)}");

    private string Until(Voucher voucher) => voucher.LastMoment is { } last ? $" · until {Time(last)}" : "";
}
