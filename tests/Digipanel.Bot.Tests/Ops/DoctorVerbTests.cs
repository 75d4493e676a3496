using System.Runtime.CompilerServices;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Doctor;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Ops;

/// <summary>`Digipanel.Bot doctor` against real servers on loopback, well and ill.</summary>
public sealed class DoctorVerbTests : IAsyncLifetime, IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private ShopWorld _world = null!;

    private string Output => _output.ToString();

    public async Task InitializeAsync() => _world = await ShopWorld.StartOutsideAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task A_healthy_shop_ends_with_0_and_nothing_was_changed_anywhere()
    {
        Assert.Equal(0, await ExamineAsync(("Doitpay:Methods:2", "VA_BCA"), ("Doitpay:VirtualAccounts:BCA:PartnerServiceId", "70012")));
        foreach (var line in new[]
        {
            "✓ Configuration: every setting can be read", "! Server:PublicUrl: ", "! Database: ", "✓ Private key: signs, 2048 bits", "✓ Public key: can be read, 2048 bits, and is not your own",
            $"✓ Doitpay token: granted at {_world.Doitpay.BaseUrl}, signed over ClientKey|Timestamp", "✓ QRIS status: 4045101, nobody knows", "✓ Link status: 4045501, nobody knows", "✓ Virtual account status: 4042601, nobody knows",
            "✓ Digipanel main: the key is good, balance Rp ", "✓ Telegram bot: @digipanel_bot (Digipanel)", "✓ Telegram updates: polling, no webhook is set; 0 update(s) wait", "✓ Clock: ",
            "All works; what is marked ! is worth a look.",
        })
        {
            Assert.Contains(line, Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("✗", Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_world.DatabasePath));
        Assert.Empty(_world.Doitpay.Payments);
        Assert.Equal(["getMe", "getWebhookInfo"], _world.Telegram.Calls.Select(c => c.Method).ToArray());
    }

    [Fact]
    public async Task A_server_that_takes_the_colon_alone_is_told_of()
    {
        _world.Doitpay.Options.Separator = TokenSeparator.Colon;
        Assert.Equal(0, await ExamineAsync());
        Assert.Contains("✓ Doitpay token: granted at", Output, StringComparison.Ordinal);
        Assert.Contains("signed over ClientKey:Timestamp (with | it was refused", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_Doitpay_does_not_have_is_told_from_a_client_key_that_it_does_not_know()
    {
        Assert.Equal(1, await ExamineAsync(("Doitpay:PrivateKeyPem", TestKeys.Pkcs8Pem)));
        Assert.Contains("✗ Doitpay token: refused: 4017300 Invalid Signature", Output, StringComparison.Ordinal);
        Assert.Contains("Both separators (| and :) were tried. Doitpay's dashboard (Setting) must hold the public half", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("QRIS status", Output, StringComparison.Ordinal);
        Assert.Equal(1, await ExamineAsync(("Doitpay:ClientKey", "ANOTHER-CLIENT-KEY")));
        Assert.Contains("Doitpay does not know Doitpay:ClientKey", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_is_not_ours_shows_at_the_signed_question()
    {
        Assert.Equal(1, await ExamineAsync(("Doitpay:PartnerId", "SOMEBODY-ELSE")));
        Assert.Contains("✓ Doitpay token: granted", Output, StringComparison.Ordinal);
        Assert.Contains("✗ QRIS status: refused: 4015100 Unauthorized. [Invalid Partner]", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_public_key_in_the_place_of_Doitpays_is_found()
    {
        Assert.Equal(1, await ExamineAsync(("Doitpay:PublicKeyPem", _world.Doitpay.Keys.MerchantPublicPem)));
        Assert.Contains("✗ Public key: is the public half of your own private key", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_measured_and_named_as_the_cause()
    {
        Assert.Equal(1, await ExamineAsync(new OffTime(TimeSpan.FromMinutes(10))));
        Assert.Matches("✗ Clock: (59[0-9]|60[0-9]) s ahead of Doitpay.s", Output); // an exchange that is measured takes 10 s at most
        Assert.Contains("✗ Doitpay token: refused: 4007302", Output, StringComparison.Ordinal);
        Assert.Contains("→ Mend the clock first", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_that_are_away_are_told_each_by_itself()
    {
        await _world.Doitpay.PauseAsync();
        await _world.Digipanel.PauseAsync();
        Assert.Equal(1, await ExamineAsync());
        Assert.Contains($"✗ Doitpay token: no usable answer from {_world.Doitpay.BaseUrl}: token: ConnectionError", Output, StringComparison.Ordinal);
        Assert.Contains("✗ Digipanel main: no usable answer from ", Output, StringComparison.Ordinal);
        Assert.Contains("✓ Telegram bot:", Output, StringComparison.Ordinal);
        Assert.Contains("✓ Clock: ", Output, StringComparison.Ordinal);
        // Ahead of it or behind it: less than a second either way.
        Assert.Contains(" Telegram's", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "✗ Digipanel main: 401: Digipanel does not accept this ApiKey")]
    [InlineData(402, "✗ Digipanel main: 402: the account's balance is used up")]
    [InlineData(429, "! Digipanel main: 429: the key's requests of this minute are used up")]
    public async Task What_Digipanel_answers_is_said_in_words(int status, string line)
    {
        _world.Digipanel.Faults.Next(1, Fault.Answers(status));
        Assert.Equal(status == 429 ? 0 : 1, await ExamineAsync());
        Assert.Contains(line, Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_Telegram_does_not_know_and_a_webhook_of_somebody_elses_are_found_and_its_path_is_not_shown()
    {
        Assert.Equal(1, await ExamineAsync(("Telegram:BotToken", "123456789:AAnobody-knows-this-token-0123456789")));
        Assert.Contains("✗ Telegram bot: Telegram does not know this token (Unauthorized)", Output, StringComparison.Ordinal);
        using (var http = new HttpClient())
        {
            using var set = await http.GetAsync(new Uri($"{_world.Telegram.BaseUrl}/bot{_world.Telegram.Options.Token}/setWebhook?url=https://other.example/hidden-path"));
            set.EnsureSuccessStatusCode();
        }

        Assert.Equal(0, await ExamineAsync());
        Assert.Contains("! Telegram updates: a webhook at other.example is set although Telegram:Mode is Polling", Output, StringComparison.Ordinal);
        Assert.Equal(1, await ExamineAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret)));
        Assert.Contains($"✗ Telegram updates: Telegram calls other.example, not {_world.BotUrl}/webhooks/telegram", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-path", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_without_a_public_address_is_a_finding_and_all_the_rest_is_said()
    {
        Assert.Equal(2, await ExamineAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret), ("Server:PublicUrl", null)));
        Assert.Contains("✗ Configuration: Server:PublicUrl must be an https URL", Output, StringComparison.Ordinal);
        Assert.Contains("✓ Telegram bot: ", Output, StringComparison.Ordinal);
        Assert.Contains("✗ Telegram updates: Telegram:Mode is Webhook, and Server:PublicUrl, which Telegram should call, is missing", Output, StringComparison.Ordinal);
        Assert.Contains(" Clock: ", Output, StringComparison.Ordinal);
        Assert.EndsWith("The bot does not start with these settings." + Environment.NewLine, Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_found_before_the_time_was_over_is_told()
    {
        var time = new FakeTime();
        var found = new List<string>();
        var hanging = new TaskCompletionSource();
        var looking = Task.Run(async () =>
        {
            await foreach (var finding in DoctorVerb.BoundedAsync("Provider", LookAsync, time, default))
            {
                found.Add(finding.ToString());
            }
        });
        await hanging.Task;
        time.Advance(TimeSpan.FromSeconds(30));
        await looking;
        Assert.Equal(2, found.Count);
        Assert.Equal("✓ Token: granted", found[0]);
        Assert.StartsWith("✗ Provider: no answer within 30 s", found[1], StringComparison.Ordinal);

        async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return Finding.Fine("Token", "granted");
            hanging.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    [Fact]
    public async Task Wrong_settings_end_with_2_are_all_listed_and_what_is_right_is_looked_at_all_the_same()
    {
        Assert.Equal(2, await ExamineAsync(("Doitpay:PrivateKeyPem", ""), ("Shop:MinTopup", "ten")));
        Assert.Contains("✗ Configuration: Doitpay:PrivateKeyPath or Doitpay:PrivateKeyPem: is missing", Output, StringComparison.Ordinal);
        Assert.Contains("✗ Configuration: Shop:MinTopup", Output, StringComparison.Ordinal);
        Assert.Contains("✓ Digipanel main", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Doitpay token", Output, StringComparison.Ordinal);
        Assert.EndsWith("The bot does not start with these settings." + Environment.NewLine, Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("--help")]
    public async Task What_it_does_not_know_ends_with_2_and_the_usage(string argument)
    {
        Assert.Equal(2, await DoctorVerb.RunAsync([argument], _output, _errors));
        Assert.StartsWith("Usage: Digipanel.Bot doctor", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_a_provider_repeats_is_not_printed()
    {
        _world.Doitpay.Faults.Next(1, Fault.Answers(401, $$"""{"responseCode":"4017300","responseMessage":"Invalid Client Key {{_world.Doitpay.Options.ClientKey}}"}"""));
        Assert.Equal(1, await ExamineAsync());
        Assert.Contains("Invalid Client Key •••", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://toko.id", "✓")]
    [InlineData("https://toko.id:8443/", "✓")]
    [InlineData("https://toko.id/bot", "!")]
    [InlineData("http://127.0.0.1:8080", "!")]
    [InlineData(null, "!")]
    [InlineData("http://toko.id", "✗")]
    [InlineData("https://bot.example.com", "✗")]
    [InlineData("https://example.com", "✗")]
    [InlineData("https://tokoexample.com", "✓")]
    [InlineData("https://192.168.1.5", "✗")]
    [InlineData("https://server", "✗")]
    public void A_public_address_is_judged_by_how_it_looks(string? url, string mark) =>
        Assert.StartsWith(mark + " Server:PublicUrl: ", SurroundingsCheck.PublicUrl(url).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_database_of_this_version_and_a_file_that_is_none_are_told_apart()
    {
        using var test = new TestStore();
        Assert.Contains("of this version", SurroundingsCheck.DatabaseFile(new() { ConnectionString = test.ConnectionString }).ToString(), StringComparison.Ordinal);
        await test.Store.InTransaction(tx => tx.Execute("DELETE FROM schema_migrations WHERE number > 12"));
        Assert.StartsWith("! Database: ", SurroundingsCheck.DatabaseFile(new() { ConnectionString = test.ConnectionString }).ToString(), StringComparison.Ordinal);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "bot.db"), new string('x', 5000));
        Assert.StartsWith("✗ Database: ", SurroundingsCheck.DatabaseFile(new() { ConnectionString = folder.ConnectionString }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_lies_beside_a_closed_database_after_a_look_at_it()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "toko 100%20 #1?.db");
        var options = new StorageOptions { ConnectionString = $"Data Source={path}" };
        using (new Store(options, new FakeTime(), NullLogger<Store>.Instance))
        {
        }

        var (files, bytes) = (Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).ToArray(), await File.ReadAllBytesAsync(path));
        Assert.Contains("of this version", SurroundingsCheck.DatabaseFile(options).ToString(), StringComparison.Ordinal);
        Assert.Equal(files, Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    private Task<int> ExamineAsync(params (string Key, string? Value)[] settings) => ExamineAsync(TimeProvider.System, settings);

    private async Task<int> ExamineAsync(TimeProvider time, params (string Key, string? Value)[] settings)
    {
        _output.GetStringBuilder().Clear();
        var all = new Dictionary<string, string?>(_world.Settings, StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var code = await DoctorVerb.RunAsync([], _output, _errors, new BotOverrides { Settings = all, Time = time, ConsoleLogs = false });
        Assert.Equal("", _errors.ToString());
        foreach (var secret in new[] { ShopWorld.ApiKey, ShopWorld.WebhookSecret, ShopWorld.TelegramWebhookSecret, _world.Telegram.Options.Token, _world.Doitpay.Options.ClientKey, "PRIVATE KEY" })
        {
            Assert.DoesNotContain(secret, Output, StringComparison.Ordinal);
        }

        return code;
    }

    /// <summary>A clock that goes right and stands wrong.</summary>
    private sealed class OffTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
