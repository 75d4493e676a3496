using Digipanel.Sandbox;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_the_usual_port_is_tried_and_another_taken_where_it_is_in_use()
    {
        var (options, problem) = CommandLine.Parse([]);
        Assert.Null(problem);
        Assert.Equal(5080, options!.Port);
        Assert.True(options.AnotherPortWhenTaken);
        Assert.Null(options.DataFolder);
        Assert.EndsWith("Digipanel.Bot.dll", options.BotAssembly, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_was_asked_for_is_kept_to()
    {
        var (options, _) = CommandLine.Parse(["--port", "6001", "--data", "/tmp/x"]);
        Assert.Equal(6001, options!.Port);
        Assert.False(options.AnotherPortWhenTaken);
        Assert.Equal("/tmp/x", options.DataFolder);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "70000")]
    [InlineData("--data")]
    [InlineData("--data", " ")]
    [InlineData("--scenario")]
    [InlineData("--scenario", "rsuh")]
    [InlineData("--scenario", "rush", "--data", "/tmp/x")]
    [InlineData("--prot", "1")]
    public void What_is_not_understood_is_named(params string[] args)
    {
        var (options, problem) = CommandLine.Parse(args);
        Assert.Null(options);
        Assert.Contains(args[0], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_problem()
    {
        Assert.Equal((null, null), CommandLine.Parse(["--help"]));
        Assert.Contains("--data", CommandLine.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scene_is_found_by_its_name_and_an_unknown_one_tells_which_there_are()
    {
        var (options, problem) = CommandLine.Parse(["--scenario", "rush"]);
        Assert.Null(problem);
        Assert.Equal(("rush", TimeSpan.FromSeconds(20)), (options!.Scenario, options.LaneWindow));
        Assert.Equal("--scenario does not know rsuh. Known: broadcast, lost-webhook, outage, rush.", CommandLine.Parse(["--scenario", "rsuh"]).Problem);
        Assert.All(new[] { "lost-webhook", "outage", "rush" }, name => Assert.Contains(name, CommandLine.Help, StringComparison.Ordinal));
    }
}
