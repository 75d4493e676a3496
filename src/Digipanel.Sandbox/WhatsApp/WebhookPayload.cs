using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>One thing to tell the shop: a customer's message, or how far one of the shop's own got.</summary>
/// <param name="Lane">What must stay in its order: one person's messages, or one person's statuses.</param>
/// <param name="About">The wamid.</param>
/// <param name="Contact">Who; null for a status.</param>
/// <param name="Item">The message or the status.</param>
internal sealed record WebhookEvent(string Lane, string About, JsonObject? Contact, JsonObject Item)
{
    /// <summary>Of another number of the same business account; null: ours.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>Delivered once more; not again after that.</summary>
    public bool Again { get; init; }

    /// <summary>Told when the shop has it.</summary>
    public Action? Taken { get; init; }
}

/// <summary>What Meta posts: entries of changes of messages and statuses, escaped as Meta does, and signed over those very bytes.</summary>
internal static class WebhookPayload
{
    // More events than this go into a second entry.
    private const int EventsOfAnEntryMax = 4;

    public static byte[] Compose(IReadOnlyList<WebhookEvent> events, WhatsAppServerOptions options)
    {
        var entries = events.Chunk(EventsOfAnEntryMax).Select(chunk => (JsonNode)new JsonObject
        {
            ["id"] = options.BusinessAccountId,
            ["changes"] = new JsonArray([.. Runs(chunk).Select(run => (JsonNode)Change(run, options))]),
        });
        return Escape(new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = new JsonArray([.. entries]) });
    }

    /// <summary>sha256= and the HMAC of the raw bytes.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>As Meta writes JSON: no byte above ASCII, slashes escaped as well.</summary>
    public static byte[] Escape(JsonNode payload)
    {
        var plain = Loopback.JavaScriptJson.Stringify(payload);
        var text = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            _ = c switch
            {
                '/' => text.Append(@"\/"),
                > '~' => text.Append($@"\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    // Messages and statuses, and different numbers, do not share a change; what follows each other does.
    private static IEnumerable<List<WebhookEvent>> Runs(IReadOnlyList<WebhookEvent> events)
    {
        List<WebhookEvent> run = [];
        foreach (var next in events)
        {
            if (run.Count > 0 && ((run[^1].Contact is null) != (next.Contact is null) || run[^1].PhoneNumberId != next.PhoneNumberId))
            {
                yield return run;
                run = [];
            }

            run.Add(next);
        }

        yield return run;
    }

    private static JsonObject Change(List<WebhookEvent> run, WhatsAppServerOptions options)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = options.DisplayPhoneNumber, ["phone_number_id"] = run[0].PhoneNumberId ?? options.PhoneNumberId },
        };
        if (run[0].Contact is not null)
        {
            var contacts = run.Select(e => e.Contact!).DistinctBy(c => c.ToJsonString(), StringComparer.Ordinal);
            value["contacts"] = new JsonArray([.. contacts.Select(c => c.DeepClone())]);
        }

        value[run[0].Contact is null ? "statuses" : "messages"] = new JsonArray([.. run.Select(e => e.Item.DeepClone())]);
        return new JsonObject { ["value"] = value, ["field"] = "messages" };
    }
}
