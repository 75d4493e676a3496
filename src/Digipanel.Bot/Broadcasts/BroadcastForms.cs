using Digipanel.Bot.Chat;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What an admin is shown of a draft.</summary>
internal sealed record BroadcastDraftForm
{
    public required long Id { get; init; }

    public required BroadcastSegment Segment { get; init; }

    /// <summary>When it is to begin; null: at once.</summary>
    public DateTimeOffset? Due { get; init; }

    public required long Telegram { get; init; }

    /// <summary>On WhatsApp, without who is left out.</summary>
    public required long WhatsApp { get; init; }

    /// <summary>On WhatsApp: who has not written for 24 hours and cannot be reached therefore.</summary>
    public required long LeftOut { get; init; }

    /// <summary>On WhatsApp: who gets it as a template.</summary>
    public required long Templates { get; init; }

    /// <summary>What those cost; null: nothing, or not known.</summary>
    public Rupiah? Cost { get; init; }

    public required TimeSpan Takes { get; init; }

    /// <summary>People on WhatsApp get the words of it alone.</summary>
    public required bool IsCaptionOnly { get; init; }

    public long People => Telegram + WhatsApp;
}

/// <summary>What an admin is shown of a broadcast that has begun.</summary>
internal sealed record BroadcastProgressForm
{
    private const int BarCells = 12;

    public required long Id { get; init; }

    public required BroadcastState State { get; init; }

    public required BroadcastCounts Counts { get; init; }

    public required bool IsGathered { get; init; }

    /// <summary>What has paused it; null: an admin.</summary>
    public string? Trouble { get; init; }

    public required TimeSpan TimeLeft { get; init; }

    public required TimeSpan Took { get; init; }

    public required long Templates { get; init; }

    public Rupiah? Cost { get; init; }

    public required IReadOnlyList<BroadcastReason> Reasons { get; init; }

    public int Percent => Counts.Total == 0 ? 0 : (int)((Counts.Total - Counts.Left) * 100 / Counts.Total);

    /// <summary>How far it is, in blocks.</summary>
    public string Bar => new string('▓', Percent * BarCells / 100).PadRight(BarCells, '░');
}

/// <summary>Why some did not get it.</summary>
/// <param name="Why">As the platform put it.</param>
/// <param name="People">How many.</param>
internal sealed record BroadcastReason(string Why, long People);

/// <summary>A line of the list.</summary>
internal sealed record BroadcastListForm
{
    private const int TextCharsMax = 60;

    public required long Id { get; init; }

    public required BroadcastState State { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether its first message may be out.</summary>
    public required bool HasBegun { get; init; }

    public required string Text { get; init; }

    public required BroadcastCounts Counts { get; init; }

    public static BroadcastListForm Of(Broadcast broadcast, BroadcastCounts counts) => new()
    {
        Id = broadcast.Id, State = broadcast.State, Due = broadcast.Due, HasBegun = broadcast.StartedAt is not null, Counts = counts,
        Text = MarkedText.Parse(broadcast.Content.Text.Markup).ToPlain(TextCharsMax).ReplaceLineEndings(" "),
    };
}
