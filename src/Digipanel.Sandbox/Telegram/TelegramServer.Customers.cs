using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The customers' side: what people do in their Telegram app.</summary>
public sealed partial class TelegramServer
{
    /// <summary>Everybody who was added.</summary>
    public IReadOnlyList<TelegramUser> Users => _world.Users;

    /// <summary>Adds a person, or changes a known one. Unless told otherwise the bot may write to them.</summary>
    public TelegramUser AddUser(TelegramUser user, TelegramReach reach = TelegramReach.Open)
    {
        ArgumentNullException.ThrowIfNull(user);
        _world.AddUser(user, reach);
        return user;
    }

    /// <summary>
    /// The customer sends a text of 1 to 4096 characters. Commands, addresses, mentions and e-mail are recognised as Telegram does; give a
    /// <see cref="TelegramEntity.Link"/> for a link behind words. It may answer a message of the chat.
    /// </summary>
    public Task<TelegramMessage> SendTextAsync(long userId, string text, IReadOnlyList<TelegramEntity>? entities = null, int? replyTo = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, SendRules.TextCharactersMax);
        return Task.FromResult(Deliver(userId, EntityDetection.Detect(text, entities ?? []), draft => draft with { ReplyToMessageId = replyTo }));
    }

    /// <summary>The customer sends a photo (PNG or JPEG) with a caption.</summary>
    public Task<TelegramMessage> SendPhotoAsync(long userId, byte[] photo, string caption = "", IReadOnlyList<TelegramEntity>? entities = null)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(caption);
        var added = _world.AddPhoto(photo);
        return Task.FromResult(Deliver(userId, EntityDetection.Detect(caption, entities ?? []), draft => draft with { Photo = added }));
    }

    /// <summary>The customer sends a film with a caption.</summary>
    public Task<TelegramMessage> SendVideoAsync(long userId, byte[] video, string caption = "")
    {
        var added = _world.AddVideo(video);
        return Task.FromResult(Deliver(userId, EntityDetection.Detect(caption, []), draft => draft with { Video = added }));
    }

    /// <summary>The customer sends a file with a caption.</summary>
    public Task<TelegramMessage> SendDocumentAsync(long userId, string fileName, byte[] file, string caption = "")
    {
        var added = _world.AddDocument(new UploadedFile(fileName, file));
        return Task.FromResult(Deliver(userId, EntityDetection.Detect(caption, []), draft => draft with { Document = added }));
    }

    /// <summary>The customer deletes a message of the chat, for both.</summary>
    public void Delete(long userId, int messageId) => _world.Replace(userId, messageId, m => m with { Deleted = true });

    /// <summary>
    /// The customer presses the button that carries this data. It must be there, as for people; <paramref name="forged"/> sends data
    /// that no button has, as a changed app can.
    /// </summary>
    public Task<TelegramPress> PressAsync(long userId, int messageId, string buttonData, bool forged = false)
    {
        var user = Known(userId);
        var message = _world.Message(userId, messageId) ?? throw new ArgumentException($"Chat {userId} has no message {messageId}.", nameof(messageId));
        if (!forged && !message.AllButtons.Any(b => b.CallbackData == buttonData))
        {
            var buttons = string.Join(", ", message.AllButtons.Select(b => b.CallbackData ?? b.Url ?? b.CopyText));
            throw new ArgumentException($"Message {messageId} has no button with data \"{buttonData}\"; it has: {buttons}", nameof(buttonData));
        }

        var press = _world.AddPress(userId, messageId, buttonData);
        var id = _updates.Add("callback_query", userId, new JsonObject
        {
            ["id"] = press.QueryId,
            ["from"] = ApiJson.User(user),
            ["message"] = ApiJson.Message(message, user, Options),
            ["chat_instance"] = (userId * 7_919).ToString(),
            ["data"] = buttonData,
        });
        Tell("press", $"{user.FirstName} presses {buttonData}");
        return Task.FromResult(_world.SetUpdateId(press, id));
    }

    /// <summary>The customer blocks the bot: it is told, and refused from now on.</summary>
    public void Block(long userId) => ChangeReach(userId, TelegramReach.Blocked);

    /// <summary>The customer lets the bot write again.</summary>
    public void Unblock(long userId) => ChangeReach(userId, TelegramReach.Open);

    /// <summary>Whether this person blocks the bot.</summary>
    public bool IsBlockedBy(long userId) => _world.Reach(userId) == TelegramReach.Blocked;

    /// <summary>The customer's account is deleted; the bot is not told, and refused from now on.</summary>
    public void Deactivate(long userId)
    {
        Known(userId);
        _world.SetReach(userId, TelegramReach.Deactivated);
    }

    /// <summary>Delivers an update once more, with the same id, whether the bot confirmed it or not.</summary>
    public void RepeatUpdate(int updateId)
    {
        if (!_updates.Repeat(updateId))
        {
            throw new ArgumentException($"There was no update {updateId}.", nameof(updateId));
        }

        Tell("message", $"update {updateId} is delivered again");
    }

    private TelegramMessage Deliver(long userId, FormattedText text, Func<TelegramMessage, TelegramMessage> attach)
    {
        var user = Known(userId);
        if (text.Entities.FirstOrDefault(e => e.Offset < 0 || e.Length < 1 || e.Offset + e.Length > text.Text.Length) is { } outside)
        {
            throw new ArgumentException($"Entity {outside} is not within the text.", nameof(text));
        }

        if (_world.Reach(userId) != TelegramReach.Open)
        {
            // Who writes to a bot has started or unblocked it.
            ChangeReach(userId, TelegramReach.Open);
        }

        var message = _world.Add(userId, (id, at) => attach(new TelegramMessage
        {
            ChatId = userId, Id = id, FromBot = false, At = at, Text = text.Text, Entities = text.Entities,
        }));
        var answered = message.ReplyToMessageId is { } answers
            ? _world.Message(userId, answers) ?? throw new ArgumentException($"Chat {userId} has no message {answers}.", nameof(attach))
            : null;
        var updateId = _updates.Add("message", userId, ApiJson.Message(message, user, Options, answered));
        Tell("message", $"{user.FirstName}: {text.Text}");
        return _world.Replace(userId, message.Id, m => m with { UpdateId = updateId });
    }

    private void ChangeReach(long userId, TelegramReach reach)
    {
        var user = Known(userId);
        var before = _world.SetReach(userId, reach);
        if (before == reach || before == TelegramReach.NotStarted)
        {
            return;
        }

        _updates.Add("my_chat_member", userId, new JsonObject
        {
            ["chat"] = ApiJson.Chat(user),
            ["from"] = ApiJson.User(user),
            ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["old_chat_member"] = Membership(before),
            ["new_chat_member"] = Membership(reach),
        });
        Tell("message", reach == TelegramReach.Blocked ? $"{user.FirstName} blocks the bot" : $"{user.FirstName} unblocks the bot");
    }

    private JsonObject Membership(TelegramReach reach)
    {
        var member = new JsonObject { ["user"] = ApiJson.Bot(Options), ["status"] = reach == TelegramReach.Open ? "member" : "kicked" };
        if (reach != TelegramReach.Open)
        {
            member["until_date"] = 0;
        }

        return member;
    }

    private TelegramUser Known(long userId) =>
        _world.User(userId) ?? throw new ArgumentException($"Add user {userId} first.", nameof(userId));
}
