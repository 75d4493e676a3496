using System.Runtime.CompilerServices;
using System.Text;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>
/// <c>Digipanel.Bot doctor</c>: looks at the settings, the keys, the clock, the database and every provider, and says of each what was seen and what
/// to do. Needs no running bot, changes nothing here or there (<see cref="SurroundingsCheck.DatabaseFile"/> says what that means for the database), and never
/// prints a secret.
/// </summary>
internal static class DoctorVerb
{
    public const string Name = "doctor";
    private const int ExitFine = 0;
    private const int ExitWrong = 1;
    private const int ExitMisconfigured = 2;
    private const int SecretCharsMin = 6;
    private const string Usage = "Usage: Digipanel.Bot doctor [--Section:Key=value ...]    reads the same settings as the bot";

    // One call; a provider that needs longer than this is not fine.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // All calls to one provider.
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, BotOverrides? overrides = null, CancellationToken cancellationToken = default)
    {
        if (args.Any(a => !a.StartsWith("--", StringComparison.Ordinal) || !a.Contains('=', StringComparison.Ordinal)))
        {
            await errors.WriteLineAsync(Usage);
            return ExitMisconfigured;
        }

        BotSetup setup;
        try
        {
            (_, setup) = BotApp.Compose(args, overrides ?? new BotOverrides { ConsoleLogs = false });
        }
        catch (InvalidDataException e)
        {
            await errors.WriteLineAsync($"{e.Message} {e.GetBaseException().Message}");
            return ExitMisconfigured;
        }

        var secrets = SecretsOf(setup);
        var worst = Verdict.Fine;
        await foreach (var finding in ExamineAsync(setup, cancellationToken))
        {
            worst = finding.Verdict > worst ? finding.Verdict : worst;
            await output.WriteLineAsync(Scrub(finding.ToString(), secrets));
        }

        var isMisconfigured = setup.Options.Problems.Count > 0;
        await output.WriteLineAsync(
            isMisconfigured ? $"{Environment.NewLine}The bot does not start with these settings."
            : worst is Verdict.Wrong ? $"{Environment.NewLine}Something is wrong: see ✗ above."
            : worst is Verdict.Notable ? $"{Environment.NewLine}All works; what is marked ! is worth a look."
            : $"{Environment.NewLine}All is well.");
        return isMisconfigured ? ExitMisconfigured : worst is Verdict.Wrong ? ExitWrong : ExitFine;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(
        BotSetup setup, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problems = setup.Options.Problems;
        foreach (var problem in problems)
        {
            yield return new Finding(Verdict.Wrong, "Configuration", problem);
        }

        if (problems.Count == 0)
        {
            yield return Finding.Fine("Configuration", "every setting can be read");
        }

        var time = setup.Overrides.Time;
        var ids = new Ids(time, setup.Overrides.FillRandom);
        if (IsSound("Server"))
        {
            yield return SurroundingsCheck.PublicUrl(setup.Server.PublicUrl);
        }

        if (IsSound("Storage"))
        {
            yield return SurroundingsCheck.DatabaseFile(Get<StorageOptions>(setup));
        }

        using var toDoitpay = new ClockWatch(setup.NetworkTo("doitpay"), time);
        using var toDigipanel = new ClockWatch(setup.Overrides.Handlers?.Invoke("digipanel") ?? DigipanelClient.NewHandler(), time);
        var doitpay = Get<DoitpayOptions>(setup);
        foreach (var finding in DoitpayCheck.Keys(doitpay))
        {
            yield return finding;
        }

        if (IsSound(DoitpayOptions.Section))
        {
            doitpay.Timeout = Shorter(doitpay.Timeout);
            await foreach (var finding in BoundedAsync("Doitpay", ct => DoitpayCheck.CallsAsync(doitpay, toDoitpay, ids, time, ct), time, cancellationToken))
            {
                yield return finding;
            }
        }

        var digipanel = Get<DigipanelOptions>(setup);
        if (IsSound("Digipanel"))
        {
            digipanel.Timeout = Shorter(digipanel.Timeout);
            foreach (var account in digipanel.Accounts)
            {
                await foreach (var finding in BoundedAsync($"Digipanel {account.Name}", ct => DigipanelCheck.LookAsync(digipanel, account, toDigipanel, time, ct), time, cancellationToken))
                {
                    yield return finding;
                }
            }
        }

        var whatsapp = Get<WhatsAppOptions>(setup);
        using var toWhatsApp = new ClockWatch(setup.NetworkTo(WhatsAppChannel.ChannelName), time);
        if (whatsapp.Enabled && IsSound(WhatsAppOptions.Section))
        {
            await foreach (var finding in BoundedAsync("WhatsApp number", ct => WhatsAppCheck.LookAsync(whatsapp, setup.Server.PublicUrl, toWhatsApp, time, ct), time, cancellationToken))
            {
                yield return finding;
            }
        }

        // The client of Telegram owns its way out and ends it; so this one comes last, and its watch is asked afterwards all the same.
        var telegram = Get<TelegramOptions>(setup);
        var toTelegram = new ClockWatch(setup.NetworkTo("telegram"), time);
        if (telegram.Enabled && IsSound(TelegramOptions.Section))
        {
            await foreach (var finding in BoundedAsync("Telegram bot", ct => TelegramCheck.LookAsync(telegram, setup.Server.PublicUrl, toTelegram, time, ct), time, cancellationToken))
            {
                yield return finding;
            }
        }

        toTelegram.Dispose();
        yield return ClockWatch.Judge([("Doitpay", toDoitpay), ("Digipanel", toDigipanel), ("Telegram", toTelegram), ("Meta", toWhatsApp)]);

        // A section that has a problem is not tried: what it would say is not about the provider.
        bool IsSound(string section) => !problems.Any(p => p.StartsWith(section + ":", StringComparison.Ordinal));
    }

    /// <summary>What one provider's look finds within its time; what was found before the time was over stays.</summary>
    internal static async IAsyncEnumerable<Finding> BoundedAsync(
        string what, Func<CancellationToken, IAsyncEnumerable<Finding>> look, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ProviderTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using var findings = look(either.Token).GetAsyncEnumerator(either.Token);
        var isOver = false;
        while (!isOver)
        {
            Finding? next;
            try
            {
                next = await findings.MoveNextAsync() ? findings.Current : null;
                isOver = next is null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                next = Finding.Wrong(what, $"no answer within {ProviderTimeout.TotalSeconds:0} s", "Look at the firewall of this machine, then ask again.");
                isOver = true;
            }

            if (next is not null)
            {
                yield return next;
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan configured) => configured < CallTimeout ? configured : CallTimeout;

    // Every feature registers its options as the instance that was read.
    private static T Get<T>(BotSetup setup)
        where T : class =>
        setup.Services.Select(s => s.ImplementationInstance).OfType<T>().First();

    // A provider may repeat in an answer what it was sent.
    private static string[] SecretsOf(BotSetup setup)
    {
        var (telegram, whatsapp) = (Get<TelegramOptions>(setup), Get<WhatsAppOptions>(setup));
        var (digipanel, doitpay) = (Get<DigipanelOptions>(setup), Get<DoitpayOptions>(setup));
        return
        [
            .. new[] { telegram.BotToken, telegram.BotToken.Split(':')[^1], telegram.WebhookSecret, whatsapp.AccessToken, whatsapp.AppSecret, whatsapp.VerifyToken, doitpay.ClientKey }
                .Concat(digipanel.Accounts.SelectMany(a => new[] { a.ApiKey, a.WebhookSecret }))
                .Where(s => s.Length >= SecretCharsMin)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(s => s.Length),
        ];
    }

    private static string Scrub(string line, string[] secrets) =>
        secrets.Aggregate(new StringBuilder(line), (text, secret) => text.Replace(secret, "•••")).ToString();
}
