using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Broadcasts;

/// <summary>The buttons of a broadcast: "siaran:3:kirim:2". The revision that they were shown with stands in them: once it is another they do nothing.</summary>
internal static class BroadcastButton
{
    public const string ChannelName = "kanal";
    public const string LanguageName = "bahasa";
    public const string AudienceName = "siapa";
    public const string SendName = "kirim";
    public const string CancelName = "batal";
    public const string PauseName = "jeda";
    public const string ResumeName = "lanjut";
    public const string StopName = "henti";
    public const string AgainName = "ulang";
    public const string LookName = "lihat";

    public static Button Send(Broadcast draft, ITexts texts, BroadcastDraftForm form) => new(texts.BroadcastSendButton(form.People, draft.Due)) { Action = Act(draft, SendName) };

    public static Button Cancel(Broadcast broadcast, ITexts texts) => new(texts.BroadcastCancelButton) { Action = Act(broadcast, CancelName) };

    public static Button Resume(Broadcast broadcast, ITexts texts) => new(texts.BroadcastResumeButton) { Action = Act(broadcast, ResumeName) };

    public static Button Look(Broadcast broadcast, string label) => new(label) { Action = string.Create(CultureInfo.InvariantCulture, $"{Broadcast.Prefix}:{broadcast.Id}:{LookName}") };

    /// <summary>What the draft can be narrowed down to. Where nothing is edited, without what is chosen already: a list has ten rows at the most.</summary>
    public static IEnumerable<IReadOnlyList<Button>> Segments(Broadcast draft, ITexts texts, bool isMarked, bool hasChannels)
    {
        if (hasChannels)
        {
            yield return Row(ChannelName, BroadcastSegment.Channels, draft.Channel, texts.BroadcastChannelName);
        }

        yield return Row(LanguageName, BroadcastSegment.Languages, draft.Language, texts.BroadcastLanguageName);
        foreach (var pair in Row(AudienceName, BroadcastSegment.Audiences, draft.Audience, texts.BroadcastAudienceName).Chunk(2))
        {
            yield return pair;
        }

        IReadOnlyList<Button> Row(string what, IReadOnlyList<string> values, string chosen, Func<string, string> nameOf) =>
        [
            .. values.Where(v => isMarked || v != chosen)
                .Select(v => new Button(v == chosen ? $"✓ {nameOf(v)}" : nameOf(v)) { Action = $"{Act(draft, what)}:{v}" }),
        ];
    }

    public static IReadOnlyList<IReadOnlyList<Button>> OfProgress(Broadcast broadcast, ITexts texts, BroadcastCounts counts)
    {
        var stop = new Button(texts.BroadcastStopButton) { Action = Act(broadcast, StopName) };
        return broadcast.State switch
        {
            BroadcastState.Running => [[new Button(texts.BroadcastPauseButton) { Action = Act(broadcast, PauseName) }, stop]],
            BroadcastState.Paused => [[Resume(broadcast, texts), stop]],
            BroadcastState.Ready => [[stop]],
            BroadcastState.Done when counts.Uncertain > 0 =>
                [[new Button(texts.BroadcastAgainButton(counts.Uncertain)) { Action = string.Create(CultureInfo.InvariantCulture, $"{Act(broadcast, AgainName)}:{counts.Uncertain}") }]],
            _ => [],
        };
    }

    private static string Act(Broadcast broadcast, string what) => string.Create(CultureInfo.InvariantCulture, $"{Broadcast.Prefix}:{broadcast.Id}:{what}:{broadcast.Revision}");
}
