using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramCommandsTests
{
    private const long Ayu = TelegramTestBot.Ayu;

    private static object Commands(string command, string description) => new[] { new { command, description } };

    [Fact]
    public async Task Each_scope_and_language_has_its_own_list_and_the_nearest_is_shown()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        bot.Server.AddUser(new TelegramUser(7, "John", LanguageCode: "en"));
        (await bot.CallAsync("setMyCommands", new { commands = Commands("saldo", "Lihat saldo") })).Good();
        (await bot.CallAsync("setMyCommands", new { commands = Commands("balance", "Your balance"), language_code = "en" })).Good();
        (await bot.CallAsync("setMyCommands", new { commands = Commands("laporan", "Laporan"), scope = new { type = "chat", chat_id = Ayu } })).Good();

        Assert.Equal([new TelegramCommand("laporan", "Laporan")], bot.Server.CommandsFor(Ayu));
        Assert.Equal([new TelegramCommand("balance", "Your balance")], bot.Server.CommandsFor(7));
        Assert.Equal([new TelegramCommand("saldo", "Lihat saldo")], bot.Server.Commands());
        Assert.Equal("balance", (string)(await bot.CallAsync("getMyCommands", new { language_code = "en" })).Good()[0]!["command"]!);

        (await bot.CallAsync("deleteMyCommands", new { scope = new { type = "chat", chat_id = Ayu } })).Good();
        Assert.Equal("saldo", bot.Server.CommandsFor(Ayu)[0].Command);
        Assert.Empty((await bot.CallAsync("getMyCommands", new { scope = new { type = "chat", chat_id = Ayu } })).Good().AsArray());
    }

    [Theory]
    [InlineData("Saldo", "x", "BOT_COMMAND_INVALID")]
    [InlineData("sal-do", "x", "BOT_COMMAND_INVALID")]
    [InlineData("", "x", "command must be non-empty")]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567", "x", "command length must not exceed 32")]
    [InlineData("saldo", " ", "command description must be non-empty")]
    public async Task A_command_is_short_and_plain(string command, string description, string reason)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("setMyCommands", new { commands = Commands(command, description) })).Refused(400, "Bad Request: " + reason);
    }

    [Fact]
    public async Task Lists_have_bounds_and_known_scopes()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.CallAsync("setMyCommands", new { commands = Commands("a", new string('x', 257)) }))
            .Refused(400, "Bad Request: command description length must not exceed 256");
        (await bot.CallAsync("setMyCommands", new { commands = Enumerable.Range(0, 101).Select(i => new { command = $"c{i}", description = "x" }) }))
            .Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH");
        (await bot.CallAsync("setMyCommands", new { commands = "saldo" })).Refused(400, "Bad Request: can't parse commands JSON object");
        (await bot.CallAsync("setMyCommands")).Refused(400, "Bad Request: expected an Array of BotCommand");
        (await bot.CallAsync("setMyCommands", new { commands = new[] { new { command = "a", desc = "x" } } }))
            .Refused(400, "Bad Request: unknown field \"desc\" in a BotCommand");
        (await bot.CallAsync("setMyCommands", new { commands = Commands("a", "x"), scope = new { type = "chat", chat_id = 999 } }))
            .Refused(400, "Bad Request: chat not found");
        (await bot.CallAsync("setMyCommands", new { commands = Commands("a", "x"), scope = new { type = "everyone" } }))
            .Refused(400, "Bad Request: can't parse BotCommandScope: Unsupported type specified");
        (await bot.CallAsync("setMyCommands", new { commands = Commands("a", "x"), language_code = "indonesia" }))
            .Refused(400, "Bad Request: invalid language code specified");
    }
}
