using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Bot.Chat.WhatsApp;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>Whatever Meta, or whoever has its secret, sends: nothing is thrown, and what is good among it is read.</summary>
public sealed class WebhookParserProperties
{
    private static readonly string[] Names =
    [
        "object", "entry", "changes", "field", "value", "metadata", "phone_number_id", "messages", "statuses", "contacts", "id", "from", "from_user_id", "timestamp", "type", "text",
        "body", "interactive", "button_reply", "list_reply", "button", "payload", "image", "caption", "system", "wa_id", "user_id", "previous_user_id", "errors", "code", "error_data",
        "details", "status", "profile", "name", "username", "group_id",
    ];

    private static readonly Gen<JsonNode?> Scrap = Gen.OneOf<JsonNode?>(
        Gen.Constant<JsonNode?>(null), Gen.Choose(-5, 5).Select(n => (JsonNode?)n), Gen.Elements(true, false).Select(b => (JsonNode?)b),
        Gen.Elements(1e308, -0.5, 9.9e99).Select(n => (JsonNode?)n),
        Gen.Elements(
                "messages", WhatsAppIntake.OurNumber, WhatsAppIntake.Ayu, WhatsAppIntake.AyuId, "text", "system", "interactive", "button", "sent", "failed", "user_changed_number", "wamid.1", "",
                "1739321024", "-1", "99999999999999999999", "\0", "\u200f", "🙂", new string('x', 300))
            .Select(t => (JsonNode?)t));

    private static Gen<JsonNode?> Any(int depth) => depth == 0 ? Scrap : Gen.Frequency(
        (2, Scrap),
        (2, Any(depth - 1).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())]))),
        (3, Gen.Elements(Names).Zip(Any(depth - 1)).ListOf(5).Select(ObjectOf)));

    // The right frame with anything inside: what is drawn at random alone never gets past the first brace.
    private static readonly Gen<JsonNode?> Framed =
        from messages in Any(4).ListOf(3)
        from statuses in Any(3).ListOf(3)
        from contacts in Any(3).ListOf(2)
        select (JsonNode?)JsonNode.Parse(WhatsAppIntake.Body(WhatsAppIntake.Change(ArrayOf(messages), ArrayOf(statuses), ArrayOf(contacts))));

    private static readonly Gen<JsonNode?> Payload = Gen.OneOf(Any(5), Framed, Framed);

    [Fact]
    public void Any_json_is_parsed_and_mapped_without_an_exception() => Prop.ForAll(Payload.ToArbitrary(), payload =>
    {
        var parsed = WebhookParser.Parse(Encoding.UTF8.GetBytes(payload?.ToJsonString() ?? "null"), WhatsAppIntake.OurNumber);
        foreach (var (message, contact) in parsed?.Messages ?? [])
        {
            MessageMapper.Map(message, contact);
        }

        foreach (var status in parsed?.Statuses ?? [])
        {
            MessageStatus.From(status);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Payload.ToArbitrary(), (noise, payload) =>
    {
        byte[] json = [.. Encoding.UTF8.GetBytes(payload?.ToJsonString() ?? ""), .. noise];
        var cut = json.AsMemory(0, json.Length * 2 / 3);
        return (WebhookParser.Parse(json, "1") is not null | WebhookParser.Parse(cut, "1") is not null) || true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_good_message_among_anything_is_read() => Prop.ForAll(Any(4).ListOf(4).ToArbitrary(), noise =>
    {
        var good = JsonNode.Parse("""{"id":"wamid.good","from":"6281200000001","type":"text","text":{"body":"halo"}}""");
        var body = WhatsAppIntake.Body(WhatsAppIntake.Change(new JsonArray([.. noise.Select(n => n?.DeepClone()), good])));
        return WebhookParser.Parse(Encoding.UTF8.GetBytes(body), WhatsAppIntake.OurNumber)!.Messages.Any(m => m.Message.Id == "wamid.good");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"id":"wamid.1","from":"6281200000001","type":"text","text":{"body":"\ud83d"}}""")]
    [InlineData("""{"id":"\udc00","from":"6281200000001","type":"text","text":{"body":"x"}}""")]
    public void Half_a_surrogate_pair_costs_its_message_only(string message)
    {
        var body = WhatsAppIntake.Body(WhatsAppIntake.Change([])).Replace("\"messages\":[]", $"\"messages\":[{message}]", StringComparison.Ordinal);
        var parsed = WebhookParser.Parse(Encoding.UTF8.GetBytes(body), WhatsAppIntake.OurNumber)!;
        Assert.Equal((0, 1), (parsed.Messages.Count, parsed.Unreadable));
    }

    [Theory]
    [InlineData("\"timestamp\":\"1739321024\"", "\"timestamp\":\"\\ud83d\"")]
    [InlineData("\"code\":131047", "\"code\":\"\\ud83d\"")]
    [InlineData("\"field\":\"statuses\"", "\"field\":\"\\ud83d\"")]
    [InlineData("\"field\":\"statuses\"", "\"\\ud83deld\":\"x\"")]
    [InlineData("\"phone_number_id\":\"1\"", "\"phone_number_id\":\"\\ud83d\"")]
    public async Task Half_a_surrogate_pair_anywhere_costs_its_part_only(string good, string broken)
    {
        await using var intake = await WhatsAppIntake.StartAsync();
        var other = WhatsAppIntake.Change([], number: "1");
        other["field"] = "statuses";
        var odd = intake.Text("wamid.odd", "saldo", phone: "6281200000077", businessId: "ID.77");
        odd["timestamp"] = "1739321024";
        var body = WhatsAppIntake.Body(WhatsAppIntake.Change(number: "1"), other, WhatsAppIntake.Change([odd], [intake.Status("wamid.x", "failed", 131047)]), WhatsAppIntake.Change([intake.Text("wamid.good", "saldo")]));
        Assert.Contains(good, body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await intake.PostAsync(body.Replace(good, broken, StringComparison.Ordinal)));
        Assert.Contains(intake.Owed(), owed => owed.StartsWith(WhatsAppIntake.Ayu, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_nested_too_deep_makes_no_sense() =>
        Assert.Null(WebhookParser.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000)), "1"));

    [Fact]
    public async Task Any_signed_json_is_answered_and_never_with_a_fault_of_ours()
    {
        await using var intake = await WhatsAppIntake.StartAsync();
        foreach (var payload in Gen.Sample(Payload, 300, 5))
        {
            var status = await intake.PostAsync(payload?.ToJsonString() ?? "null");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{status}: {payload?.ToJsonString()}");
        }

        Assert.DoesNotContain(intake.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static JsonArray ArrayOf(IEnumerable<JsonNode?> items) => new([.. items.Select(i => i?.DeepClone())]);

    private static JsonNode? ObjectOf(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            made[name] = value?.DeepClone();
        }

        return made;
    }
}
