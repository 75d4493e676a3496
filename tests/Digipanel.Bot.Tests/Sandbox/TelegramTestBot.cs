using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>A bare bot: raw HTTP to the sandbox's Telegram, nothing of the product between.</summary>
public sealed class TelegramTestBot : IAsyncDisposable
{
    public const long Ayu = 42;

    private readonly HttpClient _http = new();

    private TelegramTestBot(TelegramServer server) => Server = server;

    public TelegramServer Server { get; }

    public string Token { get; init; } = "123:abc";

    public static async Task<TelegramTestBot> StartAsync(TimeProvider? time = null, Func<TelegramServerOptions, TelegramServerOptions>? change = null)
    {
        var options = new TelegramServerOptions { Token = "123:abc", FirstUpdateId = 1000 };
        var bot = new TelegramTestBot(await TelegramServer.StartAsync(change?.Invoke(options) ?? options, time));
        bot.Server.AddUser(new TelegramUser(Ayu, "Ayu", "ayu_reseller"));
        return bot;
    }

    public Task<Reply> CallAsync(string method, object? parameters = null, CancellationToken ct = default) =>
        PostAsync(method, JsonContent.Create(parameters ?? new { }), ct);

    public Task<Reply> SendAsync(string text, object? markup = null, string? parseMode = null) => markup is null
        ? CallAsync("sendMessage", new { chat_id = Ayu, text, parse_mode = parseMode })
        : CallAsync("sendMessage", new { chat_id = Ayu, text, parse_mode = parseMode, reply_markup = markup });

    public async Task<Reply> PostAsync(string method, HttpContent content, CancellationToken ct = default)
    {
        using var response = await _http.PostAsync($"{Server.BaseUrl}/bot{Token}/{method}", content, ct);
        return new Reply(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    public static object Keyboard(params object[] buttons) => new { inline_keyboard = new[] { buttons } };

    /// <summary>A real, tiny PNG's head with the size given.</summary>
    public static byte[] Png(int width = 200, int height = 200)
    {
        byte[] png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    public sealed record Reply(HttpStatusCode Status, JsonNode Body)
    {
        public JsonNode Result => Body["result"]!;

        public string? Description => (string?)Body["description"];

        public JsonNode Good()
        {
            Assert.True(Status == HttpStatusCode.OK && (bool)Body["ok"]!, Body.ToJsonString());
            return Result;
        }

        public void Refused(int code, string description)
        {
            Assert.Equal($"{code} {description}", $"{(int)Status} {Description}");
            Assert.False((bool)Body["ok"]!);
            Assert.Equal(code, (int)Body["error_code"]!);
        }
    }
}
