using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Sandbox.Page;

/// <summary>WhatsApp's people and messages as the page draws them, and what they do there. On the page a person's id is the phone number, a message's its place in the chat.</summary>
internal static class WhatsAppChat
{
    /// <summary>Those that the page can show: by their phone number.</summary>
    public static IEnumerable<PersonView> People(WhatsAppServer whatsapp) =>
        whatsapp.Users.Where(user => user.Phone is not null).Select(user => new PersonView(IdOf(user), user.Name, "id", Admin: false, "whatsapp"));

    /// <summary>The chat that has this id, or null.</summary>
    public static string? Find(WhatsAppServer whatsapp, long id) => whatsapp.User($"{id}")?.Phone;

    /// <summary>The last messages of a chat.</summary>
    public static ChatView Chat(WhatsAppServer whatsapp, string phone)
    {
        var messages = whatsapp.Messages(phone);
        var shown = messages.Index().Where(m => m.Item is not { FromBot: true, Ticks: WhatsAppTicks.Failed }).TakeLast(ChatDrawing.MessagesMax);
        return new ChatView(long.Parse(phone), whatsapp.IsTyping(phone) ? "typing" : null, [.. shown.Select(m => Draw(phone, m.Index + 1, m.Item))]);
    }

    /// <summary>Chooses an option; false where it is not there.</summary>
    public static async Task<bool> PressAsync(WhatsAppServer whatsapp, string phone, long message, string? option)
    {
        var messages = whatsapp.Messages(phone);
        if (message < 1 || message > messages.Count || option is null || messages[(int)message - 1] is not { FromBot: true } pressed || pressed.Options.All(o => o.Id != option))
        {
            return false;
        }

        await whatsapp.PressAsync(phone, pressed.Id, option);
        return true;
    }

    /// <summary>The picture or file of a message.</summary>
    public static WhatsAppMedia? Media(WhatsAppServer whatsapp, long id, int message) =>
        Find(whatsapp, id) is { } phone && whatsapp.Messages(phone).ElementAtOrDefault(message - 1) is { } found ? found.Image ?? found.Document : null;

    private static long IdOf(WhatsAppUser user) => long.Parse(user.Phone!);

    private static MessageView Draw(string phone, int place, WhatsAppMessage message) => new(
        place,
        message.FromBot ? "bot" : "customer",
        message.FromBot ? message.Html : message.Text,
        message.Image is { } image ? new PictureView($"api/media/{phone}/{place}", image.Width, image.Height) : null,
        message.Document is { } file ? new FileView($"api/media/{phone}/{place}", file.FileName ?? "file", file.Bytes.Length) : null,
        Edited: false,
        message.At,
        [.. message.ListButton is null ? message.Options.Select(o => Row(new ButtonView(o.Title, o.Id, null, null, null))) : [], .. message.Link is { } link ? [Row(new ButtonView(link.Label, null, link.Url, null, null))] : Array.Empty<IReadOnlyList<ButtonView>>()])
    {
        Ticks = message.FromBot ? null : message.Ticks.ToString().ToLowerInvariant(),
        Header = message.Header,
        Footer = message.Footer,
        List = message.ListButton is { } label ? new ListView(label, [.. message.Options.Select(o => new RowView(o.Id, o.Title, o.Description, o.Section))]) : null,
    };

    private static IReadOnlyList<ButtonView> Row(ButtonView button) => [button];
}
