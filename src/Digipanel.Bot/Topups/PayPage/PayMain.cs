using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Pictures;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>
/// The part of the page that changes with its top-up. The script takes it over as a whole, so that with and without the script one and the same code
/// says what there is; <c>data-live</c> is shown by the script alone, <c>data-pay</c> hidden by it when the time is over.
/// </summary>
/// <param name="texts">Its language.</param>
/// <param name="view">What there is to say.</param>
/// <param name="front">The shop's name and chat.</param>
/// <param name="methods">Ways to pay.</param>
/// <param name="now">The server's time.</param>
/// <param name="siblings">Where the names of pages are, as seen from this one: empty, or ../ where its address ends in a slash.</param>
internal sealed class PayMain(ITexts texts, PayView view, ShopFront front, TopupMethods methods, DateTimeOffset now, string siblings)
{
    private static readonly Html Clock = Html.Of($"""<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/></svg>""");
    private static readonly Html Tick = Html.Of($"""<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/></svg>""");
    private static readonly Html Cross = Html.Of($"""<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"><circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/></svg>""");

    private readonly Topup _topup = view.Topup;

    private bool IsQris => _topup.Method == DoitpayOptions.Qris;

    /// <summary>The state in a few words, for the tab and for ears.</summary>
    public string State => Words.State;

    /// <summary>The element.</summary>
    public Html Render()
    {
        var left = view.IsOpen ? (long)Math.Ceiling((_topup.Expiry - now).TotalSeconds) : 0;
        return Html.Of(
            $"""
            <main{(view.IsOpen && IsQris ? Html.Of($" class=\"wide\"") : Html.Empty)} data-view="{ViewName(view.Stage)}" data-left="{left}" data-next="{PayPace.NextSeconds(view, now)}" data-say="{Words.State}. {Words.Text}">
            <article class="card {Look}">
            <p class="state">{Icon}{Words.State}</p>
            <div class="body">
            <div>
            <h1>{texts.PayPageHeading} <strong>{(view.IsOpen ? _topup.ToPay : _topup.Amount)}</strong></h1>
            {Terms()}
            {(view.IsOpen ? Due(left) : Html.Of($"<p>{Words.Text}</p>"))}
            </div>
            {(view.IsOpen ? ToPay() : Html.Empty)}
            <div>
            {(view.IsOpen && IsQris ? Steps() : Html.Empty)}
            {Rows()}
            {Ways()}
            </div>
            </div>
            </article>
            </main>
            """);
    }

    /// <summary>The stage as the status tells it.</summary>
    public static string ViewName(PayStage stage) => stage.ToString().ToLowerInvariant();

    private string Look => view.Stage switch
    {
        PayStage.Paid or PayStage.Settled => "good",
        PayStage.Open or PayStage.Preparing or PayStage.Delayed or PayStage.LookedInto => "wait",
        _ => "over struck",
    };

    private Html Icon => view.Stage switch
    {
        PayStage.Paid or PayStage.Settled => Tick,
        PayStage.Open or PayStage.Preparing or PayStage.Delayed => Clock,
        _ => Cross,
    };

    private (string State, string Text) Words => view.Stage switch
    {
        PayStage.Preparing => (texts.PayPagePreparing, texts.PayPagePreparingText),
        PayStage.Delayed => (texts.PayPagePreparing, texts.PayPageDelayedText),
        PayStage.Open => (texts.PayPageOpen, texts.PayPageFollows),
        PayStage.TimeOver => (texts.PayPageTimeOver, texts.PayPageTimeOverText),
        PayStage.Paid => (texts.PayPagePaid, texts.PayPagePaidText),
        PayStage.Expired => (texts.PayPageExpired, texts.PayPageExpiredText),
        PayStage.Cancelled => (texts.PayPageCancelled, texts.PayPageCancelledText),
        PayStage.Replaced => (texts.PayPageReplaced, texts.PayPageReplacedText),
        PayStage.GivenUp => (texts.PayPageGivenUp, texts.PayPageGivenUpText),
        PayStage.Settled => (texts.PayPageSettled, texts.PayPageSettledText),
        _ => (texts.PayPageLookedInto, texts.PayPageLookedIntoText),
    };

    // Fee and bonus, where there are any.
    private Html Terms()
    {
        var lines = view.IsOpen ? TopupTexts.ToPay(texts, _topup) : view.Stage is PayStage.Paid ? TopupTexts.Paid(texts, _topup) : [];
        return Html.Lines(lines.Where(l => l.Markup.Length > 0).Select(l => Html.Of($"<p>{l}</p>")));
    }

    private Html Due(long left) => Html.Of(
        $"""
        <p class="due">{texts.PayPageDue(_topup.Expiry)}</p>
        <p class="left" role="timer" data-live hidden><span>{texts.PayPageTimeLeft}</span> <b>{left / 60}:{(left % 60).ToString("00", CultureInfo.InvariantCulture)}</b></p>
        """);

    private Html ToPay() => IsQris && QrPicture.Png(_topup.Content!) is { } png
        ? Html.Of(
            $"""
            <div class="pay" data-pay><figure class="qr"><img src="data:image/png;base64,{Convert.ToBase64String(png)}" width="720" height="720" alt="{texts.PayPageQrName(_topup.ToPay)}"></figure>
            <a class="button quiet" href="{siblings}{_topup.Page}/qr.png" download="QRIS-{_topup.Reference}.png">{texts.PayPageQrSave}</a></div>
            """)
        : _topup.VirtualAccount is not null ? Account()
        : Link();

    private Html Account() => Html.Of(
        $"""
        <div class="pay" data-pay><div class="number"><span>{texts.PayPageAccountNumber}</span><b>{Grouped(_topup.Content!)}</b>{Copy(_topup.Content!, texts.PayPageCopyAccount)}</div>
        <p class="exactly"><span>{texts.PayPageExactly}</span> <b>{_topup.ToPay}</b></p>
        <h2>{texts.PayPageHowTo}</h2>
        <p class="lines">{methods.HowToPay(texts, _topup.Method)}</p></div>
        """);

    // Groups of four are read without a slip; the gap between them is style, so that what is selected by hand is the number alone.
    private static Html Grouped(string number) => number.Chunk(4).Aggregate(Html.Empty, (all, four) => all + Html.Of($"<i>{new string(four)}</i>"));

    private Html Link() => Uri.TryCreate(_topup.Content, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
        ? Html.Of(
            $"""
            <div class="pay" data-pay><a class="button" href="{url.AbsoluteUri}" target="_blank" rel="noopener noreferrer">{texts.TopupPayButton(_topup.Method)}</a>
            <p class="hint">{texts.PayPageLeavesFor(url.Host)}</p></div>
            """)
        : Html.Empty;

    private Html Steps() => Html.Of(
        $"<ol data-pay><li>{texts.PayPageQrStepOpen}</li><li>{texts.PayPageQrStepScan}</li><li>{texts.PayPageQrStepCheck(_topup.ToPay)}</li></ol>");

    private Html Rows()
    {
        var payee = view.IsOpen && IsQris && Qris.Read(_topup.Content) is QrisReading.Valid valid ? valid["59"]?.Trim() : null;
        return Html.Of(
            $"""
            <dl>
            {(string.IsNullOrEmpty(payee) ? Html.Empty : Row(texts.PayPageRecipient, Html.Plain(payee)))}
            {Row(texts.PayPageMethod, Html.Plain(texts.PayPageMethodName(_topup.Method)))}
            {(view.Stage is PayStage.Paid ? Row(texts.PayPagePaidAt, Html.Plain(texts.Time(_topup.PaidTime))) : Html.Empty)}
            {Row(texts.PayPageReference, Html.Of($"<span class=\"ref\">{_topup.Reference}</span>{Copy(_topup.Reference)}"))}
            </dl>
            """);
    }

    private static Html Row(string name, Html value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private Html Copy(string text, string? label = null) => Html.Of(
        $"""<button type="button" class="copy" data-copy="{text}" data-done="{texts.PayPageCopied}" data-live hidden>{label ?? texts.PayPageCopy}</button>""");

    // How to go on from here.
    private Html Ways()
    {
        var refresh = Html.Of($"""<a class="button quiet" href="?lang={texts.Language}">{texts.PayPageRefresh}</a>""");
        return view.Stage switch
        {
            PayStage.Open => Html.Of($"""<p class="hint" data-live hidden>{texts.PayPageFollows}</p>{refresh}"""),
            PayStage.Preparing or PayStage.Delayed or PayStage.TimeOver => refresh,
            PayStage.Replaced when view.Successor?.Page is { } page =>
                Html.Of($"""<a class="button" href="{siblings}{page}?lang={texts.Language}">{texts.PayPageSuccessorButton}</a>"""),
            PayStage.Paid or PayStage.Settled or PayStage.LookedInto => ToChat(texts.PayPageToChat, wish: null),
            _ => ToChat(texts.PayPageAgain, "topup"),
        };
    }

    private Html ToChat(string label, string? wish) => front.ChatUrl(view.Customer, wish) is { } chat
        ? Html.Of($"""<a class="button" href="{chat}">{label}</a>""")
        : Html.Of($"<p>{texts.PayPageGoToChat}</p>");
}
