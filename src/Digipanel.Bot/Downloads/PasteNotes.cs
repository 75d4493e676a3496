using System.Text.Json;

namespace Digipanel.Bot.Downloads;

/// <summary>What a message with links had besides those that are bought.</summary>
/// <param name="Running">In progress already.</param>
/// <param name="Refused">What cannot be bought, as much of it as is told.</param>
/// <param name="LeftOut">Links beyond the most that a message may have.</param>
internal sealed record PasteNotes(IReadOnlyList<OrderLabel> Running, IReadOnlyList<EnvatoLink> Refused, int LeftOut)
{
    /// <summary>Null where there is nothing to tell: the usual message, which pays nothing for it.</summary>
    public static PasteNotes? Of(FoundLinks links, IReadOnlyList<OrderLabel> running) =>
        running.Count + links.Refused.Count + links.LeftOut == 0 ? null : new PasteNotes(running, links.Refused, links.LeftOut);

    public static PasteNotes? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<PasteNotes>(json);

    public string ToJson() => JsonSerializer.Serialize(this);
}
