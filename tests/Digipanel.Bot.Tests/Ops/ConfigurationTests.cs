using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Tests.Ops;

public sealed class ConfigurationTests
{
    [Fact]
    public void Every_problem_is_listed_in_one_message()
    {
        var e = Assert.Throws<ConfigurationProblemsException>(() => BotApp.Build([], new BotOverrides
        {
            ConsoleLogs = false,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Shop:MinTopup"] = "ten",
                ["Shop:Pris"] = "500",
                ["Shop:TopupExpiry"] = "00:05:00",
                ["Server:PublicUrl"] = "bot.example.com",
                ["Storage:Provider"] = "Oracle",
                ["Admins:0"] = "budi",
                ["Admins:1"] = "telegram:12",
            },
        }));
        foreach (var part in new[] { "Shop:MinTopup", "Shop:Pris", "Shop:TopupExpiry", "Server:PublicUrl", "Storage:Provider", "'budi'" })
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("telegram:12'", e.Message, StringComparison.Ordinal);
    }
}
