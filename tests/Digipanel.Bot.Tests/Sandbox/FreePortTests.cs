using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class FreePortTests
{
    [Fact]
    public void A_port_is_below_those_that_systems_give_away_by_themselves_and_comes_once()
    {
        var ports = Enumerable.Range(0, 100).Select(_ => FreePort.Take()).ToList();
        Assert.Equal(100, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 32_767));
    }

    [Fact]
    public async Task A_server_takes_such_a_port_and_comes_back_on_it()
    {
        await using var host = await LoopbackHost.StartAsync(_ => { });
        var port = host.Port;
        Assert.InRange(port, 20_000, 32_767);
        await host.PauseAsync();
        await host.ResumeAsync();
        Assert.Equal(port, host.Port);
    }
}
