using System.Text.Json;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>The other side of <see cref="LoadProcess"/>: tells the stub's port, then takes an order a line and gives a result a line.</summary>
internal static class LoadProgram
{
    public static async Task<int> RunAsync()
    {
        var replies = new Replies();
        using var stub = new StubServer(replies);
        Console.WriteLine(stub.Port);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize(line, LoadJson.Default.LoadOrder)!;
            var result = await new LoadRun(order, replies).RunAsync();
            Console.WriteLine(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
        }

        return 0;
    }
}
