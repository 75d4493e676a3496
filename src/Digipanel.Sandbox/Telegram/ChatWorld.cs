using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Users, their chats with the bot and the buttons they pressed.</summary>
internal sealed class ChatWorld(TelegramServerOptions options, TimeProvider time) : WatchedState
{
    private readonly Dictionary<long, Person> _people = [];
    private readonly Dictionary<string, TelegramPress> _presses = [];
    private readonly Dictionary<string, TelegramPhoto> _photos = [];
    private readonly Dictionary<string, TelegramDocument> _documents = [];
    private int _nextMessageId = options.FirstMessageId;
    private int _nextQuery = 1;
    private int _nextFile = 1;

    private sealed class Person(TelegramUser user, TelegramReach reach)
    {
        public TelegramUser User { get; set; } = user;

        public TelegramReach Reach { get; set; } = reach;

        public List<TelegramMessage> Messages { get; } = [];

        public (string Action, DateTimeOffset At)? Acting { get; set; }
    }

    public IReadOnlyList<TelegramUser> Users => Locked(() => _people.Values.Select(p => p.User).ToList());

    public IReadOnlyList<TelegramPress> Presses => Locked(() => _presses.Values.OrderBy(p => p.At).ToList());

    public void AddUser(TelegramUser user, TelegramReach reach) => Change(() =>
    {
        if (_people.TryGetValue(user.Id, out var known))
        {
            (known.User, known.Reach) = (user, reach);
        }
        else
        {
            _people[user.Id] = new Person(user, reach);
        }

        return true;
    });

    public TelegramUser? User(long id) => Locked(() => _people.GetValueOrDefault(id)?.User);

    public TelegramReach? Reach(long id) => Locked(() => _people.GetValueOrDefault(id)?.Reach);

    public TelegramReach SetReach(long id, TelegramReach reach) => Change(() =>
    {
        var before = _people[id].Reach;
        _people[id].Reach = reach;
        return before;
    });

    public IReadOnlyList<TelegramMessage> Messages(long chatId) => Locked(() => _people.GetValueOrDefault(chatId)?.Messages.ToList() ?? []);

    public TelegramMessage? Message(long chatId, int id) =>
        Locked(() => _people.GetValueOrDefault(chatId)?.Messages.Find(m => m.Id == id && !m.Deleted));

    public TelegramMessage Add(long chatId, Func<int, DateTimeOffset, TelegramMessage> make) => Change(() =>
    {
        var message = make(_nextMessageId++, time.GetUtcNow());
        _people[chatId].Messages.Add(message);
        if (message.FromBot)
        {
            // What the bot was doing has come.
            _people[chatId].Acting = null;
        }

        return message;
    });

    public TelegramMessage Replace(long chatId, int id, Func<TelegramMessage, TelegramMessage> change) => Change(() =>
    {
        var messages = _people[chatId].Messages;
        var at = messages.FindIndex(m => m.Id == id);
        return messages[at] = change(messages[at]);
    });

    public TelegramPhoto AddPhoto(byte[] bytes) => Change(() =>
    {
        var photo = ImageRules.Photo($"AgACAgUAAxkBAAI{_nextFile++:D6}", bytes);
        return _photos[photo.FileId] = photo;
    });

    public TelegramDocument AddDocument(UploadedFile file) => Change(() =>
    {
        var document = DocumentRules.Document($"BQACAgUAAxkBAAI{_nextFile++:D6}", file);
        return _documents[document.FileId] = document;
    });

    public TelegramVideo AddVideo(byte[] bytes) => Change(() => new TelegramVideo($"BAACAgUAAxkBAAI{_nextFile++:D6}", bytes));

    public TelegramPhoto KnownPhoto(string fileId) => Known(_photos, fileId);

    public TelegramDocument KnownDocument(string fileId) => Known(_documents, fileId);

    /// <summary>The bot does something in a chat, such as typing; it shows until its message comes or the time is up.</summary>
    public void Act(long chatId, string action) => Change(() => _people[chatId].Acting = action == "cancel" ? null : (action, time.GetUtcNow()));

    public (string Action, DateTimeOffset At)? Acting(long chatId) => Locked(() => _people.GetValueOrDefault(chatId)?.Acting);

    public TelegramPress AddPress(long userId, int messageId, string data) => Change(() =>
    {
        // The high half of a real query id is the user's id, too.
        var press = new TelegramPress
        {
            QueryId = ((userId << 32) + _nextQuery++).ToString(),
            UserId = userId, MessageId = messageId, Data = data, At = time.GetUtcNow(),
        };
        return _presses[press.QueryId] = press;
    });

    public TelegramPress? Press(string queryId) => Locked(() => _presses.GetValueOrDefault(queryId));

    /// <summary>False where the query is unknown, answered already or too old.</summary>
    public bool Answer(string queryId, string text, bool alert) => Change(() =>
    {
        if (!_presses.TryGetValue(queryId, out var press) || press.Answered || time.GetUtcNow() - press.At > options.CallbackQueryLifetime)
        {
            return false;
        }

        _presses[queryId] = press with { Answered = true, AnswerText = text.Length > 0 ? text : null, ShowedAlert = alert };
        return true;
    });

    public TelegramPress SetUpdateId(TelegramPress press, int? updateId) =>
        Change(() => _presses[press.QueryId] = _presses[press.QueryId] with { UpdateId = updateId });

    private T Known<T>(Dictionary<string, T> files, string fileId)
        where T : class
    {
        if (fileId.Contains("://", StringComparison.Ordinal))
        {
            // The sandbox fetches nothing: from Telegram's side our loopback addresses are out of reach as well.
            throw TelegramRefusal.BadRequest("failed to get HTTP URL content");
        }

        return Locked(() => files.GetValueOrDefault(fileId))
            ?? throw TelegramRefusal.BadRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol");
    }
}
