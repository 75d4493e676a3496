using System.Diagnostics;
using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>The books are right at every stage of a customer's day, and the program's own audit says so beside the running bot.</summary>
public sealed class AuditJourneyTests
{
    [Fact]
    public async Task A_customers_day_audits_clean_at_every_stage()
    {
        await using var world = await ShopWorld.StartAsync();
        world.AuditBooks();
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));
        await world.Telegram.AskAsync(100, "/start");
        world.AuditBooks();
        await world.Telegram.SendTextAsync(100, "/topup 25000");
        var choice = await world.Telegram.WaitForMessageAsync(100, m => m.Button("QRIS") is not null);
        await world.Telegram.PressAsync(100, choice.Id, choice.Button("QRIS")!.CallbackData!);
        world.AuditBooks();
        await world.Telegram.WaitForMessageAsync(100, m => m.Photo is not null);
        world.AuditBooks();
        world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference);
        await ShopWorld.UntilAsync(() => world.Wallet(100) == 25_000, "the top-up is credited");
        world.AuditBooks();

        // While orders run, at whatever moments the looking hits.
        world.Digipanel.Options.ProcessingTime = TimeSpan.FromMilliseconds(300);
        await world.Telegram.SendTextAsync(100, string.Join(' ', Enumerable.Range(10, 8).Select(i => $"https://elements.envato.com/item-ABCDE{i}")));
        await ShopWorld.UntilAsync(
            () =>
            {
                world.AuditBooks();
                return world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 8;
            },
            "every order is delivered");
        world.AuditBooks();
    }

    [Fact]
    public async Task The_verb_audits_beside_the_running_bot_with_no_setting_but_the_path()
    {
        await using var world = await ShopWorld.StartOutsideAsync();
        await using var bot = await world.StartProcessAsync();
        await world.CustomerWithAsync(10_000);
        var clean = await AuditAsync(world);
        Assert.Equal(("", 0), (clean.Errors, clean.ExitCode));
        Assert.Matches(@"\ntopups:credited-once +ok\n", clean.Output);

        Execute(world, "UPDATE accounts SET balance = balance + 500 WHERE type = 'promo'");
        var wrong = await AuditAsync(world);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("VIOLATION ledger:balances: accounts whose balance is not the sum of their entries: 1 (5)", wrong.Output, StringComparison.Ordinal);
        Assert.NotNull(bot.Pid);
        Execute(world, "UPDATE accounts SET balance = balance - 500 WHERE type = 'promo'");

        await bot.StopAsync();
        Assert.Equal(0, (await AuditAsync(world, "--deep", "--strict")).ExitCode);
        File.Delete(world.DatabasePath);
        Assert.Equal(2, (await AuditAsync(world)).ExitCode);
    }

    // In an empty folder, with an environment that knows nothing of a shop.
    private static async Task<(int ExitCode, string Output, string Errors)> AuditAsync(ShopWorld world, params string[] flags)
    {
        using var folder = new TempFolder();
        var start = new ProcessStartInfo("dotnet", [ShopWorld.BotAssembly, "audit", .. flags, $"--Storage:ConnectionString=Data Source={world.DatabasePath}"])
        {
            WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(ShopWorld.Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    private static void Execute(ShopWorld world, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=False;Default Timeout=10");
        connection.Execute(sql);
    }
}
