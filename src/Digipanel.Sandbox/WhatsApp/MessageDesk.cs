using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>Accepts or refuses a message in Meta's order: its form, its person, its pace, its window; then tells how far it gets.</summary>
internal sealed class MessageDesk(
    WhatsAppServerOptions options, WhatsAppWorld world, MessageRules rules, Templates templates, WhatsAppLimits limits, WhatsAppRefusals refusals,
    WhatsAppWebhooks webhooks, WhatsAppBehaviour behaviour, Action<string, string> tell, TimeProvider time)
{
    private const int CallbackDataCharactersMax = 512;

    public async Task<Answer> HandleAsync(JsonFields call)
    {
        call.OneOf("messaging_product", "whatsapp");
        return call.Has("status") ? Receipt(call) : await SendAsync(call);
    }

    private Answer Receipt(JsonFields call)
    {
        call.OneOf("status", "read");
        var id = call.Text("message_id", 512);
        var typing = call.OptionalObject("typing_indicator");
        typing?.OneOf("type", "text");
        typing?.Done();
        call.Done();
        return world.Receive(id, typing is not null)
            ? new Answer(200, new JsonObject { ["success"] = true }.ToJsonString())
            : throw GraphRefusal.BadValue("Message not found");
    }

    private async Task<Answer> SendAsync(JsonFields call)
    {
        if (call.Has("recipient_type"))
        {
            call.OneOf("recipient_type", "individual");
        }

        var (input, isPhone) = Recipient(call);
        var message = rules.Read(call) with { ReplyTo = Context(call), CallbackData = call.OptionalText("biz_opaque_callback_data", CallbackDataCharactersMax) };
        call.Done();
        var person = world.Find(input);
        var late = Refusal(input, person, message);
        if (late is not null && !late.Value.Late)
        {
            throw late.Value.Refusal;
        }

        // A message to nobody has nowhere to be kept: Meta accepts it all the same and tells of the failure later.
        person ??= world.Add(new WhatsAppUser("?", isPhone ? input : null, isPhone ? null : input));
        var sent = world.Add(person, message with { Ticks = late is null ? WhatsAppTicks.Sent : WhatsAppTicks.Failed, ErrorCode = late?.Refusal.Code });
        var known = TellStatuses(person, sent.Id, late?.Refusal);
        if (behaviour.StatusesBeforeAnswers)
        {
            await known;
        }

        tell("message", $"to {person.User.Name}: {sent.Type} {FirstLine(sent.Text)}");
        var contact = new JsonObject { ["input"] = input, [isPhone ? "wa_id" : "user_id"] = input };
        return new Answer(200, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(contact),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = sent.Id }),
        }.ToJsonString());
    }

    private static (string Input, bool IsPhone) Recipient(JsonFields call)
    {
        if (call.Has("to") == call.Has("recipient"))
        {
            throw call.Has("to") ? GraphRefusal.Invalid("Either to or recipient may be given, not both.") : GraphRefusal.Missing("to");
        }

        if (!call.Has("to"))
        {
            var id = call.Text("recipient", 256);
            return id.Contains('.', StringComparison.Ordinal) ? (id, false) : throw GraphRefusal.BadValue("recipient is not a business-scoped user ID.");
        }

        var to = call.Text("to", 20);
        return to.All(char.IsAsciiDigit) && to.Length >= 8 ? (to, true) : throw GraphRefusal.BadValue("to is not a valid phone number.");
    }

    private static string? Context(JsonFields call)
    {
        var context = call.OptionalObject("context");
        var id = context?.Text("message_id", 512);
        context?.Done();
        return id;
    }

    // What is wrong with it, and whether it is said now or later.
    private (GraphRefusal Refusal, bool Late)? Refusal(string input, Person? person, WhatsAppMessage message)
    {
        limits.Take(input, time.GetUtcNow());
        if (refusals.TakeForMessage(input, person?.User.BusinessId) is { } ordered)
        {
            return (GraphRefusal.Of(ordered.Code), ordered.Late);
        }

        if (person is null || person.Reach == WhatsAppReach.Unreachable)
        {
            return (GraphRefusal.Of(131026), behaviour.LateRefusals);
        }

        if (person.Reach == WhatsAppReach.OptedOut && templates.IsMarketing(message))
        {
            return (GraphRefusal.Of(131050), behaviour.LateRefusals);
        }

        return message.Template is null && !IsOpen(person) ? (GraphRefusal.Of(131047), behaviour.LateRefusals) : null;
    }

    public bool IsOpen(Person person) => world.Look(person, p => p.WroteAt is { } at && time.GetUtcNow() - at < options.Window);

    /// <summary>What had to wait while the phone was off.</summary>
    public void TellDelivered(Person person)
    {
        foreach (var message in world.Messages(person).Where(m => m is { FromBot: true, Ticks: WhatsAppTicks.Sent }))
        {
            webhooks.Add(Arrivals(person, message.Id));
        }
    }

    public void TellRead(Person person, string messageId)
    {
        webhooks.Add(Event(person, messageId, "read", null, null));
        world.Tick(person, messageId, WhatsAppTicks.Read);
    }

    private Task TellStatuses(Person person, string messageId, GraphRefusal? error)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (error is not null)
        {
            webhooks.Add(Event(person, messageId, "failed", error, taken));
            return taken.Task;
        }

        var arrives = person.Reach != WhatsAppReach.Away;
        webhooks.Add([Event(person, messageId, "sent", null, arrives ? null : taken), .. arrives ? Arrivals(person, messageId, taken) : []]);
        return taken.Task;
    }

    private IEnumerable<WebhookEvent> Arrivals(Person person, string messageId, TaskCompletionSource? taken = null)
    {
        world.Tick(person, messageId, behaviour.ReadsAtOnce ? WhatsAppTicks.Read : WhatsAppTicks.Delivered);
        return behaviour.ReadsAtOnce
            ? [Event(person, messageId, "delivered", null, null), Event(person, messageId, "read", null, taken)]
            : [Event(person, messageId, "delivered", null, taken)];
    }

    private WebhookEvent Event(Person person, string messageId, string status, GraphRefusal? error, TaskCompletionSource? taken) =>
        new($"statuses {person.Number}", messageId, null, WebhookItems.Status(person.User, options, messageId, status, time.GetUtcNow(), error, CallbackData(person, messageId)))
        {
            Taken = taken is null ? null : () => taken.TrySetResult(),
        };

    private string? CallbackData(Person person, string messageId) => world.Look(person, p => p.Messages.Find(m => m.Id == messageId)?.CallbackData);

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
