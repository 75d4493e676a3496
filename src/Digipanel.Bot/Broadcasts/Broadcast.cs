using System.Text.Json;
using System.Text.Json.Serialization;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What a broadcast says.</summary>
/// <param name="Text">Its words, or its caption; empty where it is a picture without one.</param>
internal sealed record BroadcastContent(Html Text)
{
    /// <summary>On Telegram an exact copy of this message; null: the words.</summary>
    public CopiedMessage? Copies { get; init; }

    /// <summary>More than words: WhatsApp gets the words alone.</summary>
    public bool IsMedia { get; init; }

    /// <summary>The message as customers get it.</summary>
    public Reply ToReply() => new(Text) { Copies = Copies, IsPromotion = true };

    /// <summary>Whether people on this channel can get it: WhatsApp's have no use for a picture that is a message of Telegram.</summary>
    public bool Reaches(string channel) => Text.Markup.Length > 0 || (Copies is not null && channel == "telegram");
}

/// <summary>Contents as broadcasts keep them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(BroadcastContent))]
internal sealed partial class BroadcastJson : JsonSerializerContext;

/// <summary>How far a broadcast is.</summary>
internal enum BroadcastState
{
    /// <summary>The admin looks at it.</summary>
    Draft,

    /// <summary>It waits for its time, or for the end of another.</summary>
    Ready,

    /// <summary>It goes out.</summary>
    Running,

    /// <summary>It rests until an admin lets it go on.</summary>
    Paused,

    /// <summary>Everybody's turn has come.</summary>
    Done,

    /// <summary>An admin has ended it on its way.</summary>
    Stopped,

    /// <summary>It never began.</summary>
    Cancelled,
}

/// <summary>A row of broadcasts.</summary>
internal sealed record Broadcast
{
    /// <summary>What its card, its buttons and questions about one begin with.</summary>
    public const string Prefix = "siaran";

    public required long Id { get; init; }

    /// <summary>The account of who made it.</summary>
    public required long AdminId { get; init; }

    /// <summary>As the table has it, for Dapper.</summary>
    public required string StateName { get; init; }

    /// <summary>As the table has it.</summary>
    public required string ContentJson { get; init; }

    public required string Channel { get; init; }

    public required string Language { get; init; }

    public required string Audience { get; init; }

    public required long Revision { get; init; }

    public required string Preview { get; init; }

    public long? Counted { get; init; }

    public required long Telegram { get; init; }

    public required long Whatsapp { get; init; }

    public required long Outside { get; init; }

    public string? Trouble { get; init; }

    public long? DueAt { get; init; }

    public long? GatheredTo { get; init; }

    public long? GatherMax { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public BroadcastState State => Enum.Parse<BroadcastState>(StateName, ignoreCase: true);

    public BroadcastContent Content => JsonSerializer.Deserialize(ContentJson, BroadcastJson.Default.BroadcastContent)!;

    public BroadcastSegment Segment => new(Channel, Language, Audience);

    /// <summary>Whether it is known whom this revision would reach.</summary>
    public bool IsCounted => Counted == Revision;

    /// <summary>Whether its list is complete.</summary>
    public bool IsGathered => GatherMax is { } max && GatheredTo >= max;

    public string CardKey => KeyOf(Id);

    public DateTimeOffset? Due => DueAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public static string KeyOf(long id) => $"{Prefix}:{id}";
}
