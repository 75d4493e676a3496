using System.Security.Cryptography;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>What is to be done about a card's message now.</summary>
/// <param name="Reply">What it shows; null: nothing is to be sent.</param>
/// <param name="Message">The message to edit; null: it is to be sent.</param>
/// <param name="Digest">Tells this content from another.</param>
internal sealed record CardWork(Reply? Reply, MessageRef? Message, string Digest);

/// <summary>The program's cards, by their prefixes.</summary>
internal sealed class CardBook(IEnumerable<ICard> cards)
{
    private static readonly CardWork Nothing = new(null, null, "");

    private readonly Dictionary<string, ICard> _cards = cards.ToDictionary(c => c.Prefix, StringComparer.Ordinal);

    /// <summary>Reads the card and what it shows now, of one committed state.</summary>
    public CardWork Look(Store store, string card, DateTimeOffset now) => store.Read(database =>
    {
        if (Cards.Find(database, card) is not { Gone: false } shown)
        {
            return Nothing;
        }

        var parts = card.Split(':', 2);
        if (_cards[parts[0]].Render(database, parts[1], now) is not { } reply)
        {
            return Nothing;
        }

        var digest = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJson.Default.Reply)));
        return shown.Message is not null && shown.Digest == digest ? Nothing : new CardWork(reply, shown.Message, digest);
    });
}
