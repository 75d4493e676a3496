using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>The whole bot, composed as in production, on the strict Telegram by either way of getting updates.</summary>
public sealed class TelegramBotTests
{
    private const long Ayu = 42;
    private const string Token = "7000000001:AAwhole-bot_token-of-no-value_anywhere";

    [Theory]
    [InlineData("Polling")]
    [InlineData("Webhook")]
    public async Task A_customer_is_answered_the_menus_are_set_and_no_log_has_the_token(string mode)
    {
        using var folder = new TempFolder();
        using var logs = new CapturedLogs();
        await using var telegram = await TelegramServer.StartAsync(new TelegramServerOptions { Token = Token });
        telegram.AddUser(new TelegramUser(Ayu, "Ayu"));
        await using var bot = Build(folder, logs, telegram, mode, FreePort.Take());
        await bot.StartAsync();

        var welcome = await telegram.AskAsync(Ayu, "/start");
        Assert.Contains("Ayu", welcome.Text, StringComparison.Ordinal);
        var press = await telegram.PressAsync(Ayu, welcome.Id, welcome.AllButtons.First(b => b.CallbackData?.StartsWith("saldo", StringComparison.Ordinal) == true).CallbackData!);
        await telegram.WaitForAnswerAsync(press.QueryId);
        await telegram.WaitForTextAsync(Ayu, "Saldo");
        await telegram.WaitUntilAsync(() => telegram.Commands(language: "en") is not null && telegram.Commands($"chat:{Ayu}") is not null);
        await bot.StopAsync();

        Assert.Contains(telegram.CommandsFor(Ayu), c => c.Command == "saldo");
        Assert.Equal(mode == "Webhook", telegram.WebhookUrl is not null);
        Assert.DoesNotContain(telegram.Calls, call => call.Status != 200);
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(Token.Split(':')[1], logs.Text, StringComparison.Ordinal);
    }

    private static WebApplication Build(TempFolder folder, CapturedLogs logs, TelegramServer telegram, string mode, int port)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(SourceTree.Root, "appsettings.example.json")).Build()
            .AsEnumerable().ToDictionary(StringComparer.Ordinal);
        settings["Urls"] = settings["Server:PublicUrl"] = $"http://127.0.0.1:{port}";
        settings["Storage:ConnectionString"] = folder.ConnectionString;
        settings["Telegram:Enabled"] = "true";
        settings["Telegram:BotToken"] = Token;
        settings["Telegram:BaseUrl"] = telegram.BaseUrl;
        settings["Telegram:Mode"] = mode;
        settings["Telegram:WebhookSecret"] = "whole-bot_secret";
        settings["Admins:0"] = $"telegram:{Ayu}";
        settings["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8");
        settings["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public");
        settings["Logging:LogLevel:Default"] = "Trace";
        return BotApp.Build([], new BotOverrides
        {
            ConsoleLogs = false,
            Logs = logs,
            Settings = settings,
            Handlers = provider => provider == "telegram" ? new SocketsHttpHandler() : new StubHandler(_ => throw new HttpRequestException("no network to " + provider)),
        });
    }
}
