using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>Strangers at every endpoint of the running bot. The seed stands in each failure's message.</summary>
public sealed class HostileInputTests
{
    private const int Seed = 20_261_122;
    private const int RequestsAnEndpoint = 40;
    private const string TelegramSecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    // A hang is told from a slow machine by this alone.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(2);

    private static readonly string[] Endpoints =
    [
        "/webhooks/telegram", "/webhooks/whatsapp", "/webhooks/digipanel", "/webhooks/digipanel/main", "/webhooks/digipanel/%00", "/webhooks/digipanel/" + new string('a', 2000),
        "/v1.0/qr/qr-mpm-notify", "/v1.0/debit/notify", "/v1.0/access-token/b2b", "/v1.0/transfer-va/payment", "/pay/x", "/healthz", "/readyz", "/%ff%fe/..%2f..", "/",
    ];

    private static readonly string[] Methods = ["POST", "POST", "POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "NONSENSE"];

    private static readonly string[] ContentTypes = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png", "a/b; charset=nonsense"];

    [Fact]
    public async Task Nonsense_at_any_endpoint_is_refused_at_once_and_changes_nothing()
    {
        await using var world = await WorldAsync();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { Timeout = AnswerTimeout };
        var random = new Random(Seed);
        foreach (var path in Endpoints)
        {
            for (var i = 0; i < RequestsAnEndpoint; i++)
            {
                using var request = new HttpRequestMessage(new HttpMethod(random.Pick(Methods)), new Uri(world.BotUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
                var body = Body(random);
                if (request.Method.Method is not ("GET" or "HEAD"))
                {
                    request.Content = new ByteArrayContent(body);
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Pick(ContentTypes));
                    request.Headers.TransferEncodingChunked = random.Next(3) == 0;
                }

                AddHeaders(request, random);
                using var answer = await SendAsync(client, request);
                Assert.True((int)answer.StatusCode < 500, $"{request.Method} {path[..Math.Min(40, path.Length)]}: {(int)answer.StatusCode}, request {i} of seed {Seed}: {Convert.ToHexString(body.AsSpan(0, Math.Min(200, body.Length)))}");
            }
        }

        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM inbox"));
        await StillWellAsync(world);
    }

    [Fact]
    public async Task Nonsense_of_somebody_who_knows_the_secrets_is_refused_too()
    {
        await using var world = await WorldAsync();
        using var client = new HttpClient { Timeout = AnswerTimeout };
        var random = new Random(Seed + 1);
        for (var i = 0; i < 300; i++)
        {
            var body = Body(random);
            using var telegram = Post(world, "/webhooks/telegram", body);
            telegram.Headers.Add(TelegramSecretHeader, ShopWorld.TelegramWebhookSecret);
            using var digipanel = Post(world, "/webhooks/digipanel", body);
            digipanel.Headers.Add("X-Webhook-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ShopWorld.WebhookSecret), body)));
            using var doitpay = Post(world, "/v1.0/qr/qr-mpm-notify", body);
            SignAsDoitpay(doitpay, world);
            foreach (var request in new[] { telegram, digipanel, doitpay })
            {
                using var answer = await client.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{request.RequestUri!.AbsolutePath}: {(int)answer.StatusCode}, body {i} of seed {Seed + 1}: {Convert.ToHexString(body.AsSpan(0, Math.Min(200, body.Length)))}");
            }
        }

        await StillWellAsync(world);
    }

    [Fact]
    public async Task Broken_HTTP_ends_its_own_connection_only()
    {
        await using var world = await WorldAsync();
        var manyHeaders = string.Concat(Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"X-{i}: y\r\n")));
        foreach (var path in new[] { "/webhooks/telegram", "/webhooks/digipanel", "/v1.0/debit/notify" })
        {
            var start = $"POST {path} HTTP/1.1\r\nHost: x\r\n{TelegramSecretHeader}: {ShopWorld.TelegramWebhookSecret}\r\n";
            foreach (var raw in new[]
            {
                start + manyHeaders + "\r\n",
                start + "Transfer-Encoding: chunked\r\n\r\nzz\r\nnonsense",
                start + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
                start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nab",
                start + "Content-Length: 100\r\n\r\n{}",
                start + "Content-Length: -5\r\n\r\n{}",
                start + "Content-Length: 99999999999999999999\r\n\r\n{}",
                start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                start + "Content-Length: 2\r\nTransfer-Encoding: gzip\r\n\r\n{}",
                "POST " + path + " HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
            {
                var answer = await SendRawAsync(world, raw, hangUp: !raw.Contains("ffffff", StringComparison.Ordinal));
                // 505 is the answer to a version of HTTP that does not exist.
                Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), $"{raw[..Math.Min(150, raw.Length)]}: {answer}");
            }
        }

        await StillWellAsync(world);
        Assert.DoesNotContain(world.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_answered_200_while_the_bot_stops_is_committed_and_nothing_fails()
    {
        await using var world = await WorldAsync();
        using var client = new HttpClient { Timeout = AnswerTimeout };
        var accepted = new ConcurrentBag<int>();
        var refused = new ConcurrentBag<int>();
        var next = 0;
        var callers = Enumerable.Range(0, 16).Select(_ => Task.Run(CallUntilClosedAsync)).ToList();
        await ShopWorld.UntilAsync(() => accepted.Count > 300, "the bot is busy");
        await world.StopBotAsync();
        await Task.WhenAll(callers);

        var kept = world.Scalar<int>("SELECT count(*) FROM inbox WHERE source = 'telegram'");
        Assert.InRange(kept, accepted.Count, next);
        Assert.All(accepted, id => Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM inbox WHERE external_id = @id", new { id = id.ToString(CultureInfo.InvariantCulture) })));
        Assert.All(refused, status => Assert.Equal(503, status));
        Assert.DoesNotContain(world.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));

        async Task CallUntilClosedAsync()
        {
            try
            {
                while (true)
                {
                    var id = Interlocked.Increment(ref next);
                    using var request = Post(world, "/webhooks/telegram", Encoding.UTF8.GetBytes(Text("/saldo")
                        .Replace("$ID", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$WHO", (100 + (id % 50)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
                    request.Headers.Add(TelegramSecretHeader, ShopWorld.TelegramWebhookSecret);
                    using var answer = await client.SendAsync(request);
                    if (answer.IsSuccessStatusCode)
                    {
                        accepted.Add(id);
                    }
                    else
                    {
                        refused.Add((int)answer.StatusCode);
                    }

                    using var ready = await client.GetAsync(world.BotUrl + "/readyz");
                    if (!ready.IsSuccessStatusCode)
                    {
                        refused.Add((int)ready.StatusCode);
                    }
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens any more.
            }
        }
    }

    private static readonly string[] PeoplesUpdates =
    [
        // Names: markup, overrides of direction, halves of pairs, NUL, nothing, everything too long; with a pair across the cut.
        User("first_name", "\"</b><a href='x'>&amp;<script>\""), User("first_name", "\"\\u202Eevil\\u2066\\u200F\""), User("first_name", "\"\\ud83d\\ude00 \\u0000 \\u0007\""),
        User("first_name", "\"\""), User("first_name", "null"), User("first_name", $"\"{new string('x', 65_536)}\""), User("first_name", $"\"{new string('x', 255)}\\ud83d\\ude00\""),
        User("username", $"\"{new string('y', 65_536)}\""), User("username", "\"\\u0000\""), User("language_code", "\"en\\u0000\""), User("language_code", $"\"{new string('e', 60_000)}\""),
        Text("<b>&amp;\\u202E</i>"), Text("\\u0000"), Text("/\\u0000"), Text("/start \\u0000"), Text(new string('z', 65_536)), Text("/topup " + new string('9', 65_000)), Text(string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 10_000))),
        Text("/topup -5"), Text("/topup 0"), Text("/topup 99999999999999999999"), Text("/topup ٥٠٠٠٠"), Text("/topup 1e9"), Text("/riwayat saldo -1"), Text("/riwayat 2147483648"), Text("/bahasa xx"), Text("/@"), Text("/@saldo"), Text("/saldo@"),
        Text("https://elements.envato.com/" + new string('-', 60_000)), Text("https://elements.envato.com/\\u0000-ABC1234"), Text("https://elements.envato.com@evil.example/x-ABC1234"), Text(string.Concat(Enumerable.Repeat("https://elements.envato.com/x ", 2_000))),
        Press("topup:-5"), Press("topup:99999999999999999999"), Press("topup:50000:"), Press("topup:50000:BITCOIN"), Press("topup:50000:QRIS:x"), Press("topup::::"), Press("riwayat:saldo:-1"), Press("riwayat:saldo:0"), Press("riwayat:pesanan:99999999999"),
        Press("riwayat:pesanan:2147483647"), Press("bahasa:xx"), Press("bahasa:"), Press(":"), Press(""), Press("\\u0000"), Press(new string('%', 64)), Press(new string('a', 5_000)), Press("start:x"), Press("<b>"),
    ];

    [Fact]
    public async Task Whatever_a_person_sends_is_answered_and_breaks_nothing()
    {
        await using var world = await WorldAsync();
        using var client = new HttpClient { Timeout = AnswerTimeout };
        for (var i = 0; i < PeoplesUpdates.Length; i++)
        {
            world.Telegram.AddUser(new TelegramUser(100 + i, "Ayu"));
            var update = PeoplesUpdates[i].Replace("$ID", (7_000 + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("$WHO", (100 + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            using var request = Post(world, "/webhooks/telegram", Encoding.UTF8.GetBytes(update));
            request.Headers.Add(TelegramSecretHeader, ShopWorld.TelegramWebhookSecret);
            using var answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {update[..Math.Min(300, update.Length)]}");
        }

        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'pending'") == 0, "nothing is owed");
        for (var i = 0; i < PeoplesUpdates.Length; i++)
        {
            // A message, or a note over the chat.
            var answers = world.Telegram.Replies(100 + i).Count + world.Scalar<int>("SELECT count(*) FROM outbox WHERE chat_id = @chat AND payload ->> '$.Text' <> ''", new { chat = $"{100 + i}" });
            Assert.True(answers > 0, $"Silence after {PeoplesUpdates[i][..Math.Min(300, PeoplesUpdates[i].Length)]}");
        }

        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'dead'"));
        Assert.Equal(0, world.Scalar<int>("SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM topups) + (SELECT count(*) FROM transfers)"));
        Assert.Null(world.Scalar<string>("SELECT error FROM inbox WHERE error IS NOT NULL LIMIT 1"));
        Assert.DoesNotContain(world.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    private static string User(string field, string value) =>
        $$$"""{"update_id":$ID,"message":{"message_id":1,"date":1,"chat":{"id":$WHO,"type":"private"},"from":{"id":$WHO,"is_bot":false,"{{{field}}}":{{{value}}}},"text":"/start"}}""";

    private static string Text(string text) =>
        $$$"""{"update_id":$ID,"message":{"message_id":1,"date":1,"chat":{"id":$WHO,"type":"private"},"from":{"id":$WHO,"is_bot":false,"first_name":"Ayu"},"text":"{{{text}}}"}}""";

    private static string Press(string data) =>
        $$$"""{"update_id":$ID,"callback_query":{"id":"55","from":{"id":$WHO,"is_bot":false,"first_name":"Ayu"},"message":{"message_id":1,"date":1,"chat":{"id":$WHO,"type":"private"}},"data":"{{{data}}}"}}""";

    private static Task<ShopWorld> WorldAsync() =>
        ShopWorld.StartAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret));

    private static async Task StillWellAsync(ShopWorld world)
    {
        foreach (var table in new[] { "customers", "orders", "topups", "transfers", "entries" })
        {
            Assert.Equal((table, 0), (table, world.Scalar<int>($"SELECT count(*) FROM {table}")));
        }

        // Nobody hears of it but the admin, of each endpoint that is knocked at, once.
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM outbox WHERE channel <> 'telegram' OR chat_id <> @admin", new { admin = $"{ShopWorld.AdminId}" }));
        Assert.Equal(0, world.Scalar<int>("SELECT (SELECT count(*) FROM outbox) - (SELECT count(*) FROM alerts WHERE alert LIKE 'webhook:%')"));

        await world.UntilReadyAsync();
        Assert.DoesNotContain("request failed", world.Logs.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { world.Telegram.Options.Token, ShopWorld.TelegramWebhookSecret, ShopWorld.ApiKey, ShopWorld.WebhookSecret, world.Doitpay.Options.ClientKey })
        {
            Assert.DoesNotContain(secret, world.Logs.Text, StringComparison.Ordinal);
        }
    }

    private static HttpRequestMessage Post(ShopWorld world, string path, byte[] body) => new(HttpMethod.Post, world.BotUrl + path)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };

    // The form of Doitpay's signature that covers the time only: whoever has seen one may put any body under it for five minutes.
    private static void SignAsDoitpay(HttpRequestMessage request, ShopWorld world)
    {
        var timestamp = SnapTimestamp.Format(TimeProvider.System.GetUtcNow());
        using var key = RSA.Create();
        key.ImportFromPem(world.Doitpay.Keys.DoitpayPrivatePem);
        request.Headers.Add("X-TIMESTAMP", timestamp);
        request.Headers.Add("X-SIGNATURE", SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign(world.Doitpay.Options.ClientKey, '|', timestamp)));
    }

    private static void AddHeaders(HttpRequestMessage request, Random random)
    {
        foreach (var name in new[] { TelegramSecretHeader, "X-Webhook-Signature", "X-SIGNATURE", "X-TIMESTAMP", "X-PARTNER-ID", "X-EXTERNAL-ID", "Authorization", "Content-Encoding", "Expect" })
        {
            if (random.Next(4) == 0)
            {
                request.Headers.TryAddWithoutValidation(name, random.Pick(["", "x", new string('f', 64), "sha256=" + new string('0', 64), "2026-99-99T99:99:99+99:99", new string('é', 10), "Bearer x", "AAAA", new string('A', 4000)]));
            }
        }
    }

    private static byte[] Body(Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                return [];
            case 1:
                var bytes = new byte[random.Next(1, 3000)];
                random.NextBytes(bytes);
                return bytes;
            case 2:
                return [.. "{\"update_id\":5,\"message\":{\"text\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}}"u8];
            case 3:
                var depth = random.Next(30, 100_000);
                return Encoding.UTF8.GetBytes(random.Next(2) == 0 ? new string('[', depth) : string.Concat(Enumerable.Repeat("{\"a\":", depth / 5)));
            default:
                return Encoding.UTF8.GetBytes(Json(random));
        }
    }

    // Objects of the providers' names and the wrong values, some of them twice. No id that would make them right.
    private static string Json(Random random)
    {
        string[] names =
        [
            "update_id", "message", "callback_query", "my_chat_member", "download_id", "status", "title", "gdrive_link", "originalPartnerReferenceNo",
            "originalReferenceNo", "latestTransactionStatus", "amount", "data", "additionalInfo", "", "\\ud800", "\\u0000",
        ];
        string[] values =
        [
            "null", "true", "0", "-1", "1e999", "99999999999999999999999", "-0.0000000001", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "{\"id\":null}",
            "\"00\"", "{\"value\":null,\"currency\":5}", "{\"value\":\"1e400\"}", $"\"{new string('x', 5000)}\"", "NaN", "{\"chat\":null,\"from\":null}", "[[[[{}]]]]", "\"TU-NOBODY\"",
        ];
        var fields = Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"\"{random.Pick(names)}\":{random.Pick(values)}");
        return random.Next(10) == 0 ? random.Pick(values) : "{" + string.Join(',', fields) + "}";
    }

    // Who is refused before the body is over may find the connection closed while still writing.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException e) when (e.InnerException is IOException)
        {
            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest);
        }
    }

    // Hanging up after the last byte ends the wait for a body that never comes; without, the answer is seen for certain.
    private static async Task<string> SendRawAsync(ShopWorld world, string raw, bool hangUp)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(world.BotUrl).Port, timeout.Token);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(raw), timeout.Token);
            if (hangUp)
            {
                socket.Client.Shutdown(SocketShutdown.Send);
            }

            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(timeout.Token);
        }
        catch (IOException)
        {
            // Hung up on, which is an answer too.
            return "";
        }
    }
}

internal static class RandomPick
{
    public static T Pick<T>(this Random random, T[] from) => from[random.Next(from.Length)];
}
