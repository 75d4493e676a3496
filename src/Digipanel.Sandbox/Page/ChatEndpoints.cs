using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Sandbox.Page;

/// <summary>What a customer does in the chat.</summary>
internal static class ChatEndpoints
{
    private static readonly TimeSpan AnswerSecondsMax = TimeSpan.FromSeconds(5);
    private const int NameCharactersMax = 40;
    private const int TextCharactersMax = 4096;
    private const int PeopleMax = 80;
    private const long FirstNewPhone = 6_281_234_500_100;

    /// <summary>Maps them.</summary>
    public static void MapChat(this WebApplication app, TelegramServer telegram, WhatsAppServer whatsapp)
    {
        app.MapPost("/api/chat/send", (SendRequest request) => SendAsync(telegram, whatsapp, request.Customer, request.Text, request.ReplyTo));
        app.MapPost("/api/chat/photo", (SendRequest request) => SendPhotoAsync(telegram, request.Customer));
        app.MapPost("/api/chat/example", (SendRequest request) => SendAsync(telegram, whatsapp, request.Customer, ExampleLinks.New()));
        app.MapPost("/api/chat/press", (PressRequest request) => WhatsAppChat.Find(whatsapp, request.Customer) is { } phone ? PressAsync(whatsapp, phone, request) : PressAsync(telegram, request));
        app.MapPost("/api/customers", (NewCustomerRequest request) => Add(telegram, whatsapp, request));
        app.MapGet("/api/media/{customer:long}/{message:int}", (long customer, int message) => Media(WhatsAppChat.Media(whatsapp, customer, message)));
        app.MapGet("/api/photos/{customer:long}/{message:int}", (long customer, int message) => Photo(telegram, customer, message));
        app.MapGet("/api/documents/{customer:long}/{message:int}", (long customer, int message) => Document(telegram, customer, message));
    }

    private static async Task<IResult> SendAsync(TelegramServer telegram, WhatsAppServer whatsapp, long customer, string? text, int? replyTo = null)
    {
        var phone = WhatsAppChat.Find(whatsapp, customer);
        if (phone is null && telegram.Users.All(user => user.Id != customer))
        {
            return PageAnswers.Refused("There is no such customer.");
        }
        if (string.IsNullOrWhiteSpace(text) || text.Length > TextCharactersMax)
        {
            return PageAnswers.Refused($"A message has 1 to {TextCharactersMax} characters.");
        }
        if (replyTo is { } answered && phone is null && telegram.Messages(customer).All(m => m.Id != answered || m.Deleted))
        {
            return PageAnswers.Refused("The message to reply to is not there any more.");
        }
        await (phone is null ? telegram.SendTextAsync(customer, text, replyTo: replyTo) : (Task)whatsapp.SendTextAsync(phone, text));
        return PageAnswers.Done();
    }

    /// <summary>A picture to advertise with, as an admin has one on the phone.</summary>
    private static async Task<IResult> SendPhotoAsync(TelegramServer telegram, long customer)
    {
        if (telegram.Users.All(user => user.Id != customer))
        {
            return PageAnswers.Refused("There is no such customer on Telegram.");
        }
        const string headline = "Promo akhir tahun! 🎉";
        await telegram.SendPhotoAsync(customer, PageFiles.Bytes("promo.png"), $"{headline}\nDownload Envato hemat sampai malam ini, langsung di chat ini.", [TelegramEntity.Bold(0, headline.Length)]);
        return PageAnswers.Done();
    }

    private static async Task<IResult> PressAsync(TelegramServer telegram, PressRequest request)
    {
        try
        {
            var press = await telegram.PressAsync(request.Customer, checked((int)request.Message), request.Data ?? "");
            return PageAnswers.Done((await telegram.WaitForAnswerAsync(press.QueryId, AnswerSecondsMax)).AnswerText);
        }
        catch (TimeoutException)
        {
            // The bot is down: the press waits at Telegram until it is back.
            return PageAnswers.Done();
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            // The bot took the message or its buttons away while the customer's finger was on its way.
            return PageAnswers.Refused("This button is no longer there.");
        }
    }

    private static async Task<IResult> PressAsync(WhatsAppServer whatsapp, string phone, PressRequest request) =>
        await WhatsAppChat.PressAsync(whatsapp, phone, request.Message, request.Data) ? PageAnswers.Done() : PageAnswers.Refused("This option is no longer there.");

    private static IResult Add(TelegramServer telegram, WhatsAppServer whatsapp, NewCustomerRequest request)
    {
        var users = telegram.Users;
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > NameCharactersMax || request.Language is not ("id" or "en") || request.Channel is not (null or "telegram" or "whatsapp"))
        {
            return PageAnswers.Refused($"Give a name of at most {NameCharactersMax} characters, and a language.");
        }
        if (users.Count + whatsapp.Users.Count >= PeopleMax)
        {
            return PageAnswers.Refused($"{PeopleMax} people are enough for one page.");
        }
        if (request.Channel == "whatsapp")
        {
            whatsapp.AddUser(new WhatsAppUser(name, $"{FirstNewPhone + whatsapp.Users.Count}"));
            return PageAnswers.Done();
        }
        telegram.AddUser(new TelegramUser(users.Max(user => user.Id) + 1, name, null, request.Language), TelegramReach.NotStarted);
        return PageAnswers.Done();
    }

    private static IResult Photo(TelegramServer telegram, long customer, int message) =>
        telegram.Messages(customer).FirstOrDefault(m => m.Id == message)?.Photo is { } photo
            ? Results.Bytes(photo.Bytes, photo.ContentType)
            : Results.NotFound();

    private static IResult Media(WhatsAppMedia? media) => media switch
    {
        null => Results.NotFound(),
        { Width: > 0 } => Results.Bytes(media.Bytes, media.ContentType),
        _ => File(media.Bytes, media.ContentType, media.FileName),
    };

    private static IResult Document(TelegramServer telegram, long customer, int message) =>
        telegram.Messages(customer).FirstOrDefault(m => m.Id == message)?.Document is { } file
            ? File(file.Bytes, file.ContentType, file.FileName)
            : Results.NotFound();

    // Text is shown; of anything else a browser could make a page with rights on this address.
    private static IResult File(ReadOnlyMemory<byte> bytes, string contentType, string? name) =>
        contentType == "text/plain" ? Results.Bytes(bytes, "text/plain; charset=utf-8") : Results.Bytes(bytes, contentType, name);
}
