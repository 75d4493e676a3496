using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class DigipanelOptionsTests
{
    [Fact]
    public void Good_options_have_no_problems() => Assert.Empty(Problems(Good()));

    [Fact]
    public void No_account_is_a_problem() => Assert.Contains("Digipanel:Accounts", Assert.Single(Problems(new DigipanelOptions())), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "Name")]
    [InlineData("Main", "Name")]
    [InlineData("a/b", "Name")]
    public void Names_are_lower_case_words(string name, string part)
    {
        var options = Good();
        options.Accounts[0].Name = name;
        Assert.Contains(part, Assert.Single(Problems(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_listed_and_no_secret_repeated()
    {
        var options = new DigipanelOptions
        {
            BaseUrl = "http://server.digipanel.id/api/v1",
            Timeout = TimeSpan.Zero,
            PollAfter = TimeSpan.FromDays(2),
            RateLimit = new DigipanelRateLimit { PermitLimit = 0, Window = TimeSpan.Zero },
            Accounts = [new DigipanelAccount { Name = "a", ApiKey = "sec ret", WebhookSecret = "s" }, new DigipanelAccount { Name = "a", ApiKey = "k" }],
        };
        var problems = Problems(options);
        foreach (var part in new[] { "use https", "Timeout", "PollAfter", "PermitLimit", "Window", "0:ApiKey", "1:WebhookSecret", "2 times" })
        {
            Assert.Contains(problems, p => p.Contains(part, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(problems, p => p.Contains("sec ret", StringComparison.Ordinal));
    }

    [Fact]
    public void Accounts_that_share_a_webhook_secret_could_not_be_told_apart()
    {
        var options = Good();
        options.Accounts.Add(new DigipanelAccount { Name = "second", ApiKey = "dgp_sk_y", WebhookSecret = options.Accounts[0].WebhookSecret });
        Assert.Contains("share one WebhookSecret", Assert.Single(Problems(options)), StringComparison.Ordinal);
    }

    private static DigipanelOptions Good() => new() { Accounts = [new DigipanelAccount { Name = "main-2", ApiKey = "dgp_sk_x", WebhookSecret = "s" }] };

    private static List<string> Problems(DigipanelOptions options)
    {
        var problems = new List<string>();
        options.Validate(problems);
        return problems;
    }
}
