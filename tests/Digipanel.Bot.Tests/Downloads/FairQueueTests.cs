using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class FairQueueTests
{
    [Fact]
    public async Task Customers_take_turns_however_many_links_each_pasted()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.RunLaneAsync();
        await PasteAsync(world, "1", 6);
        await PasteAsync(world, "2", 3);
        await PasteAsync(world, "3", 1);
        Assert.Equal("123121211", string.Concat(await TakeAsync(world, 9)));
        await ReturnAsync(world);
    }

    [Fact]
    public async Task Who_comes_late_begins_now_and_not_in_the_past()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.RunLaneAsync();
        await PasteAsync(world, "1", 6);
        Assert.Equal("1111", string.Concat(await TakeAsync(world, 4)));
        await PasteAsync(world, "2", 6);
        Assert.Equal("21212", string.Concat(await TakeAsync(world, 5)));
        await ReturnAsync(world);
    }

    [Fact]
    public async Task A_second_message_queues_behind_the_customers_own_first()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.RunLaneAsync();
        await PasteAsync(world, "1", 3);
        await PasteAsync(world, "2", 1);
        await PasteAsync(world, "1", 2, offset: 50);
        Assert.Equal("121111", string.Concat(await TakeAsync(world, 6)));
        await ReturnAsync(world);
    }

    [Fact]
    public async Task An_order_that_is_put_back_is_the_next()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.RunLaneAsync();
        await PasteAsync(world, "1", 3);
        await PasteAsync(world, "2", 3);
        var first = await world.Store.InTransaction(tx => SubmissionBooks.Claim(tx, DownloadsWorld.Main));
        await TakeAsync(world, 2);
        await world.Store.InTransaction(tx => tx.Execute("UPDATE orders SET state = 'accepted' WHERE number = @Number", new { first!.Number }));
        var next = await world.Store.InTransaction(tx => SubmissionBooks.Claim(tx, DownloadsWorld.Main));
        Assert.Equal(first!.Number, next!.Number);
        await ReturnAsync(world);
    }

    private static async Task PasteAsync(DownloadsWorld world, string user, int links, int offset = 0)
    {
        await world.FundAsync(user, 50_000);
        await world.PasteAsync(user, "", [.. Enumerable.Range(offset, links).Select(i => $"https://elements.envato.com/item-USER{user}{i:D4}")]);
    }

    private static async Task<List<string>> TakeAsync(DownloadsWorld world, int orders)
    {
        var taken = new List<string>();
        for (var i = 0; i < orders; i++)
        {
            var order = await world.Store.InTransaction(tx => SubmissionBooks.Claim(tx, DownloadsWorld.Main));
            taken.Add(order!.ChatId);
        }

        return taken;
    }

    private static Task ReturnAsync(DownloadsWorld world) =>
        world.Store.InTransaction(tx => tx.Execute("UPDATE orders SET state = 'accepted' WHERE state = 'submitting'"));
}
