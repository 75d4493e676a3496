using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>Messages and statuses as webhooks carry them. Since 2026 the phone number is there only where the person shows it.</summary>
internal static class WebhookItems
{
    public static JsonObject Contact(WhatsAppUser user, WhatsAppServerOptions options)
    {
        var profile = new JsonObject { ["name"] = user.Name };
        if (user.Username is { } username)
        {
            profile["username"] = username;
        }

        var contact = new JsonObject { ["profile"] = profile };
        AddAddress(contact, user, options, "wa_id", "user_id");
        return contact;
    }

    public static JsonObject Message(WhatsAppUser user, WhatsAppServerOptions options, WhatsAppMessage message, JsonNode content)
    {
        var item = new JsonObject();
        AddAddress(item, user, options, "from", "from_user_id");
        item["id"] = message.Id;
        item["timestamp"] = $"{message.At.ToUnixTimeSeconds()}";
        item["type"] = message.Type;
        if (message.ReplyTo is { } context)
        {
            item["context"] = new JsonObject { ["from"] = options.DisplayPhoneNumber, ["id"] = context };
        }

        item[message.Type] = content;
        return item;
    }

    public static JsonObject Status(WhatsAppUser user, WhatsAppServerOptions options, string messageId, string status, DateTimeOffset at, GraphRefusal? error, string? callbackData)
    {
        var item = new JsonObject { ["id"] = messageId, ["status"] = status, ["timestamp"] = $"{at.ToUnixTimeSeconds()}" };
        AddAddress(item, user, options, "recipient_id", "recipient_user_id");
        if (callbackData is not null)
        {
            item["biz_opaque_callback_data"] = callbackData;
        }

        if (error is not null)
        {
            item["errors"] = new JsonArray(error.ToStatusError());
        }
        else if (status != "read")
        {
            item["conversation"] = new JsonObject { ["id"] = "a75d17ad06104c51166f948319b03c6a", ["origin"] = new JsonObject { ["type"] = "service" } };
            item["pricing"] = new JsonObject { ["billable"] = false, ["pricing_model"] = "PMP", ["category"] = "service", ["type"] = "free_customer_service" };
        }

        return item;
    }

    private static void AddAddress(JsonObject item, WhatsAppUser user, WhatsAppServerOptions options, string phone, string id)
    {
        if (user is { Phone: not null, HidesPhone: false })
        {
            item[phone] = user.Phone;
        }

        if (options.BusinessIds || user.Phone is null || user.HidesPhone)
        {
            item[id] = user.BusinessId;
        }
    }
}
