using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// WhatsApp's Cloud API: signed webhooks, each delivered twice and again until it is answered with 200; messages to people, none of which is ever edited. What it
/// has of Meta's strictness is in the sandbox's server; here is only what can be lost or doubled.
/// </summary>
internal sealed class SimWhatsApp(VirtualTime time, Func<string, string, IReadOnlyDictionary<string, string>, int> post) : IProvider
{
    private const string Secret = "whatsapp-app-secret-of-the-simulation";
    private const string PhoneNumberId = "106540352242922";
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);
    private readonly List<ChatMessage> _messages = [];
    private readonly List<(long ChatId, string Text)> _said = [];
    private readonly List<(long ChatId, string Data)> _pressed = [];
    private long _nextMessage = 1;

    public string Name => "whatsapp";

    /// <summary>Everything that a person ever saw, in order.</summary>
    public IReadOnlyList<ChatMessage> Messages => _messages;

    /// <summary>Everything that people wrote, each once.</summary>
    public IReadOnlyList<(long ChatId, string Text)> Said => _said;

    /// <summary>Every press of a button, each once.</summary>
    public IReadOnlyList<(long ChatId, string Data)> Pressed => _pressed;

    /// <summary>Webhooks that the bot has not taken.</summary>
    public int Unconfirmed { get; private set; }

    /// <summary>How many messages and presses were ever sent.</summary>
    public long Sent { get; private set; }

    /// <summary>People read.</summary>
    public Action<ChatMessage> Reads { get; set; } = _ => { };

    /// <summary>What the bot needs to know to talk here.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Server:PublicUrl"] = "https://shop.sim",
        ["WhatsApp:Enabled"] = "true",
        ["WhatsApp:AccessToken"] = "EAASimulation",
        ["WhatsApp:AppSecret"] = Secret,
        ["WhatsApp:VerifyToken"] = "verify-me",
        ["WhatsApp:PhoneNumberId"] = PhoneNumberId,
        ["WhatsApp:BaseUrl"] = "https://graph.sim",
    };

    /// <summary>A message's id as a card keeps it.</summary>
    public static string RefOf(ChatMessage message) => string.Create(CultureInfo.InvariantCulture, $"wamid.out.{message.Id}");

    /// <summary>A person writes.</summary>
    public void Say(long chatId, string text)
    {
        _said.Add((chatId, text));
        Webhook(chatId, "text", new { body = text });
    }

    /// <summary>A person presses a button.</summary>
    public void Press(long chatId, string data)
    {
        _pressed.Add((chatId, data));
        Webhook(chatId, "interactive", new { type = "button_reply", button_reply = new { id = data, title = "…" } });
    }

    public Answer Error(int status) => new(status, """{"error":{"message":"(#131000) Something went wrong","type":"OAuthException","code":131000,"fbtrace_id":"x"}}""");

    public Answer? Act(Call call, Action<Answer> later)
    {
        if (call.Path.EndsWith("/media", StringComparison.Ordinal))
        {
            return new Answer(200, """{"id":"1013859600285441"}""");
        }

        using var json = JsonDocument.Parse(call.Body);
        if (json.RootElement.TryGetProperty("status", out _))
        {
            return new Answer(200, """{"success":true}""");
        }

        var message = Read(json.RootElement);
        _messages.Add(message);
        time.After(TimeSpan.Zero, () => Reads(message));
        return new Answer(200, $$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{message.ChatId}}","wa_id":"{{message.ChatId}}"}],"messages":[{"id":"{{RefOf(message)}}"}]}""");
    }

    private ChatMessage Read(JsonElement message)
    {
        var content = message.GetProperty(message.GetProperty("type").GetString()!);
        var text = content.TryGetProperty("body", out var body) ? (body.ValueKind == JsonValueKind.String ? body : body.GetProperty("text")).GetString()
            : content.TryGetProperty("caption", out var caption) ? caption.GetString() : "";
        List<(string, string?)> buttons = [];
        if (content.TryGetProperty("action", out var action))
        {
            if (action.TryGetProperty("buttons", out var replies))
            {
                buttons.AddRange(replies.EnumerateArray().Select(b => b.GetProperty("reply")).Select(Option));
            }

            if (action.TryGetProperty("sections", out var sections))
            {
                buttons.AddRange(sections.EnumerateArray().SelectMany(s => s.GetProperty("rows").EnumerateArray()).Select(Option));
            }
        }

        var chat = long.Parse(message.GetProperty("to").GetString()!, CultureInfo.InvariantCulture);

        // Read as a person does: without the signs that make it bold.
        return new ChatMessage(chat, _nextMessage++, text!.Replace("*", "", StringComparison.Ordinal).Replace("```", "", StringComparison.Ordinal), buttons, IsPicture: false);
    }

    private static (string, string?) Option(JsonElement reply) => (reply.GetProperty("title").GetString()!, reply.GetProperty("id").GetString());

    private void Webhook(long chatId, string type, object content)
    {
        var message = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["from"] = $"{chatId}", ["id"] = $"wamid.in.{++Sent}", ["timestamp"] = $"{time.GetUtcNow().ToUnixTimeSeconds()}", ["type"] = type, [type] = content,
        };
        var body = JsonSerializer.Serialize(new
        {
            @object = "whatsapp_business_account",
            entry = new[]
            {
                new
                {
                    id = "1", changes = new[]
                    {
                        new
                        {
                            field = "messages",
                            value = new
                            {
                                messaging_product = "whatsapp",
                                metadata = new { display_phone_number = "62800", phone_number_id = PhoneNumberId },
                                contacts = new[] { new { wa_id = $"{chatId}", profile = new { name = $"Pelanggan {chatId}" } } },
                                messages = new[] { message },
                            },
                        },
                    },
                },
            },
        });
        Unconfirmed++;
        time.After(TimeSpan.Zero, () => Deliver(body, isFirst: true));
    }

    private void Deliver(string body, bool isFirst)
    {
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
        if (post("/webhooks/whatsapp", body, new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Hub-Signature-256"] = signature }) != 200)
        {
            time.After(AgainAfter, () => Deliver(body, isFirst));
        }
        else if (isFirst)
        {
            time.After(AgainAfter, () => Deliver(body, isFirst: false));
        }
        else
        {
            Unconfirmed--;
        }
    }
}
