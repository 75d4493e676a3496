using Digipanel.Bot.Broadcasts;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>What a broadcast is called.</summary>
    string BroadcastTitle(long id);

    /// <summary>Admins: write the message now.</summary>
    Html BroadcastAsk(DateTimeOffset? due);

    /// <summary>Admins: what that message says is not known to us.</summary>
    Html BroadcastReplyUnknown { get; }

    /// <summary>Admins: a picture with the command as its caption; how to do it.</summary>
    Html BroadcastMediaHint { get; }

    /// <summary>Admins: that time is over, or too far.</summary>
    Html BroadcastWrongTime(DateTimeOffset due);

    /// <summary>Admins: too long for a message.</summary>
    Html BroadcastTooLong(int charsMax);

    /// <summary>Admins: the platform does not take it, seen at the preview.</summary>
    Html BroadcastRefused(long id, string why);

    /// <summary>Admins: the draft, under the message itself.</summary>
    internal Html BroadcastDraft(BroadcastDraftForm form);

    /// <summary>Admins: it waits for its time or for another.</summary>
    Html BroadcastWaiting(long id, DateTimeOffset? due, bool isAnotherRunning, string segment);

    /// <summary>Admins: it was to begin and was held, because it is late for that time or (null) because who made it is no admin any more.</summary>
    Html BroadcastHeld(long id, DateTimeOffset? lateFor, string segment);

    /// <summary>Admins: it never began.</summary>
    Html BroadcastCancelled(long id);

    /// <summary>Admins: it goes out, or rests.</summary>
    internal Html BroadcastProgress(BroadcastProgressForm form);

    /// <summary>Admins: it is over.</summary>
    internal Html BroadcastReport(BroadcastProgressForm form);

    /// <summary>In the place of a card that has gone to another place.</summary>
    Html BroadcastMoved(long id);

    /// <summary>The list's first line.</summary>
    Html BroadcastListTitle { get; }

    /// <summary>There is nothing to list.</summary>
    Html BroadcastListEmpty { get; }

    /// <summary>One of the list.</summary>
    internal Html BroadcastLine(BroadcastListForm form);

    /// <summary>Whom it is for, in a few words.</summary>
    internal string BroadcastSegmentName(BroadcastSegment segment);

    /// <summary>all, telegram, whatsapp.</summary>
    string BroadcastChannelName(string channel);

    /// <summary>all, id, en.</summary>
    string BroadcastLanguageName(string language);

    /// <summary>all, active, funded, untopped.</summary>
    string BroadcastAudienceName(string audience);

    /// <summary>Button: to so many, now or then.</summary>
    string BroadcastSendButton(long people, DateTimeOffset? due);

    /// <summary>Button.</summary>
    string BroadcastCancelButton { get; }

    /// <summary>Button.</summary>
    string BroadcastPauseButton { get; }

    /// <summary>Button.</summary>
    string BroadcastResumeButton { get; }

    /// <summary>Button.</summary>
    string BroadcastStopButton { get; }

    /// <summary>Button: to those of whom nobody knows whether they have it.</summary>
    string BroadcastAgainButton(long people);

    /// <summary>Over the chat: it is another by now.</summary>
    Html ToastBroadcastChanged { get; }

    /// <summary>Customers: no promotions any more.</summary>
    Html PromotionsStopped { get; }

    /// <summary>Customers: promotions again.</summary>
    Html PromotionsStarted { get; }

    /// <summary>Button: promotions again.</summary>
    string PromotionsStartButton { get; }

    /// <summary>Under the help: how to get no promotions.</summary>
    Html PromotionsHelp { get; }
}
