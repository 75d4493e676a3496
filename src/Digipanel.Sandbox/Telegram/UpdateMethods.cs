using System.Text.Json;
using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>getUpdates and the webhook's three methods.</summary>
internal sealed class UpdateMethods(UpdatesQueue queue, WebhookPusher webhook, TelegramServerOptions options)
{
    public const int LongPollSecondsMax = 50;

    public async Task<JsonNode> GetUpdatesAsync(ApiRequest request, CancellationToken ct)
    {
        if (webhook.Target is not null)
        {
            throw TelegramRefusal.Conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        }

        var timeout = TimeSpan.FromSeconds(request.Integer("timeout", 0, 0, LongPollSecondsMax));
        var offset = request.Integer("offset", 0);
        var limit = request.Integer("limit", 100, 1, 100);
        TakeAllowedUpdates(request);
        var updates = await queue.PollAsync(offset, limit, timeout, ct);
        return new JsonArray([.. updates.Select(u => JsonNode.Parse(u.Json))]);
    }

    public (JsonNode Result, string Description) SetWebhook(ApiRequest request)
    {
        var url = request.Text("url");
        if (url.Length == 0)
        {
            return DeleteWebhook(request);
        }

        var target = WebhookRules.Check(request, options);
        TakeAllowedUpdates(request);
        DropPending(request);
        queue.EndPoll("terminated by setWebhook request");
        var same = webhook.Target == target;
        webhook.PointTo(target);
        return (true, same ? "Webhook is already set" : "Webhook was set");
    }

    public (JsonNode Result, string Description) DeleteWebhook(ApiRequest request)
    {
        DropPending(request);
        var had = webhook.Target is not null;
        webhook.PointTo(null);
        return (true, had ? "Webhook was deleted" : "Webhook is already deleted");
    }

    public JsonNode GetWebhookInfo(ApiRequest _)
    {
        var target = webhook.Target;
        var info = new JsonObject { ["url"] = target?.Url ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = queue.Count };
        if (target is not null)
        {
            info["max_connections"] = target.MaxConnections;
        }

        if (webhook.LastError is { } error)
        {
            info["last_error_date"] = error.At.ToUnixTimeSeconds();
            info["last_error_message"] = error.Message;
        }

        if (queue.Kinds.Allowed is { Count: > 0 } allowed)
        {
            info["allowed_updates"] = new JsonArray([.. allowed.Select(a => (JsonNode)a)]);
        }

        return info;
    }

    private void DropPending(ApiRequest request)
    {
        if (request.Flag("drop_pending_updates"))
        {
            queue.Clear();
        }
    }

    // Absent: the choice of the last call stays. The real server skips types that it does not know; here they are typos.
    private void TakeAllowedUpdates(ApiRequest request)
    {
        if (request.Json("allowed_updates", "can't parse allowed_updates JSON array") is not { } json)
        {
            return;
        }

        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(t => t.ValueKind != JsonValueKind.String))
        {
            throw TelegramRefusal.BadRequest("expected an Array of String as allowed_updates");
        }

        var types = json.EnumerateArray().Select(t => t.GetString()!).ToList();
        if (types.Find(t => !UpdateKinds.Known.Contains(t)) is { } unknown)
        {
            throw TelegramRefusal.BadRequest($"unknown update type \"{unknown}\" in allowed_updates");
        }

        queue.Kinds.Allowed = types;
    }
}
