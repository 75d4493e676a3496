namespace Digipanel.Sandbox.WhatsApp;

/// <summary>What POST /messages takes, apart from who it is for.</summary>
internal sealed class MessageRules(MediaShelf media, Templates templates)
{
    public const int TextCharactersMax = 4096;
    public const int CaptionCharactersMax = 1024;
    private const int FileNameCharactersMax = 240;

    private readonly InteractiveRules _interactive = new(media);

    /// <summary>The message, with neither id nor time yet.</summary>
    public WhatsAppMessage Read(JsonFields call)
    {
        var type = call.Has("type") ? call.Text("type", 64) : "text";
        return type switch
        {
            "text" => Text(call.Object("text")),
            "image" => Image(call.Object("image")),
            "document" => Document(call.Object("document")),
            "interactive" => _interactive.Read(call.Object("interactive")),
            "template" => templates.Read(call.Object("template")),
            "audio" or "contacts" or "location" or "reaction" or "sticker" or "video" => throw GraphRefusal.Of(131051, $"The sandbox takes no {type}."),
            _ => throw GraphRefusal.Of(131009, $"type must be one of {{audio, contacts, document, image, interactive, location, reaction, sticker, template, text, video}}, got \"{type}\"."),
        };
    }

    private static WhatsAppMessage Text(JsonFields text)
    {
        text.OptionalFlag("preview_url");
        var body = text.Text("body", TextCharactersMax);
        text.Done();
        return Draft("text") with { Text = body };
    }

    private WhatsAppMessage Image(JsonFields image)
    {
        var picture = media.Picture(image);
        var caption = image.OptionalText("caption", CaptionCharactersMax) ?? "";
        image.Done();
        return Draft("image") with { Image = picture, Text = caption };
    }

    private WhatsAppMessage Document(JsonFields document)
    {
        var file = media.Of(document);
        var name = document.OptionalText("filename", FileNameCharactersMax);
        var caption = document.OptionalText("caption", CaptionCharactersMax) ?? "";
        document.Done();
        return Draft("document") with { Document = file with { FileName = name ?? file.FileName }, Text = caption };
    }

    internal static WhatsAppMessage Draft(string type) => new() { Id = "", FromBot = true, Type = type };
}
