using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>A message as its reader sees it.</summary>
internal sealed record ChatMessage(long ChatId, long Id, string Text, IReadOnlyList<(string Text, string? Data)> Buttons, bool IsPicture)
{
    /// <summary>It took the place of an earlier one of the same id.</summary>
    public bool IsEdit { get; init; }
}

/// <summary>Telegram: updates until they are confirmed, messages to people, people who block the bot.</summary>
internal sealed partial class SimTelegram(VirtualTime time) : IProvider
{
    private readonly List<(long Id, string Json)> _updates = [];
    private readonly List<ChatMessage> _messages = [];
    private readonly List<(long ChatId, string Text)> _said = [];
    private readonly List<(long ChatId, string Data)> _pressed = [];
    private readonly HashSet<long> _blocked = [];
    private (Action<Answer> Later, ITimer End)? _poll;
    private long _nextUpdate = 1;
    private long _nextMessage = 1;

    public string Name => "telegram";

    /// <summary>Everything that a person ever saw, in order: messages, and what became of them by editing.</summary>
    public IReadOnlyList<ChatMessage> Messages => _messages;

    /// <summary>Everything that people wrote, each once.</summary>
    public IReadOnlyList<(long ChatId, string Text)> Said => _said;

    /// <summary>Every press of a button, each once.</summary>
    public IReadOnlyList<(long ChatId, string Data)> Pressed => _pressed;

    /// <summary>Updates that the bot has not confirmed.</summary>
    public int Unconfirmed => _updates.Count;

    /// <summary>How many updates were ever sent.</summary>
    public long Sent => _nextUpdate - 1;

    /// <summary>People read.</summary>
    public Action<ChatMessage> Reads { get; set; } = _ => { };

    public IEnumerable<ChatMessage> To(long chatId) => _messages.Where(m => m.ChatId == chatId);

    /// <summary>A person writes.</summary>
    public void Say(long chatId, string text)
    {
        _said.Add((chatId, text));
        Update("message", new { message_id = _nextMessage++, date = 0, from = Person(chatId), chat = Chat(chatId), text });
    }

    public void Press(long chatId, long messageId, string data)
    {
        _pressed.Add((chatId, data));
        var shown = Shown(chatId, messageId);
        object message = shown switch
        {
            { IsPicture: true } => new { message_id = messageId, date = 1, chat = Chat(chatId), photo = new[] { new { width = 1, height = 1 } }, caption = shown.Text },
            { } => new { message_id = messageId, date = 1, chat = Chat(chatId), text = shown.Text },
            null => new { message_id = messageId, date = 0, chat = Chat(chatId) },
        };
        Update("callback_query", new { id = $"cb{_nextUpdate}", from = Person(chatId), data, message });
    }

    public void Block(long chatId)
    {
        _blocked.Add(chatId);
        Member(chatId, "kicked");
    }

    public void Unblock(long chatId)
    {
        _blocked.Remove(chatId);
        Member(chatId, "member");
        Say(chatId, "/start");
    }

    public Answer Error(int status) => status == 429
        ? new(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}""")
        : new(status, $$"""{"ok":false,"error_code":{{status}},"description":"HTTP {{status}}"}""");

    public Answer? Act(Call call, Action<Answer> later)
    {
        var method = call.Path[(call.Path.LastIndexOf('/') + 1)..];
        return method switch
        {
            "editMessageText" => Edit(call, call.Text("text")!, isPicture: false),
            "editMessageCaption" => Edit(call, call.Text("caption") ?? "", isPicture: true),
            "editMessageMedia" => EditMedia(call),
            "sendDocument" => Receive(long.Parse(Part(call.Body, "chat_id")!, CultureInfo.InvariantCulture), Part(call.Body, "caption") ?? "", Part(call.Body, "reply_markup"), isPicture: false),
            "getUpdates" => Updates(call, later),
            "getMe" => Ok("""{"id":1,"is_bot":true,"first_name":"Toko","username":"TokoBot"}"""),
            "sendMessage" => Receive(long.Parse(call.Text("chat_id")!, CultureInfo.InvariantCulture), call.Text("text")!, call.Text("reply_markup"), isPicture: false),
            "sendPhoto" => Receive(long.Parse(Part(call.Body, "chat_id")!, CultureInfo.InvariantCulture), Part(call.Body, "caption") ?? "", Part(call.Body, "reply_markup"), isPicture: true),
            _ => Ok("true"),
        };
    }

    private Answer? Updates(Call call, Action<Answer> later)
    {
        if (call.Text("offset") is { } offset)
        {
            _updates.RemoveAll(u => u.Id < long.Parse(offset, CultureInfo.InvariantCulture));
        }

        var wait = int.Parse(call.Text("timeout") ?? "0", CultureInfo.InvariantCulture);
        if (_updates.Count > 0 || wait == 0)
        {
            return Pending();
        }

        _poll?.End.Dispose();
        _poll = (later, time.CreateTimer(_ => EndPoll(), null, TimeSpan.FromSeconds(wait), Timeout.InfiniteTimeSpan));
        return null;
    }

    private void EndPoll()
    {
        if (_poll is var (later, end))
        {
            _poll = null;
            end.Dispose();
            later(Pending());
        }
    }

    private Answer Pending() => Ok($"[{string.Join(',', _updates.Take(100).Select(u => u.Json))}]");

    private void Update(string kind, object value)
    {
        var id = _nextUpdate++;
        _updates.Add((id, JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["update_id"] = id, [kind] = value })));

        // Not within the sender's step: the network lies between.
        time.After(TimeSpan.Zero, EndPoll);
    }

    private void Member(long chatId, string status) => Update(
        "my_chat_member",
        new { date = 0, from = Person(chatId), chat = Chat(chatId), old_chat_member = new { status = "member" }, new_chat_member = new { status } });

    private ChatMessage? Shown(long chatId, long messageId) => _messages.FindLast(m => m.ChatId == chatId && m.Id == messageId);

    private Answer Edit(Call call, string html, bool isPicture) => Edit(
        long.Parse(call.Text("chat_id")!, CultureInfo.InvariantCulture), long.Parse(call.Text("message_id")!, CultureInfo.InvariantCulture), html, call.Text("reply_markup"), isPicture);

    private Answer EditMedia(Call call)
    {
        using var media = JsonDocument.Parse(Part(call.Body, "media")!);
        var caption = media.RootElement.TryGetProperty("caption", out var text) ? text.GetString()! : "";
        return Edit(
            long.Parse(Part(call.Body, "chat_id")!, CultureInfo.InvariantCulture), long.Parse(Part(call.Body, "message_id")!, CultureInfo.InvariantCulture), caption,
            Part(call.Body, "reply_markup"), isPicture: true);
    }

    private Answer Edit(long chatId, long messageId, string html, string? markup, bool isPicture)
    {
        if (Shown(chatId, messageId) is not { } old || (old.IsPicture && !isPicture))
        {
            return BadRequest("message to edit not found");
        }

        var message = Message(chatId, messageId, html, markup, isPicture) with { IsEdit = true };
        return !isPicture && message.Text == old.Text && message.Buttons.SequenceEqual(old.Buttons) ? BadRequest("message is not modified") : Receive(message);
    }

    private static Answer BadRequest(string why) => new(400, $$"""{"ok":false,"error_code":400,"description":"Bad Request: {{why}}"}""");

    private static ChatMessage Message(long chatId, long id, string html, string? markup, bool isPicture) =>
        new(chatId, id, System.Net.WebUtility.HtmlDecode(Tags().Replace(html, "")), Buttons(markup), isPicture);

    private Answer Receive(long chatId, string html, string? markup, bool isPicture) => Receive(Message(chatId, _nextMessage++, html, markup, isPicture));

    private Answer Receive(ChatMessage message)
    {
        var chatId = message.ChatId;
        if (_blocked.Contains(chatId))
        {
            return new Answer(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""");
        }

        _messages.Add(message);
        time.After(TimeSpan.Zero, () => Reads(message));
        return Ok(JsonSerializer.Serialize(new { message_id = message.Id, date = 0, chat = Chat(chatId) }));
    }

    private static List<(string, string?)> Buttons(string? markup)
    {
        if (string.IsNullOrEmpty(markup))
        {
            return [];
        }

        using var json = JsonDocument.Parse(markup);
        return [.. json.RootElement.GetProperty("inline_keyboard").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(b =>
            (b.GetProperty("text").GetString()!, b.TryGetProperty("callback_data", out var data) ? data.GetString() : null))];
    }

    private static string? Part(string body, string name)
    {
        var match = Regex.Match(body, $"name=\"?{name}\"?\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n(?<value>.*?)\\r\\n--", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
        return match.Success ? match.Groups["value"].Value : null;
    }

    private static Answer Ok(string result) => new(200, $$"""{"ok":true,"result":{{result}}}""");

    private static object Person(long id) => new { id, is_bot = false, first_name = $"Pelanggan {id}", language_code = "id" };

    private static object Chat(long id) => new { id, type = "private" };

    [GeneratedRegex("<[^>]+>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();
}
