using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>The channel and the outbox's sender around a real database; Meta is scripted. One clock for all of it.</summary>
internal sealed class WhatsAppBench : IDisposable
{
    public const string Ayu = "6281234567890";
    public const string Token = "EAAbench_token_of_no_value_anywhere";
    public static readonly ChatAddress AyusChat = new("whatsapp", Ayu);

    private readonly ILoggerFactory _loggers;

    public WhatsAppBench(string template = "", IEnumerable<ICard>? cards = null, IStoreObserver? observer = null)
    {
        Test = new TestStore(observer);
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        Options = new WhatsAppOptions
        {
            Enabled = true, AccessToken = Token, PhoneNumberId = "106540352242922", BaseUrl = "https://graph.example", DeliveryTemplate = new() { Name = template },
        };
        Client = new WhatsAppClient(Options, Cloud, Test.Time);
        Tokens = new TokenTrouble(Test.Store);
        Channel = new WhatsAppChannel(Client, Options, Tokens, Test.Store, Test.Time, _loggers.CreateLogger<WhatsAppChannel>());
        Sender = NewSender(cards);
    }

    public TestStore Test { get; }

    public CloudStub Cloud { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public WhatsAppOptions Options { get; }

    public WhatsAppClient Client { get; }

    public WhatsAppChannel Channel { get; }

    public TokenTrouble Tokens { get; }

    public OutboxSender Sender { get; }

    /// <summary>As after a restart.</summary>
    public OutboxSender NewSender(IEnumerable<ICard>? cards = null) =>
        new(Test.Store, [Channel], cards ?? [], new Ids(Test.Time), Test.Time, _loggers.CreateLogger<OutboxSender>());

    /// <summary>A person writes.</summary>
    public Task WriteAsync(string chatId = Ayu, string messageId = "wamid.IN1") => Test.Store.InTransaction(tx =>
    {
        Customers.Upsert(tx, new ChatUpdate { Channel = "whatsapp", ExternalId = messageId, UserId = chatId, ChatId = chatId, Name = "Ayu" });
        NoteWord(tx, chatId, messageId);
    });

    /// <summary>What the webhook notes of a person's word before anybody answers it.</summary>
    public static void NoteWord(Tx tx, string chatId, string messageId)
    {
        var isPhone = chatId.All(char.IsAsciiDigit);
        tx.Execute(
            """
            INSERT INTO whatsapp_contacts (chat_id, phone, business_id, last_message_at, last_message_id) VALUES (@chatId, @phone, @id, @NowMs, @messageId)
            ON CONFLICT (chat_id) DO UPDATE SET last_message_at = excluded.last_message_at, last_message_id = excluded.last_message_id
            """,
            new { chatId, phone = isPhone ? chatId : null, id = isPhone ? null : chatId, tx.NowMs, messageId });
        Outbox.OpenWindow(tx, new ChatAddress("whatsapp", chatId));
    }

    public Task OweAsync(Reply reply, string chatId = Ayu) => Test.Store.InTransaction(tx => Outbox.Enqueue(tx, new ChatAddress("whatsapp", chatId), reply));

    public Task OweAsync(string text, string chatId = Ayu) => OweAsync(new Reply(Html.Plain(text)), chatId);

    /// <summary>Sends what is due until nothing is; the clock stands still.</summary>
    public async Task SendAsync()
    {
        while (await Sender.RunOnceAsync(default))
        {
        }
    }

    public async Task SendAfterAsync(TimeSpan time)
    {
        Test.Time.Advance(time);
        await SendAsync();
    }

    public T One<T>(string sql) => Test.Store.Read(c => c.QuerySingle<T>(sql));

    public void Dispose()
    {
        Sender.Dispose();
        Client.Dispose();
        Test.Dispose();
        _loggers.Dispose();
    }
}
