using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>What the shop's operator relies on: stops and starts, quiet logs, endpoints that take any nonsense.</summary>
public sealed partial class OperatorJourneyTests
{
    private const string Link = "https://elements.envato.com/modern-logo-reveal-ABC1234";

    [Fact]
    public async Task A_graceful_stop_in_the_middle_of_orders_loses_nothing_and_the_next_start_finishes_them()
    {
        // A webhook that finds nobody there as often as it is tried is made up for by asking.
        await using var world = await ShopWorld.StartAsync(("Digipanel:PollAfter", "00:00:05"));
        var ayu = await world.CustomerWithAsync(10_000);
        world.Digipanel.Latency = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200));
        await world.Telegram.SendTextAsync(ayu, string.Join(' ', Enumerable.Range(10, 6).Select(i => $"https://elements.envato.com/item-ABCDE{i}")));
        await world.Telegram.WaitForTextAsync(ayu, "#6");
        await world.StopBotAsync();
        await world.StartBotAsync();
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 6, "every order is delivered");
        await ShopWorld.UntilAsync(() => world.Telegram.Replies(ayu).Count(m => m.Text.Contains("drive.google.com", StringComparison.Ordinal)) >= 6, "what was asked for comes");
        Assert.Equal(7_000, world.Wallet(ayu));
        Assert.Equal(6, world.Digipanel.Downloads.Count);
        world.AuditBooks();
    }

    [Fact]
    public async Task No_secret_reaches_the_logs_whatever_goes_wrong()
    {
        await using var world = await ShopWorld.StartAsync();
        var ayu = await world.CustomerWithAsync(10_000);
        world.Digipanel.Faults.Next(1, Fault.Answers(401));
        world.Telegram.Faults.Next(2, Fault.ResetsBeforeActing);
        await world.Telegram.SendTextAsync(ayu, Link);
        await world.Telegram.WaitForTextAsync(ayu, "#1");
        using var client = new HttpClient();
        await client.PostAsync(world.BotUrl + "/webhooks/digipanel", new StringContent("{}"));
        await world.StopBotAsync();
        await world.Telegram.PauseAsync();
        await world.StartBotAsync();
        await world.StopBotAsync();

        var secrets = new[]
        {
            world.Telegram.Options.Token, world.Telegram.Options.Token.Split(':')[1], ShopWorld.ApiKey, ShopWorld.WebhookSecret, world.Doitpay.Options.ClientKey, "PRIVATE KEY", "Bearer ",
        };
        Assert.NotEmpty(world.Logs.Lines);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, world.Logs.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/webhooks/digipanel", "", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/digipanel", "{}", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/digipanel/nobody", "{}", HttpStatusCode.NotFound)]
    [InlineData("/webhooks/telegram", "{}", HttpStatusCode.Unauthorized)]
    [InlineData("/v1.0/qr/qr-mpm-notify", "", HttpStatusCode.BadRequest)]
    [InlineData("/v1.0/debit/notify", "{\"originalPartnerReferenceNo\":\"TU-NOBODY\"}", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", "{}", HttpStatusCode.NotFound)]
    public async Task Whoever_calls_without_a_signature_is_refused_and_changes_nothing(string path, string body, HttpStatusCode status)
    {
        await using var world = await ShopWorld.StartAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret));
        using var client = new HttpClient();
        using var answer = await client.PostAsync(world.BotUrl + path, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM inbox"));
    }

    [Theory]
    [InlineData("/webhooks/digipanel")]
    [InlineData("/webhooks/telegram")]
    [InlineData("/v1.0/qr/qr-mpm-notify")]
    [InlineData("/v1.0/debit/notify")]
    public async Task A_body_over_256_KiB_is_too_large_with_and_without_a_length(string path)
    {
        await using var world = await ShopWorld.StartAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret));
        using var client = new HttpClient();
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, world.BotUrl + path) { Content = new ByteArrayContent(new byte[(256 * 1024) + 1]) };
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", ShopWorld.TelegramWebhookSecret);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Health_and_readiness_answer()
    {
        await using var world = await ShopWorld.StartAsync();
        using var client = new HttpClient();
        Assert.Equal("ok", await client.GetStringAsync(world.BotUrl + "/healthz"));
        await world.UntilReadyAsync();
        await ShopWorld.UntilAsync(() => ReadinessAsync().GetAwaiter().GetResult().Contains("\"status\":\"ready\"", StringComparison.Ordinal), "/readyz tells the status");

        async Task<string> ReadinessAsync()
        {
            using var answer = await client.GetAsync(world.BotUrl + "/readyz");
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_port_in_use_ends_the_start_with_one_line_and_no_stack()
    {
        await using var first = await ShopWorld.StartAsync();
        await using var second = await ShopWorld.StartOutsideAsync(("Urls", first.BotUrl), ("Logging:LogLevel:Microsoft.Extensions.Hosting", "None"));
        var e = await Assert.ThrowsAsync<InvalidOperationException>(second.StartProcessAsync);
        Assert.StartsWith("The bot ended with 1:", e.Message, StringComparison.Ordinal);
        Assert.Contains($"Failed to bind to address {first.BotUrl}: address already in use.", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_text_names_a_command_that_does_not_exist()
    {
        // With all channels on: /hubungkan is offered where there are two.
        await using var world = await ShopWorld.StartOutsideAsync(
            ("Server:PublicUrl", "https://shop.example"), ("WhatsApp:Enabled", "true"), ("WhatsApp:PhoneNumberId", "106540352242922"), ("WhatsApp:AccessToken", "EAAtest0123456789"),
            ("WhatsApp:AppSecret", "0123456789abcdef0123456789abcdef"), ("WhatsApp:VerifyToken", "verify-token-of-the-tests"));
        await using var bot = BotApp.Build([], new BotOverrides { Settings = world.Settings, ConsoleLogs = false, RunPumps = false });
        var names = bot.Services.GetServices<IChatCommand>().SelectMany(c => c.Names).ToHashSet(StringComparer.Ordinal);
        var texts = Directory.GetFiles(Path.Combine(SourceTree.Root, "src", "Digipanel.Bot", "Chat", "Texts"), "*Texts*.cs").SelectMany(File.ReadLines)
            .Where(line => line.Contains('"', StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        var named = texts.SelectMany(line => CommandName().Matches(line).Select(m => m.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["topup", "riwayat", "balance"], StringComparer.Ordinal), named);
        Assert.All(named, name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task Commands_are_registered_in_both_languages_and_for_each_admin()
    {
        await using var world = await ShopWorld.StartAsync();
        await ShopWorld.UntilAsync(() => world.Telegram.Commands() is not null && world.Telegram.Commands("default", "en") is not null && world.Telegram.Commands($"chat:{ShopWorld.AdminId}") is not null, "what was asked for comes");
        Assert.Contains(world.Telegram.Commands()!, c => c.Command == "saldo");
        Assert.Contains(world.Telegram.Commands("default", "en")!, c => c.Command is "balance" or "saldo");
    }

    // "/topup", but not "</b>", "https://" or "Drive/licence"; a line break is written as \n before it.
    [GeneratedRegex(@"(?:\\n|(?<![\w/.:<\\]))/(?<name>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandName();
}
