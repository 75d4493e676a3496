using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>The customers' side: what people do in their WhatsApp. A person is named by their phone number or business-scoped id.</summary>
public sealed partial class WhatsAppServer
{
    /// <summary>Adds a person, to whom the shop may not write until they have written.</summary>
    public WhatsAppUser AddUser(WhatsAppUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _world.Add(user).User;
    }

    /// <summary>An approved template.</summary>
    public void AddTemplate(WhatsAppTemplate template) => _templates.Add(template);

    /// <summary>The customer writes; 1 to 4096 characters.</summary>
    public Task<WhatsAppMessage> SendTextAsync(string user, string text, string? replyTo = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MessageRules.TextCharactersMax);
        return SendAsync(user, new WhatsAppMessage { Id = "", FromBot = false, Type = "text", Text = text, ReplyTo = replyTo }, new JsonObject { ["body"] = text });
    }

    /// <summary>The customer sends anything else: a reaction, a location, something that is unsupported.</summary>
    /// <param name="user">Who.</param>
    /// <param name="type">As the Cloud API names it.</param>
    /// <param name="content">What stands under that name.</param>
    public Task<WhatsAppMessage> SendAsync(string user, string type, JsonObject content) =>
        SendAsync(user, new WhatsAppMessage { Id = "", FromBot = false, Type = type, Text = type }, content);

    /// <summary>The customer chooses an option of the latest message that has it.</summary>
    public Task<WhatsAppMessage> PressAsync(string user, WhatsAppOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        var message = Replies(user).LastOrDefault(m => m.Options.Contains(option)) ?? throw new ArgumentException($"No message has the option {option}.\n{Transcript(user)}", nameof(option));
        return PressAsync(user, message.Id, option.Id);
    }

    /// <summary>
    /// The customer chooses the option with this id. It must be there, as for people; <paramref name="forged"/> sends an id that no option
    /// has, as a changed app can.
    /// </summary>
    public Task<WhatsAppMessage> PressAsync(string user, string messageId, string optionId, bool forged = false)
    {
        var message = Messages(user).FirstOrDefault(m => m.FromBot && m.Id == messageId) ?? throw new ArgumentException($"There is no message {messageId}.", nameof(messageId));
        var option = message.Options.FirstOrDefault(o => o.Id == optionId)
            ?? (forged ? new WhatsAppOption(optionId, "?") : throw new ArgumentException($"No option \"{optionId}\" at:\n{Transcript(user)}", nameof(optionId)));
        var kind = message.ListButton is null ? "button_reply" : "list_reply";
        var reply = new JsonObject { ["id"] = option.Id, ["title"] = option.Title };
        if (option.Description is { } description)
        {
            reply["description"] = description;
        }

        return SendAsync(
            user,
            new WhatsAppMessage { Id = "", FromBot = false, Type = "interactive", Text = option.Title, ReplyTo = messageId },
            new JsonObject { ["type"] = kind, [kind] = reply });
    }

    /// <summary>
    /// The customer moves to another phone number. Announced, Meta tells the shop by a system message; else it learns of it with the next
    /// message, by the business-scoped id that stays.
    /// </summary>
    public void ChangeNumber(string user, string newPhone, bool announced = true)
    {
        var person = Known(user);
        var before = person.User;
        if (_world.Find(newPhone) is not null)
        {
            throw new ArgumentException($"{newPhone} is somebody else's.", nameof(newPhone));
        }

        _world.Set(person, p => p.User = before with { Phone = newPhone });
        if (!announced)
        {
            return;
        }

        var message = new WhatsAppMessage
        {
            // No message of the person's: it is in no chat and opens no window.
            Id = $"wamid.system{Guid.NewGuid():N}", FromBot = false, Type = "system", At = _time.GetUtcNow(),
        };
        var content = new JsonObject
        {
            ["body"] = $"User {before.Name} changed from {before.Phone} to {newPhone}", ["wa_id"] = newPhone, ["type"] = "user_changed_number",
        };
        Tell("message", $"{before.Name} has a new number");
        Webhooks.Add(MessageEvent(person, before, message, content));
    }

    /// <summary>Whether webhooks tell the number from now on.</summary>
    public void HidePhone(string user, bool hides = true) => _world.Set(Known(user), p => p.User = p.User with { HidesPhone = hides });

    /// <summary>What becomes of messages to this person from now on; what waited for a phone that is on again is delivered.</summary>
    public void SetReach(string user, WhatsAppReach reach)
    {
        var person = Known(user);
        _world.Set(person, p => p.Reach = reach);
        if (reach is WhatsAppReach.Open or WhatsAppReach.OptedOut)
        {
            _desk.TellDelivered(person);
        }
    }

    /// <summary>The customer looks at a message; only where <see cref="WhatsAppBehaviour.ReadsAtOnce"/> is off.</summary>
    public void Read(string user, string messageId) => _desk.TellRead(Known(user), messageId);

    /// <summary>Time passes: the customer's last message is longer ago than the window lasts.</summary>
    public void CloseWindow(string user) => _world.Set(Known(user), p => p.WroteAt = null);

    /// <summary>Meta delivers a customer's message once more, with the same wamid.</summary>
    public void RepeatMessage(string user, string messageId)
    {
        var repeated = _sent.GetValueOrDefault(messageId) ?? throw new ArgumentException($"{user} sent no message {messageId}.", nameof(messageId));
        Webhooks.Add(repeated with { Again = true });
    }

    /// <summary>Somebody writes to another number of the same business account, whose webhooks come here as well.</summary>
    public void WriteToAnotherNumber(string user, string text)
    {
        var person = Known(user);
        var message = new WhatsAppMessage { Id = $"wamid.other{Guid.NewGuid():N}", FromBot = false, Type = "text", Text = text, At = _time.GetUtcNow() };
        Webhooks.Add(MessageEvent(person, person.User, message, new JsonObject { ["body"] = text }) with { PhoneNumberId = "999999999999999" });
    }

    private Task<WhatsAppMessage> SendAsync(string user, WhatsAppMessage draft, JsonObject content)
    {
        var person = Known(user);
        var message = _world.Add(person, draft);
        var happened = MessageEvent(person, person.User, message, content);
        _sent[message.Id] = happened;
        Tell("message", $"{person.User.Name}: {message.Text}");
        Webhooks.Add(happened);
        return Task.FromResult(message);
    }

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, WebhookEvent> _sent = [];

    private WebhookEvent MessageEvent(Person person, WhatsAppUser user, WhatsAppMessage message, JsonObject content) =>
        new($"messages {person.Number}", message.Id, WebhookItems.Contact(user, Options), WebhookItems.Message(user, Options, message, content))
        {
            Taken = () => _world.Tick(person, message.Id, WhatsAppTicks.Delivered),
        };

    private Person Known(string user) => _world.Find(user) ?? throw new ArgumentException($"Add user {user} first.", nameof(user));
}
