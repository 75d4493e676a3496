using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Whether an X-EXTERNAL-ID came before today, and with what.</summary>
internal enum ReplayVerdict
{
    /// <summary>Not seen today, or without an id.</summary>
    First,

    /// <summary>The same notification: it was answered 200, and the answer is the same.</summary>
    Repeat,

    /// <summary>The same id, another body: 409SS00.</summary>
    Conflict,
}

/// <summary>
/// X-EXTERNAL-ID, unique a day (Jakarta's, as SNAP counts). Only a notification that is answered 200 uses its id up, in the transaction
/// that takes it: Doitpay sends the same one again until then, with a new X-TIMESTAMP and signature, and a refused one must not
/// stand in the way of its own repetition. Rows are the inbox's, two of each: the id, and the id with its body.
/// </summary>
internal static class NotificationReplay
{
    /// <summary>SNAP has 36; anything near this is none.</summary>
    public const int ExternalIdCharsMax = 64;

    /// <summary>Whether this can be an id at all: visible ASCII, so that the inbox's second row cannot be mistaken for an id.</summary>
    public static bool IsReadable(string externalId) => externalId.Length <= ExternalIdCharsMax && !externalId.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>What the id says about the notification, without using it up.</summary>
    public static ReplayVerdict Look(Tx tx, string service, string? externalId, ReadOnlySpan<byte> minifiedBody)
    {
        if (string.IsNullOrEmpty(externalId) || !Inbox.Knows(tx.Connection, Source(tx), externalId))
        {
            return ReplayVerdict.First;
        }

        return Inbox.Knows(tx.Connection, Source(tx), WithBody(service, externalId, minifiedBody)) ? ReplayVerdict.Repeat : ReplayVerdict.Conflict;
    }

    /// <summary>Uses the id up.</summary>
    public static void Take(Tx tx, string service, string? externalId, ReadOnlySpan<byte> minifiedBody)
    {
        if (!string.IsNullOrEmpty(externalId) && Inbox.TryAccept(tx, Source(tx), externalId))
        {
            Inbox.TryAccept(tx, Source(tx), WithBody(service, externalId, minifiedBody));
        }
    }

    private static string Source(Tx tx) => $"doitpay:{tx.Now.ToOffset(SnapTimestamp.WibOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static string WithBody(string service, string externalId, ReadOnlySpan<byte> minifiedBody)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{service}:"));
        hash.AppendData(minifiedBody);
        return $"{externalId} {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
