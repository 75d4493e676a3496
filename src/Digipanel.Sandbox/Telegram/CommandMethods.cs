using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The bot's menus: one list of commands for each scope and language.</summary>
internal sealed partial class CommandMethods(ChatWorld world)
{
    public const int CommandsMax = 100;
    public const int DescriptionCharactersMax = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scope, string Language), IReadOnlyList<TelegramCommand>> _lists = [];

    /// <summary>The list of a scope (default, all_private_chats, chat:ID) and language exactly; null where none was set.</summary>
    public IReadOnlyList<TelegramCommand>? List(string scope, string language)
    {
        lock (_lock)
        {
            return _lists.GetValueOrDefault((scope, language));
        }
    }

    public JsonNode SetMyCommands(ApiRequest request)
    {
        var commands = Parse(request);
        var key = Key(request);
        lock (_lock)
        {
            _lists[key] = commands;
        }

        world.Changes.Raise();
        return true;
    }

    public JsonNode DeleteMyCommands(ApiRequest request)
    {
        lock (_lock)
        {
            _lists.Remove(Key(request));
        }

        world.Changes.Raise();
        return true;
    }

    public JsonNode GetMyCommands(ApiRequest request)
    {
        var (scope, language) = Key(request);
        var commands = (List(scope, language) ?? []).Select(c => (JsonNode)new JsonObject { ["command"] = c.Command, ["description"] = c.Description });
        return new JsonArray([.. commands]);
    }

    private static List<TelegramCommand> Parse(ApiRequest request)
    {
        var json = request.Json("commands", "can't parse commands JSON object");
        if (json is not { ValueKind: JsonValueKind.Array } array)
        {
            throw TelegramRefusal.BadRequest("expected an Array of BotCommand");
        }

        var commands = array.EnumerateArray().Select(Command).ToList();
        return commands.Count <= CommandsMax ? commands : throw TelegramRefusal.BadRequest("BOT_COMMANDS_TOO_MUCH");
    }

    private static TelegramCommand Command(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw TelegramRefusal.BadRequest("can't parse BotCommand: expected an Object");
        }

        // is_ephemeral and the like of later versions are not sent by the bot and would be typos here.
        Fields.RefuseUnknown(value, "a BotCommand", "command", "description");
        var command = Fields.Required(value, "command").Trim();
        var description = Fields.Required(value, "description").Trim();
        command = command.StartsWith('/') ? command[1..] : command;
        return (command, description) switch
        {
            ({ Length: 0 }, _) => throw TelegramRefusal.BadRequest("command must be non-empty"),
            ({ Length: > 32 }, _) => throw TelegramRefusal.BadRequest("command length must not exceed 32"),
            (_, { Length: 0 }) => throw TelegramRefusal.BadRequest("command description must be non-empty"),
            (_, { Length: > DescriptionCharactersMax }) =>
                throw TelegramRefusal.BadRequest($"command description length must not exceed {DescriptionCharactersMax}"),
            _ when !CommandPattern().IsMatch(command) => throw TelegramRefusal.BadRequest("BOT_COMMAND_INVALID"),
            _ => new TelegramCommand(command, description),
        };
    }

    private (string Scope, string Language) Key(ApiRequest request)
    {
        var language = request.Text("language_code");
        if (language.Length > 0 && !LanguagePattern().IsMatch(language))
        {
            throw TelegramRefusal.BadRequest("invalid language code specified");
        }

        return (Scope(request), language);
    }

    private string Scope(ApiRequest request)
    {
        if (request.Json("scope", "can't parse BotCommandScope JSON object") is not { } scope)
        {
            return "default";
        }

        if (scope.ValueKind != JsonValueKind.Object)
        {
            throw TelegramRefusal.BadRequest("can't parse BotCommandScope: BotCommandScope must be an Object");
        }

        Fields.RefuseUnknown(scope, "the BotCommandScope", "type", "chat_id");
        switch (Fields.Required(scope, "type"))
        {
            case "default" or "all_private_chats" or "all_group_chats" or "all_chat_administrators":
                return Fields.Required(scope, "type");
            case "chat":
                var id = Fields.Required(scope, "chat_id");
                return long.TryParse(id, out var chat) && world.User(chat) is not null ? "chat:" + id : throw TelegramRefusal.BadRequest("chat not found");
            default:
                throw TelegramRefusal.BadRequest("can't parse BotCommandScope: Unsupported type specified");
        }
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.None, 1000)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("^[a-z]{2}$", RegexOptions.None, 1000)]
    private static partial Regex LanguagePattern();
}
