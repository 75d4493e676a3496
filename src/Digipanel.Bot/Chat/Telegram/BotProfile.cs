using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// Says in the log which bot the token belongs to, and tells Telegram the commands, which its apps offer when one types a slash: in Indonesian, in English, and a list for each
/// admin's chat. Does not hold the start up; tries again until every list is set.
/// </summary>
internal sealed partial class BotProfile : Pump
{
    // Nothing is left to do until the next start.
    private static readonly TimeSpan Done = TimeSpan.FromDays(1);

    private readonly BotApiClient _client;
    private readonly BotIdentity _identity;
    private readonly IReadOnlyList<IChatCommand> _commands;
    private readonly RetryDelays _delays = new();
    private readonly ILogger<BotProfile> _logger;
    private readonly List<(BotCommandScope? Scope, string? LanguageCode)> _open;
    private bool _isKnown;
    private TimeSpan _pause;

    public BotProfile(
        BotApiClient client, BotIdentity identity, IEnumerable<IChatCommand> commands, AdminOptions admins, Store store, TimeProvider time, ILogger<BotProfile> logger)
        : base(store, time, logger)
    {
        _client = client;
        _identity = identity;
        _commands = [.. commands];
        _logger = logger;
        _open =
        [
            (null, null), (null, "id"), (null, "en"),
            .. admins.Addresses
                .Where(address => address.Channel == UpdateMapper.Channel)
                .Select(address => ((BotCommandScope?)new BotCommandScope("chat", long.Parse(address.ChatId, CultureInfo.InvariantCulture)), (string?)null)),
        ];
    }

    /// <summary>Sets the lists that are not set yet. One that is refused (an admin who never wrote to the bot) does not hold up the others.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var before = _open.Count;
        _pause = Done;
        if (!_isKnown && !await IntroduceAsync(cancellationToken))
        {
            return false;
        }

        foreach (var (scope, languageCode) in _open.ToList())
        {
            var texts = TextsOf.Language(languageCode ?? LanguageOf(scope?.ChatId));
            var result = await _client.SetMyCommandsAsync(new SetMyCommandsRequest(Menu(_commands, texts, forAdmins: scope is not null), scope, languageCode), cancellationToken);
            if (result is BotApiResult<bool>.Ok)
            {
                _open.Remove((scope, languageCode));
                continue;
            }

            _pause = _delays.Next(result);
            LogFailed(scope?.ChatId is null ? "everybody" : "an admin", result.ToString(), _pause);
            if (result is not (BotApiResult<bool>.Refused or BotApiResult<bool>.Blocked))
            {
                // The network, or too many requests: the next list would fare no better now.
                break;
            }
        }

        return _open.Count < before;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        await RunOnceAsync(stoppingToken);
        return _pause;
    }

    private async Task<bool> IntroduceAsync(CancellationToken ct)
    {
        var result = await _client.GetMeAsync(ct);
        if (result is BotApiResult<User>.Ok(var me))
        {
            _identity.Learn(me);
            LogKnown(me.Username ?? me.FirstName ?? "");
            return _isKnown = true;
        }

        _pause = _delays.Next(result);
        LogUnknown(result.ToString(), _pause);
        return false;
    }

    /// <summary>The lines of the menu whose command exists in this build.</summary>
    internal static IReadOnlyList<BotCommand> Menu(IEnumerable<IChatCommand> commands, ITexts texts, bool forAdmins)
    {
        var names = commands.SelectMany(command => command.Names).ToHashSet(StringComparer.Ordinal);
        return [.. (forAdmins ? texts.CommandMenu.Concat(texts.AdminMenu) : texts.CommandMenu).Where(line => names.Contains(line.Command)).Select(line => new BotCommand(line.Command, line.Description))];
    }

    private string LanguageOf(long? chatId) => chatId is null
        ? "id"
        : Store.Read(connection => connection.QuerySingleOrDefault<string>(
            "SELECT language FROM customers WHERE channel = @Channel AND user_id = @userId",
            new { UpdateMapper.Channel, userId = chatId.Value.ToString(CultureInfo.InvariantCulture) })) ?? "id";

    [LoggerMessage(Level = LogLevel.Information, Message = "On Telegram the bot is @{Username}: https://t.me/{Username}")]
    private partial void LogKnown(string username);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram does not say which bot this is ({Result}); trying again in {Delay}")]
    private partial void LogUnknown(string result, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The menu of commands for {Whom} could not be set ({Result}); trying again in {Delay}")]
    private partial void LogFailed(string whom, string result, TimeSpan delay);
}
