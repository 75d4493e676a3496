namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramKeyboardTests
{
    private const string CannotParse = "Bad Request: can't parse inline keyboard button: ";

    [Fact]
    public async Task Callback_data_counts_bytes()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", callback_data = new string('é', 32) }))).Good();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", callback_data = new string('é', 32) + "x" })))
            .Refused(400, "Bad Request: BUTTON_DATA_INVALID");
    }

    [Fact]
    public async Task A_button_has_exactly_one_action()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A" })))
            .Refused(400, CannotParse + "Text buttons are unallowed in the inline keyboard");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", callback_data = "" })))
            .Refused(400, CannotParse + "Text buttons are unallowed in the inline keyboard");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", callback_data = "a", url = "https://x.id" })))
            .Refused(400, CannotParse + "InlineKeyboardButton must have exactly one action");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { callback_data = "a" }))).Refused(400, CannotParse + "Can't find field \"text\"");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = " ", callback_data = "a" })))
            .Refused(400, CannotParse + "inline keyboard button text is empty");
    }

    [Theory]
    [InlineData("http://localhost:5000/pay", "Wrong HTTP URL")]
    [InlineData("ftp://x.id", "Unsupported URL protocol")]
    public async Task A_button_leads_to_a_public_address(string url, string reason)
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", url })))
            .Refused(400, $"Bad Request: inline keyboard button URL '{url}' is invalid: {reason}");
    }

    [Fact]
    public async Task Copied_text_has_256_characters_at_most()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", copy_text = new { text = new string('x', 256) } }))).Good();
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", copy_text = new { text = new string('x', 257) } })))
            .Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID");
        (await bot.SendAsync("x", TelegramTestBot.Keyboard(new { text = "A", copy_text = new { text = "" } })))
            .Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID");
    }

    [Fact]
    public async Task A_keyboard_has_100_buttons_at_most()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        var buttons = Enumerable.Range(0, 101).Select(i => new { text = $"{i}", callback_data = $"{i}" }).ToArray();
        (await bot.SendAsync("x", new { inline_keyboard = buttons.Take(100).Chunk(8) })).Good();
        (await bot.SendAsync("x", new { inline_keyboard = buttons.Chunk(8) })).Refused(400, "Bad Request: reply markup is too long");
    }

    [Fact]
    public async Task A_keyboard_is_an_object_with_rows()
    {
        await using var bot = await TelegramTestBot.StartAsync();
        (await bot.SendAsync("x", "{")).Refused(400, "Bad Request: can't parse reply keyboard markup JSON object");
        (await bot.SendAsync("x", new[] { 1 })).Refused(400, "Bad Request: object expected as reply markup");
        (await bot.SendAsync("x", new { inline_keyboard = 1 })).Refused(400, "Bad Request: field \"inline_keyboard\" must be of type Array");
        (await bot.SendAsync("x", new { inline_keyboard = new[] { 1 } }))
            .Refused(400, "Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
        (await bot.SendAsync("x", new { inline_keyboard = new[] { new[] { "A" } } })).Refused(400, CannotParse + "InlineKeyboardButton must be an Object");
        (await bot.SendAsync("x", new { keyboard = Array.Empty<int>() })).Refused(400, "Bad Request: unknown field \"keyboard\" in the InlineKeyboardMarkup");
        (await bot.SendAsync("x", new { inline_keyboard = Array.Empty<int>() })).Good();
    }
}
