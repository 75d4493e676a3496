using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>answerCallbackQuery: each query once, while it is young.</summary>
internal sealed class CallbackMethods(ChatWorld world)
{
    public const int AnswerCharactersMax = 200;

    public JsonNode AnswerCallbackQuery(ApiRequest request)
    {
        var text = request.Text("text");
        if (text.Length > AnswerCharactersMax)
        {
            throw TelegramRefusal.BadRequest("MESSAGE_TOO_LONG");
        }

        if (request.Text("url").Length > 0)
        {
            // Only games and t.me links to the bot itself may open an address; the bot has neither.
            throw TelegramRefusal.BadRequest("URL_INVALID");
        }

        _ = request.Integer("cache_time", 0);
        return world.Answer(request.Text("callback_query_id"), text, request.Flag("show_alert"))
            ? true
            : throw TelegramRefusal.BadRequest("query is too old and response timeout expired or query ID is invalid");
    }
}
