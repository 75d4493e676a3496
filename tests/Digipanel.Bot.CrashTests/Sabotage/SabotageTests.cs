using Xunit.Abstractions;

namespace Digipanel.Bot.CrashTests.Sabotage;

/// <summary>Would the suite notice? Each known breakage is put into a copy of the bot, and the tests that guard against it must go red.</summary>
public sealed class SabotageTests(BrokenBot bot, ITestOutputHelper output) : IClassFixture<BrokenBot>
{
    public static TheoryData<string> Breakages => [.. Breakage.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Breakages))]
    public void The_suite_goes_red_when(string breakage)
    {
        var wanted = Breakage.All.Single(b => b.Name == breakage);
        var (passed, failed, said) = bot.Test(wanted.Project, wanted.Filter, breakage);
        Assert.True(failed > 0, $"Nobody noticed that {breakage} ({passed} passed).\n{said}");
        output.WriteLine($"{breakage}: {failed} failed, {passed} passed");
    }

    [Fact]
    public void The_same_tests_are_green_while_nothing_is_switched_on()
    {
        foreach (var project in Breakage.All.GroupBy(b => b.Project, b => b.Filter, StringComparer.Ordinal))
        {
            var (passed, failed, said) = bot.Test(project.Key, string.Join('|', project.Distinct(StringComparer.Ordinal)), breakage: null);
            Assert.True(failed == 0 && passed > 0, $"{failed} failed, {passed} passed.\n{said}");
        }
    }
}
