using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Heading of an acknowledgement: "Pesanan #12", "3 pesanan: #12–#14".</summary>
    Html OrdersHeading(int count, string numbers);

    /// <summary>One word for where an order is.</summary>
    internal string StepWord(OrderStep step);

    /// <summary>The same for a single order, as a sentence.</summary>
    internal string StepSentence(OrderStep step);

    /// <summary>The place in the queue, and when it is expected to be done, already in words.</summary>
    Html QueueLine(long position, string expected);

    /// <summary>A time from now, as rough as it is known.</summary>
    string Expected(TimeSpan time);

    /// <summary>No lane works, so that it takes longer.</summary>
    Html QueueStopped { get; }

    /// <summary>What it costs and what is left.</summary>
    Html PriceLine(Rupiah price, int count, Rupiah? left);

    /// <summary>Above the links that the saldo did not cover, or does by now.</summary>
    Html KeptHeading(int links, DateTimeOffset until, bool isCovered);

    /// <summary>The saldo covers none or not all of them.</summary>
    Html KeptMissing(Rupiah balance, Rupiah missing);

    /// <summary>The saldo covers them now.</summary>
    Html KeptCovered(Rupiah balance);

    /// <summary>More links would wait than a customer may have waiting: the oldest are forgotten.</summary>
    /// <param name="forgotten">How many.</param>
    /// <param name="max">How many may wait.</param>
    Html KeptTooMany(long forgotten, int max);

    /// <summary>Before many links are bought: what they come to.</summary>
    Html AskFirst(int links, Rupiah price, Rupiah balance, int covered);

    /// <summary>The question itself, with how long it waits.</summary>
    Html AskBounded(int links, int covered);

    /// <summary>It came to nothing.</summary>
    /// <param name="why">A <see cref="DropReason"/>.</param>
    /// <param name="asked">It was a question; else kept links.</param>
    Html PurchaseDropped(string why, bool asked);

    /// <summary>Button: yes, buy them.</summary>
    string ButtonYes(int links);

    /// <summary>Button: no.</summary>
    string ButtonNo { get; }

    /// <summary>Button: go on with kept links.</summary>
    string ButtonContinue(long some, long all, Rupiah total);

    /// <summary>Button: forget kept links.</summary>
    string ButtonForget { get; }

    /// <summary>Button: take back what still waits.</summary>
    string ButtonCancelWaiting(int orders);

    /// <summary>Button: where does it stand.</summary>
    string ButtonStatus { get; }

    /// <summary>Toast: so many are ordered.</summary>
    Html ToastBought(int orders);

    /// <summary>Toast: that was done before.</summary>
    Html ToastDoneBefore { get; }

    /// <summary>Toast: the question or the kept links are over.</summary>
    Html ToastOver { get; }

    /// <summary>Toast: forgotten, nothing was charged.</summary>
    Html ToastDropped { get; }

    /// <summary>Toast: kept links are forgotten; orders of the same purchase go on.</summary>
    Html ToastForgotten { get; }

    /// <summary>Toast: the price is another now; look at the total again.</summary>
    Html ToastPriceChanged(Rupiah price);

    /// <summary>Toast: too little saldo.</summary>
    Html ToastMissing(Rupiah missing);

    /// <summary>Toast: in progress already.</summary>
    Html ToastInProgress(long number);

    /// <summary>The button was about something that has changed since: what there is now.</summary>
    Html ContinueAnew(long links, Rupiah price);

    /// <summary>Above links that are in progress already.</summary>
    Html NoteInProgress { get; }

    /// <summary>More links than one message may have.</summary>
    Html NoteLeftOut(int links);

    /// <summary>Above links that cannot be bought.</summary>
    Html NoteRefused { get; }

    /// <summary>Which links can be bought.</summary>
    Html NoteExample { get; }

    /// <summary>What to do about a shortened link.</summary>
    Html NoteShortened { get; }

    /// <summary>Why a link cannot be bought.</summary>
    string Why(EnvatoLink link);

    /// <summary>The end of a list that was cut.</summary>
    string More(int count);

    /// <summary>Toast: what the button said is not so any more.</summary>
    Html ToastChanged { get; }

    /// <summary>Above files that are sent once more.</summary>
    Html SentAgainHeading(int count, bool isAsked);

    /// <summary>They stand in the file.</summary>
    Html SentAgainAsFile { get; }

    /// <summary>One file once more.</summary>
    Html SentAgainOne(long number, string title, DateTimeOffset at, string driveLink, string? licenceLink, bool isAsked);

    /// <summary>The price has changed before it was bought anew.</summary>
    Html BuyAgainAnew(long number, string title, Rupiah price);

    /// <summary>Button: buy it anew.</summary>
    string ButtonBuyAgain(Rupiah price);

    /// <summary>Button: buy this one anew.</summary>
    string ButtonBuyAgainOf(long number, Rupiah price);

    /// <summary>"Licence".</summary>
    string WordLicence { get; }

    /// <summary>Toast: here it is again.</summary>
    Html ToastSentAgain(long number);
}
