using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class BotProfileTests
{
    private static readonly IChatCommand[] Commands = [new Named("saldo", "balance"), new Named("start"), new Named("rahasia")];

    [Fact]
    public async Task The_menu_is_there_in_both_languages_and_for_admins()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var menus = Menus(bench, "telegram:42", "whatsapp:628123");

        Assert.True(await menus.RunOnceAsync(default));

        Assert.Equal("start saldo", Names(bench.Server.Commands()));
        Assert.Equal("start saldo", Names(bench.Server.Commands(language: "id")));
        Assert.Equal("start balance", Names(bench.Server.Commands(language: "en")));
        Assert.Equal("start saldo", Names(bench.Server.Commands("chat:42")));
        Assert.False(await menus.RunOnceAsync(default));
        Assert.Equal(1 + 4, bench.Server.Calls.Count);
        Assert.Contains("On Telegram the bot is @digipanel_bot: https://t.me/digipanel_bot", bench.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_who_never_wrote_does_not_hold_up_the_others_and_gets_the_menu_later()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var menus = Menus(bench, "telegram:77", "telegram:42");

        await menus.RunOnceAsync(default);
        Assert.NotNull(bench.Server.Commands("chat:42"));

        bench.Server.AddUser(new TelegramUser(77, "Bos"));
        Assert.True(await menus.RunOnceAsync(default));
        Assert.NotNull(bench.Server.Commands("chat:77"));
    }

    [Fact]
    public async Task A_fault_is_tried_again_until_every_list_is_set()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Faults.Next(1, Fault.Answers(502), "setMyCommands");
        bench.Server.Faults.Next(1, Fault.ResetsBeforeActing, "getMe");
        using var menus = Menus(bench);

        Assert.False(await menus.RunOnceAsync(default));
        Assert.False(await menus.RunOnceAsync(default));
        Assert.Null(bench.Server.Commands());
        Assert.True(await menus.RunOnceAsync(default));
        Assert.NotNull(bench.Server.Commands(language: "en"));
    }

    [Fact]
    public void Every_line_of_the_menus_is_one_that_telegram_takes()
    {
        foreach (var line in TextsOf.Language("id").CommandMenu.Concat(TextsOf.Language("en").CommandMenu))
        {
            Assert.Matches("^[a-z0-9_]{1,32}$", line.Command);
            Assert.InRange(line.Description.Length, 1, 256);
        }
    }

    private static BotProfile Menus(TelegramBench bench, params string[] admins) =>
        new(bench.Client, new BotIdentity(), Commands, new AdminOptions { Admins = admins }, bench.Test.Store, bench.Test.Time, bench.Logger<BotProfile>());

    private static string Names(IReadOnlyList<TelegramCommand>? commands) => string.Join(' ', commands!.Select(c => c.Command));

    private sealed class Named(params string[] names) : IChatCommand
    {
        public IReadOnlyList<string> Names => names;

        public void Handle(CommandContext context)
        {
        }
    }
}
