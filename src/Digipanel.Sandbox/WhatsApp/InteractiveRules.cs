namespace Digipanel.Sandbox.WhatsApp;

/// <summary>Reply buttons, lists and link buttons, with every limit that Meta's reference gives.</summary>
internal sealed class InteractiveRules(MediaShelf media)
{
    public const int BodyCharactersMax = 1024;
    public const int ButtonsMax = 3;
    public const int ButtonTitleCharactersMax = 20;
    public const int ButtonIdCharactersMax = 256;
    public const int RowsMax = 10;
    public const int RowTitleCharactersMax = 24;
    public const int RowDescriptionCharactersMax = 72;
    public const int RowIdCharactersMax = 200;
    private const int HeaderOrFooterCharactersMax = 60;
    private const int SectionsMax = 10;
    private const int UrlCharactersMax = 2000;

    public WhatsAppMessage Read(JsonFields interactive)
    {
        var type = interactive.OneOf("type", "button", "list", "cta_url");
        var draft = MessageRules.Draft(type) with { Text = BodyOf(interactive), Footer = FooterOf(interactive) };
        draft = HeaderOf(interactive, draft);
        var action = interactive.Object("action");
        draft = type switch
        {
            "button" => draft with { Options = Buttons(action) },
            "list" => List(action, draft),
            _ => draft with { Link = Link(action) },
        };
        action.Done();
        interactive.Done();
        return draft;
    }

    private static string BodyOf(JsonFields interactive)
    {
        var body = interactive.Object("body");
        var text = body.Text("text", BodyCharactersMax);
        body.Done();
        return text;
    }

    private static string? FooterOf(JsonFields interactive)
    {
        var footer = interactive.OptionalObject("footer");
        var text = footer?.Text("text", HeaderOrFooterCharactersMax);
        footer?.Done();
        return text;
    }

    private WhatsAppMessage HeaderOf(JsonFields interactive, WhatsAppMessage draft)
    {
        if (interactive.OptionalObject("header") is not { } header)
        {
            return draft;
        }

        var type = header.OneOf("type", "text", "image");
        if (type == "image" && draft.Type == "list")
        {
            throw GraphRefusal.BadValue("interactive['header']['type'] must be text for a list.");
        }

        if (type == "image")
        {
            var image = header.Object("image");
            draft = draft with { Image = media.Picture(image) };
            image.Done();
        }
        else
        {
            draft = draft with { Header = header.Text("text", HeaderOrFooterCharactersMax) };
        }

        header.Done();
        return draft;
    }

    private static List<WhatsAppOption> Buttons(JsonFields action)
    {
        var options = new List<WhatsAppOption>();
        foreach (var button in action.Objects("buttons", ButtonsMax))
        {
            button.OneOf("type", "reply");
            var reply = button.Object("reply");
            options.Add(new WhatsAppOption(IdOf(reply, ButtonIdCharactersMax), OneLine(reply, "title", ButtonTitleCharactersMax)));
            reply.Done();
            button.Done();
        }

        RefuseRepeats(options, "buttons");
        return options;
    }

    private static WhatsAppMessage List(JsonFields action, WhatsAppMessage draft)
    {
        var label = OneLine(action, "button", ButtonTitleCharactersMax);
        var sections = action.Objects("sections", SectionsMax);
        var rows = new List<WhatsAppOption>();
        foreach (var section in sections)
        {
            // Only a list of one section may leave its title out.
            var title = sections.Count > 1 || section.Has("title") ? OneLine(section, "title", RowTitleCharactersMax) : null;
            foreach (var row in section.Objects("rows", RowsMax))
            {
                rows.Add(new WhatsAppOption(
                    IdOf(row, RowIdCharactersMax), OneLine(row, "title", RowTitleCharactersMax), row.OptionalText("description", RowDescriptionCharactersMax), title));
                row.Done();
            }

            section.Done();
        }

        if (rows.Count > RowsMax)
        {
            throw GraphRefusal.BadValue($"Total row count exceed max allowed count: {RowsMax}");
        }

        RefuseRepeats(rows, "rows");
        return draft with { ListButton = label, Options = rows };
    }

    private static WhatsAppLink Link(JsonFields action)
    {
        action.OneOf("name", "cta_url");
        var parameters = action.Object("parameters");
        var link = new WhatsAppLink(OneLine(parameters, "display_text", ButtonTitleCharactersMax), parameters.Text("url", UrlCharactersMax));
        parameters.Done();
        return Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && !link.Url.Any(char.IsWhiteSpace)
            ? link
            : throw GraphRefusal.BadValue("interactive['action']['parameters']['url'] is not a valid URL.");
    }

    private static string IdOf(JsonFields option, int max)
    {
        var id = option.Text("id", max);
        return id.Trim().Length == id.Length ? id : throw GraphRefusal.BadValue($"{option.At("id")} cannot have leading or trailing spaces.");
    }

    private static string OneLine(JsonFields fields, string name, int max)
    {
        var text = fields.Text(name, max);
        return text.Any(char.IsControl) ? throw GraphRefusal.BadValue($"{fields.At(name)} cannot have new lines.") : text;
    }

    private static void RefuseRepeats(List<WhatsAppOption> options, string what)
    {
        if (options.DistinctBy(o => o.Title, StringComparer.Ordinal).Count() < options.Count || options.DistinctBy(o => o.Id, StringComparer.Ordinal).Count() < options.Count)
        {
            throw GraphRefusal.BadValue($"Duplicated title or id found in {what}.");
        }
    }
}
