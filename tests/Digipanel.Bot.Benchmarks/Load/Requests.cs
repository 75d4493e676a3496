using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>The requests of a stream, byte by byte.</summary>
internal sealed class Requests(LoadOrder order)
{
    /// <summary>So many bodies are repeated.</summary>
    private const int RepeatedBodies = 64;

    private static readonly byte[] DigipanelKey = Encoding.UTF8.GetBytes(ShopSettings.DigipanelSecret);

    /// <summary>Whether a message to the customer is waited for.</summary>
    public bool HasReply => order.Stream != Stream.Repeats;

    /// <summary>The chat that the reply goes to.</summary>
    public long Chat(long number) => ShopSettings.FirstCustomer + (number % order.Customers);

    public byte[] Make(long number) => order.Stream switch
    {
        Stream.Mixed => Update(number, number % 2 == 0),
        Stream.Saldo => Update(number, isSaldo: true),
        Stream.Paste => Update(number, isSaldo: false),
        Stream.Delivery => Webhook(number),
        Stream.Repeats => Webhook(number % RepeatedBodies),
        _ => throw new ArgumentOutOfRangeException(nameof(number), order.Stream, "An unknown stream."),
    };

    private byte[] Update(long number, bool isSaldo)
    {
        var chat = Chat(number);
        var text = isSaldo ? "/saldo" : Updates.Link(number);
        var entities = isSaldo
            ? """[{"offset":0,"length":6,"type":"bot_command"}]"""
            : string.Create(CultureInfo.InvariantCulture, $$"""[{"offset":0,"length":{{text.Length}},"type":"url"}]""");
        return Http("/webhooks/telegram", $"X-Telegram-Bot-Api-Secret-Token: {ShopSettings.TelegramSecret}", string.Create(CultureInfo.InvariantCulture,
            $$$"""{"update_id":{{{number + 1}}},"message":{"message_id":{{{number + 7}}},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"Ayu","username":"ayu{{{chat}}}","language_code":"id"},"chat":{"id":{{{chat}}},"first_name":"Ayu","username":"ayu{{{chat}}}","type":"private"},"date":1795000000,"text":"{{{text}}}","entities":{{{entities}}}}}"""));
    }

    /// <summary>About the download that the seeded order of this number runs as.</summary>
    private static byte[] Webhook(long number)
    {
        var body = string.Create(CultureInfo.InvariantCulture,
            $$"""{"event":"download.completed","download_id":"dl-{{number}}","title":"Neon city opener","status":"berhasil","gdrive_link":"https://drive.google.com/file/d/benchmark-{{number}}/view","license_link":"https://server.digipanel.id/license/dl-{{number}}","timestamp":"2026-11-22T09:00:00+07:00"}""");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(DigipanelKey, Encoding.UTF8.GetBytes(body)));
        return Http("/webhooks/digipanel/main", $"X-Webhook-Signature: {signature}", body);
    }

    private static byte[] Http(string path, string header, string body) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{header}\r\n\r\n{body}"));
}
