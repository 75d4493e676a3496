using Digipanel.Bot.Broadcasts;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html BroadcastReplyUnknown => Html.Of($"I cannot read what that message says. Write the text itself: /broadcast and then the message.");

    /// <inheritdoc/>
    public Html BroadcastMediaHint => Html.Of($"For a photo, a video or a file: send the message as usual (without /broadcast), then <b>reply</b> to it with /broadcast. It is copied exactly.");

    /// <inheritdoc/>
    public Html BroadcastListTitle => Html.Of($"📣 <b>Broadcasts</b>");

    /// <inheritdoc/>
    public Html BroadcastListEmpty => Html.Of($"No broadcasts yet. Write /broadcast and then the message, or reply to a message with /broadcast.");

    /// <inheritdoc/>
    public string BroadcastCancelButton => "✖️ Cancel";

    /// <inheritdoc/>
    public string BroadcastPauseButton => "⏸ Pause";

    /// <inheritdoc/>
    public string BroadcastResumeButton => "▶️ Resume";

    /// <inheritdoc/>
    public string BroadcastStopButton => "⏹ Stop";

    /// <inheritdoc/>
    public Html ToastBroadcastChanged => Html.Of($"This broadcast has changed, so that button did nothing. See its latest card.");

    /// <inheritdoc/>
    public Html PromotionsStopped => Html.Of($"Done, you will get no more promotions 👍\nDrive links, top-ups and all other answers come as ever.");

    /// <inheritdoc/>
    public Html PromotionsStarted => Html.Of($"All right, you will get the shop's promotions again 🎉\nHad enough? Send /stop at any time.");

    /// <inheritdoc/>
    public string PromotionsStartButton => "🔔 Promotions again";

    /// <inheritdoc/>
    public Html PromotionsHelp => Html.Of($"/stop – no more promotions");

    /// <inheritdoc/>
    public string BroadcastTitle(long id) => $"Broadcast {id}";

    /// <inheritdoc/>
    public Html BroadcastAsk(DateTimeOffset? due) => due is { } at
        ? Html.Of($"📣 For {Time(at)}. Write or send the message now (a photo, a video or a file will do).")
        : Html.Of($"📣 Write or send the message now (a photo, a video or a file will do).\n\nFor later: <code>/broadcast 2026-12-01 09:00 the text</code>\nWhat there is: /broadcast list");

    /// <inheritdoc/>
    public Html BroadcastWrongTime(DateTimeOffset due) => Html.Of($"{Time(due)} is over or too far away. Give a time to come, for example <code>/broadcast 2026-12-01 09:00 the text</code> (WIB).");

    /// <inheritdoc/>
    public Html BroadcastTooLong(int charsMax) => Html.Of($"Too long: a message has {Number(charsMax)} characters at the most.");

    /// <inheritdoc/>
    public Html BroadcastRefused(long id, string why) => Html.Of($"📣 <b>{BroadcastTitle(id)}</b>\n⚠️ This message was refused when it was tried on you ({why}), so it cannot be broadcast. Try another.");

    /// <inheritdoc/>
    public Html BroadcastWaiting(long id, DateTimeOffset? due, bool isAnotherRunning, string segment)
    {
        var when = due is { } at ? Html.Of($"🕘 Scheduled for {Time(at)}.") : Html.Of($"⏳ Begins in a moment.");
        return isAnotherRunning
            ? Html.Of($"📣 <b>{BroadcastTitle(id)}</b> – {segment}\n{when}\nAnother broadcast is still going out; this one waits for its turn.")
            : Html.Of($"📣 <b>{BroadcastTitle(id)}</b> – {segment}\n{when}");
    }

    /// <inheritdoc/>
    public Html BroadcastHeld(long id, DateTimeOffset? lateFor, string segment)
    {
        var why = lateFor is { } at
            ? Html.Of($"⚠️ Not sent: its time, {Time(at)}, is over, because the bot was down or another broadcast was still going out. Press <b>Resume</b> to send it now, or <b>Cancel</b>.")
            : Html.Of($"⚠️ Not sent: who made it is no admin any more. Press <b>Resume</b> if it is to be sent now all the same, or <b>Cancel</b>.");
        return Html.Of($"⏸ <b>{BroadcastTitle(id)}</b> – {segment}\n{why}");
    }

    /// <inheritdoc/>
    public Html BroadcastCancelled(long id) => Html.Of($"✖️ <b>{BroadcastTitle(id)}</b> was cancelled, nothing was sent.");

    /// <inheritdoc/>
    public Html BroadcastMoved(long id) => Html.Of($"📣 {BroadcastTitle(id)}: its card is below 👇");

    /// <inheritdoc/>
    public string BroadcastChannelName(string channel) => channel switch
    {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        _ => "All apps",
    };

    /// <inheritdoc/>
    public string BroadcastLanguageName(string language) => language switch
    {
        "id" => "Indonesian",
        "en" => "English",
        _ => "All languages",
    };

    /// <inheritdoc/>
    public string BroadcastAudienceName(string audience) => audience switch
    {
        "active" => "Active in 30 days",
        "funded" => "Balance > 0",
        "untopped" => "Never topped up",
        _ => "All customers",
    };

    /// <inheritdoc/>
    public string BroadcastSendButton(long people, DateTimeOffset? due) => due is null ? $"✅ Send to {People(people)}" : $"🕘 Schedule for {People(people)}";

    /// <inheritdoc/>
    public string BroadcastAgainButton(long people) => $"🔁 Send again to {Number(people)} in doubt";

    Html ITexts.BroadcastDraft(BroadcastDraftForm form)
    {
        List<Html> lines =
        [
            Html.Of($"📣 <b>{BroadcastTitle(form.Id)}</b>: the message above is exactly what customers will get."), Html.Empty,
            Html.Of($"👥 <b>{People(form.People)}</b>: Telegram {Number(form.Telegram)}, WhatsApp {Number(form.WhatsApp)}"),
            Html.Of($"🎯 {((ITexts)this).BroadcastSegmentName(form.Segment)}"),
            form.Due is { } at ? Html.Of($"🕘 {Time(at)}, {Duration(form.Takes)}") : Html.Of($"⏱ {Duration(form.Takes)}"),
        ];
        if (form.IsCaptionOnly)
        {
            lines.Add(Html.Of($"📎 On WhatsApp only the words are sent."));
        }

        if (form.LeftOut > 0)
        {
            lines.Add(Html.Of($"⏭ WhatsApp: {People(form.LeftOut)} left out, who have not written for 24 hours (that takes a template)."));
        }

        if (form.Templates > 0)
        {
            lines.Add(form.Cost is { } cost
                ? Html.Of($"💸 WhatsApp: {People(form.Templates)} by template, about {cost}.")
                : Html.Of($"💸 WhatsApp: {People(form.Templates)} by template, which Meta charges for."));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastProgress(BroadcastProgressForm form)
    {
        var title = form.State switch
        {
            BroadcastState.Paused => Html.Of($"⏸ <b>{BroadcastTitle(form.Id)} is paused</b>"),
            BroadcastState.Ready => Html.Of($"⏳ <b>{BroadcastTitle(form.Id)}</b> waits for its turn"),
            _ => Html.Of($"📣 <b>{BroadcastTitle(form.Id)}</b> is going out"),
        };
        if (!form.IsGathered)
        {
            return Html.Lines(title, Html.Of($"Making the list…"));
        }

        List<Html> lines = [title, Progress(form)];
        lines.Add(Html.Of($"{Number(form.Counts.Left)} of {Number(form.Counts.Total)} left{(form.State is BroadcastState.Running ? $", {Duration(form.TimeLeft)}" : "")}"));
        if (form.Trouble is { } trouble)
        {
            lines.Add(Html.Of($"⚠️ It paused itself: {trouble}"));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastReport(BroadcastProgressForm form)
    {
        List<Html> lines =
        [
            form.State is BroadcastState.Stopped ? Html.Of($"⏹ <b>{BroadcastTitle(form.Id)} was stopped</b>") : Html.Of($"🏁 <b>{BroadcastTitle(form.Id)} is done</b>"),
            Progress(form), .. BroadcastLines.Reasons(form, Number),
        ];
        if (form.Counts.Left > 0)
        {
            lines.Add(Html.Of($"➖ Not sent: {Number(form.Counts.Left)}"));
        }

        lines.Add(Html.Of($"👥 In all: {Number(form.Counts.Total)}, {Duration(form.Took)}"));
        if (form.Templates > 0)
        {
            lines.Add(form.Cost is { } cost ? Html.Of($"💸 WhatsApp templates: {Number(form.Templates)}, about {cost}") : Html.Of($"💸 WhatsApp templates: {Number(form.Templates)}"));
        }

        if (form.Counts.Uncertain > 0)
        {
            lines.Add(Html.Empty);
            lines.Add(Html.Of($"❔ In doubt: the sending was cut off, so they may or may not have it. Nothing is sent again unless you say so."));
        }

        return Html.Lines(lines);
    }

    Html ITexts.BroadcastLine(BroadcastListForm form)
    {
        var how = form.State switch
        {
            BroadcastState.Ready when form.Due is { } at => $"🕘 {Time(at)}",
            BroadcastState.Ready => "⏳ waits for its turn",
            BroadcastState.Running => $"📣 {Number(form.Counts.Total - form.Counts.Left)} of {Number(form.Counts.Total)}",
            BroadcastState.Paused when !form.HasBegun => "⏸ held, not sent",
            BroadcastState.Paused => $"⏸ paused, {Number(form.Counts.Total - form.Counts.Left)} of {Number(form.Counts.Total)}",
            BroadcastState.Stopped => $"⏹ stopped, {Number(form.Counts.Sent)} sent",
            _ => $"🏁 done, {Number(form.Counts.Sent)} of {Number(form.Counts.Total)} sent",
        };
        return Html.Of($"<b>{BroadcastTitle(form.Id)}</b> {how}\n{form.Text}");
    }

    string ITexts.BroadcastSegmentName(BroadcastSegment segment) =>
        $"{BroadcastAudienceName(segment.Audience)} · {BroadcastChannelName(segment.Channel)} · {BroadcastLanguageName(segment.Language)}";

    private static string Number(long number) => BroadcastLines.Number(number, "en");

    private static string People(long number) => number == 1 ? "1 person" : $"{Number(number)} people";

    private static Html Progress(BroadcastProgressForm form) => BroadcastLines.Progress(form, Number, "Sent", "Blocked the bot", "Failed", "Left out", "In doubt");

    private static string Duration(TimeSpan time) => RoughTime.Of(time) switch
    {
        { IsUnderAMinute: true } => "less than a minute",
        { IsOver: true } and var rough => $"more than {rough.Hours} hours",
        { Hours: > 0 } and var rough => $"about {Counted(rough.Hours, "hour")}",
        var rough => $"about {Counted(rough.Minutes, "minute")}",
    };
}
