using System.Net;
using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>A disk that fills in the middle of the shop's day.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_disk_that_fills_refuses_all_webhooks_and_when_there_is_room_again_all_is_made_up_for_without_a_restart()
    {
        using var disk = SmallDisk.TryMount(out _)!;
        await using var world = await WorldOnAsync(disk);
        await using var bot = await world.StartProcessAsync();
        var outage = new Outage(world);
        await outage.BeginAsync();
        await FillAsync(disk, world);
        await outage.SufferAsync();

        disk.MakeRoom();
        await outage.RecoverAsync();
        Assert.False(bot.Exited.IsCompleted);
    }

    [SmallDiskFact]
    public async Task Killed_on_a_full_disk_the_bot_says_so_in_one_line_and_starts_when_there_is_room_again()
    {
        using var disk = SmallDisk.TryMount(out _)!;
        await using var world = await WorldOnAsync(disk);
        var outage = new Outage(world);
        await using (var bot = await world.StartProcessAsync())
        {
            await outage.BeginAsync();
            await FillAsync(disk, world);
            await outage.SufferAsync();
            await bot.KillAsync();
        }

        disk.Fill();
        FillTheLog(world);
        var (exitCode, lines) = await world.RunToItsEndAsync();
        Assert.Equal(1, exitCode);
        Assert.EndsWith("The disk is full: make room and start again.", Assert.Single(lines), StringComparison.Ordinal);

        disk.MakeRoom();
        await using var next = await world.StartProcessAsync();
        await outage.RecoverAsync();
    }

    [SmallDiskFact]
    public async Task A_first_start_on_a_full_disk_says_so_in_one_line_and_leaves_nothing_in_the_way_of_the_next()
    {
        using var disk = SmallDisk.TryMount(out _)!;
        await using var world = await WorldOnAsync(disk);
        disk.Fill();
        var (exitCode, lines) = await world.RunToItsEndAsync();
        Assert.Equal(1, exitCode);
        Assert.EndsWith("The disk is full: make room and start again.", Assert.Single(lines), StringComparison.Ordinal);

        disk.MakeRoom();
        await using var next = await world.StartProcessAsync();
        MoneyAudit.CheckFile(world);
    }

    [Fact]
    public async Task Writes_that_the_system_refuses_lose_nothing_either()
    {
        FileSizeLimit.IgnoreItsSignal();
        await using var world = await ShopWorld.StartOutsideAsync(Outage.Settings);
        await using var bot = await world.StartProcessAsync();
        var outage = new Outage(world);
        await outage.BeginAsync();
        FileSizeLimit.Stop(bot.Pid!.Value);
        await outage.SufferAsync();

        FileSizeLimit.Lift(bot.Pid!.Value);
        await outage.RecoverAsync();
        Assert.False(bot.Exited.IsCompleted);
    }

    private static Task<ShopWorld> WorldOnAsync(SmallDisk disk) =>
        ShopWorld.StartOutsideAsync([.. Outage.Settings, ("Storage:ConnectionString", $"Data Source={Path.Combine(disk.Path, "bot.db")}")]);

    /// <summary>Until the bot's own writes fail: what it took while the ballast grew was room.</summary>
    private static async Task FillAsync(SmallDisk disk, ShopWorld world)
    {
        do
        {
            disk.Fill();
        }
        while (await world.ReadinessAsync() != HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>What large transactions that failed left behind in the log is room for small ones still: a bot would start and serve those.</summary>
    private static void FillTheLog(ShopWorld world)
    {
        using var connection = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=False");
        var full = Assert.Throws<SqliteException>(() =>
        {
            for (var frame = 0; frame < 10_000; frame++)
            {
                connection.Execute(Database.ProbeSql);
            }
        });
        Assert.Equal(13, full.SqliteErrorCode); // SQLITE_FULL
    }
}
