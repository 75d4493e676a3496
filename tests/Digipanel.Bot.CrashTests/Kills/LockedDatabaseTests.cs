using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>Other processes at the bot's database: a shell that holds the write lock, and a second bot.</summary>
public sealed class LockedDatabaseTests
{
    private const string Link = "https://elements.envato.com/modern-logo-reveal-ABC1234";

    [Fact]
    public async Task Locked_by_another_process_for_longer_than_it_waits_it_refuses_all_webhooks_and_then_makes_up_for_all_without_a_restart()
    {
        await using var world = await ShopWorld.StartOutsideAsync(Outage.Settings);
        await using var bot = await world.StartProcessAsync();
        var outage = new Outage(world);
        await outage.BeginAsync();
        await using (var other = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=False;Default Timeout=10"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            await outage.SufferAsync();
            await other.ExecuteAsync("ROLLBACK");
        }

        await outage.RecoverAsync();
        Assert.False(bot.Exited.IsCompleted);
    }

    [Fact]
    public async Task Locked_at_the_start_it_says_so_in_one_line()
    {
        await using var world = await ShopWorld.StartOutsideAsync();
        await using (await world.StartProcessAsync())
        {
            // Makes the file.
        }

        await using var other = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var (exitCode, lines) = await world.RunToItsEndAsync();
        Assert.Equal(1, exitCode);
        Assert.EndsWith("Another program holds it locked (a backup, a database shell): end that and start again.", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // by another name: two locks would be no lock
    public async Task A_second_bot_on_the_same_file_refuses_in_one_line_and_does_not_disturb_the_first(bool throughALink)
    {
        await using var world = await ShopWorld.StartOutsideAsync();
        await using var first = await world.StartProcessAsync();
        var ayu = await world.CustomerWithAsync(10_000);
        await world.Telegram.WaitForCallAsync(c => c is { Method: "getMe", Status: 200 }); // by a pump of its own, once
        var asked = world.Telegram.Calls.Count(c => c.Method == "getMe");

        var path = world.DatabasePath;
        if (throughALink)
        {
            File.CreateSymbolicLink(path = world.DatabasePath + "-link", world.DatabasePath);
        }

        var (exitCode, lines) = await world.RunToItsEndAsync(("Urls", $"http://127.0.0.1:{FreePort.Take()}"), ("Storage:ConnectionString", $"Data Source={path}"));
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Another Digipanel.Bot has", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(asked, world.Telegram.Calls.Count(c => c.Method == "getMe"));

        await world.Telegram.SendTextAsync(ayu, Link);
        await world.Telegram.WaitForTextAsync(ayu, "drive.google.com");
        await world.UntilReadyAsync();
        await Quiet.UntilAsync(world);
        MoneyAudit.Check(world);
    }
}
