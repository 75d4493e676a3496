using System.Globalization;
using System.Text;
using Digipanel.Bot.Chat.Pictures;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// Gives a <see cref="Reply"/> WhatsApp's form, never over Meta's limits whatever the reply holds: a message that is refused is a customer who paid and
/// hears nothing. What does not fit under a message stands in it as a line: links with their addresses, options with their numbers.
/// </summary>
internal static class WhatsAppRenderer
{
    /// <summary>A text message.</summary>
    internal const int TextCharsMax = 4096;

    /// <summary>The body of a message with buttons, a list or a link; a caption.</summary>
    internal const int BodyCharsMax = 1024;

    /// <summary>Reply buttons of one message.</summary>
    internal const int ButtonsMax = 3;

    /// <summary>What a reply button, a link button or the button of a list says.</summary>
    internal const int ButtonCharsMax = 20;

    /// <summary>Rows of one list.</summary>
    internal const int RowsMax = 10;

    internal const int RowCharsMax = 24;

    internal const int DescriptionCharsMax = 72;

    /// <summary>A row's id; a button's may be longer.</summary>
    internal const int IdCharsMax = 200;

    /// <summary>Options of one message that can be chosen by their numbers.</summary>
    internal const int OptionsMax = 100;

    /// <summary>A template's text and its parameter together have 1,024 characters.</summary>
    internal const int ParameterCharsMax = 768;

    private const int LabelCharsMax = 64;
    private const int UrlCharsMax = 2_000;
    private const int FileNameCharsMax = 100;

    // Stands for a text in which there is nothing to see: Meta refuses an empty one.
    internal const string Nothing = "…";

    /// <summary>With buttons, a list or a link.</summary>
    internal static WhatsAppMessage Render(Reply reply, ITexts texts)
    {
        var (text, media, parts) = Read(reply);
        var options = parts.Options;
        if (media is { IsDocument: true } || (media is not null && options.Count > ButtonsMax))
        {
            return Written(texts, text, media, parts);
        }

        if (options.Count == 0)
        {
            return Link(text, media, parts) ?? Written(texts, text, media, parts);
        }

        return (options.Count <= ButtonsMax ? Buttons(text, media, parts) : List(texts, text, parts)) ?? Written(texts, text, media, parts);
    }

    /// <summary>Nothing but text, or a picture's or a file's caption, for where Meta refused the form after all.</summary>
    internal static WhatsAppMessage RenderPlain(Reply reply, ITexts texts)
    {
        var (text, media, parts) = Read(reply);
        return Written(texts, text, media, parts);
    }

    /// <summary>What a template says of a delivery, in one line: all of it, or where that is too long its links.</summary>
    internal static string TemplateParameter(Reply reply)
    {
        var links = string.Join(" · ", reply.Buttons.SelectMany(row => row).Where(b => b.Url is not null).Select(b => WhatsAppMarkup.Line($"{b.Label}: {b.Url}")));
        return WhatsAppMarkup.Parse(reply.Text).ToLine(ParameterCharsMax) is { Length: > 0 } line ? line
            : links.Length is > 0 and <= ParameterCharsMax ? links
            : Nothing;
    }

    /// <summary>What a template says of a promotion, in one line; null where it does not hold all of it.</summary>
    internal static string? PromotionParameter(Reply reply) => WhatsAppMarkup.Parse(reply.Text).ToLine(ParameterCharsMax) is { Length: > 0 } line ? line : null;

    private static (WhatsAppMarkup Text, OutgoingMedia? Media, Parts Parts) Read(Reply reply)
    {
        var text = WhatsAppMarkup.Parse(reply.Text);
        var media = Media(reply);
        var parts = Parts.Of(reply.Buttons, text);
        if (media is null && !string.IsNullOrWhiteSpace(reply.QrContent))
        {
            // Too long for a picture: as text it can still be copied.
            parts.Lines.Insert(0, CodeLine(reply.QrContent));
        }

        return (text, media, parts);
    }

    private static OutgoingMedia? Media(Reply reply) => reply switch
    {
        { Document: { } file } => new OutgoingMedia(Encoding.UTF8.GetBytes(file.Text.Length > 0 ? file.Text : Nothing), "text/plain", FileName(file.Name)) { IsDocument = true },
        // It stands for a code that is still being made in the place of another; here nothing takes another's place.
        { Picture: Stamp.Waiting } => null,
        { Picture: { } stamp } => new OutgoingMedia(StampPictures.Png(stamp), "image/png", "stamp.png") { Stamp = stamp },
        { QrContent.Length: > 0 } when QrPicture.Png(reply.QrContent) is { } png => new OutgoingMedia(png, "image/png", "qr.png"),
        _ => null,
    };

    private static WhatsAppMessage? Buttons(WhatsAppMarkup text, OutgoingMedia? media, Parts parts)
    {
        var titles = Titles(parts.Options, ButtonCharsMax);

        // A label that is cut stands in full in the text.
        var isCut = parts.Options.Any(o => o.Label.Length > ButtonCharsMax);
        return Body(text, isCut ? [.. parts.Lines, "", .. Numbered(parts.Options, 0)] : parts.Lines) is not { } body ? null
            : new WhatsAppMessage(body)
            {
                Media = media, Buttons = [.. parts.Options.Zip(titles, (o, title) => new CloudReply(o.Action, title))], Options = parts.Actions,
            };
    }

    private static WhatsAppMessage? List(ITexts texts, WhatsAppMarkup text, Parts parts)
    {
        var rows = parts.Options.Take(RowsMax).ToList();
        var titles = Titles(rows, RowCharsMax);
        List<string> lines = parts.Options.Count > RowsMax ? [.. parts.Lines, "", .. Numbered(parts.Options, RowsMax)] : parts.Lines;
        return Body(text, lines) is not { } body ? null
            : new WhatsAppMessage(body)
            {
                RowsButton = Cut(WhatsAppMarkup.Line(texts.ListButton), ButtonCharsMax),
                Rows = [.. rows.Zip(titles, (o, title) => new CloudRow(o.Action, title, title == o.Label ? null : Cut(o.Label, DescriptionCharsMax)))],
                Options = parts.Actions,
            };
    }

    private static WhatsAppMessage? Link(WhatsAppMarkup text, OutgoingMedia? media, Parts parts) =>
        parts.OnlyLink is { } link && Body(text, parts.LinesWithoutOnlyLink) is { } body
            ? new WhatsAppMessage(body) { Media = media, Link = new CloudLink(Title(link.DisplayText, ButtonCharsMax), link.Url) }
            : null;

    /// <summary>The text with all that would be under it as lines. Those survive a cut of the text: first links, then as many options as fit.</summary>
    private static WhatsAppMessage Written(ITexts texts, WhatsAppMarkup text, OutgoingMedia? media, Parts parts)
    {
        var max = media is null ? TextCharsMax : BodyCharsMax;
        var lines = new List<string>();
        var room = max / 2;
        foreach (var line in parts.Lines.Where(l => l.Length < room))
        {
            lines.Add(line);
            room -= line.Length + 1;
        }

        room = Math.Max(room, max / 4) - texts.AnswerByNumber.Length - 2;
        var shown = 0;
        foreach (var line in Numbered(parts.Options, 0).TakeWhile(l => (room -= l.Length + 1) >= 0))
        {
            if (shown++ == 0)
            {
                lines.Add("");
            }

            lines.Add(line);
        }

        if (shown > 0)
        {
            lines.Add(texts.AnswerByNumber);
        }

        var extra = string.Concat(lines.Select(l => "\n" + l));
        var body = (text.ToText(max - extra.Length) + extra).Trim();
        return new WhatsAppMessage(body.Length > 0 && !ChatText.IsBlank(body) ? body : media is null ? Nothing : "")
        {
            Media = media, Options = [.. parts.Actions.Take(shown)],
        };
    }

    /// <summary>All of it, or null where it is more than a body holds.</summary>
    private static string? Body(WhatsAppMarkup text, IReadOnlyList<string> lines)
    {
        var all = (text.ToText(TextCharsMax) + string.Concat(lines.Select(l => "\n" + l))).Trim();
        return all.Length > BodyCharsMax ? null : ChatText.IsBlank(all) ? Nothing : all;
    }

    private static IEnumerable<string> Numbered(IReadOnlyList<Option> options, int from) =>
        options.Skip(from).Select((o, i) => string.Create(CultureInfo.InvariantCulture, $"{from + i + 1}. {WhatsAppMarkup.Escape(o.Label)}"));

    /// <summary>Labels cut to length, no two the same.</summary>
    private static List<string> Titles(IReadOnlyList<Option> options, int charsMax)
    {
        var titles = new List<string>();
        foreach (var label in options.Select(o => o.Label))
        {
            var title = Title(label, charsMax);
            for (var n = 2; titles.Contains(title, StringComparer.OrdinalIgnoreCase); n++)
            {
                var ending = string.Create(CultureInfo.InvariantCulture, $" {n}");
                title = Title(label, charsMax - ending.Length) + ending;
            }

            titles.Add(title);
        }

        return titles;
    }

    /// <summary>A label cut where a word ends: half an amount is another amount. What follows a dash, nearly always an amount, is left out first.</summary>
    private static string Title(string label, int charsMax)
    {
        if (label.Length <= charsMax)
        {
            return label;
        }

        if (label.IndexOf(" – ", StringComparison.Ordinal) is > 0 and var dash && dash <= charsMax)
        {
            return label[..dash];
        }

        var space = label.LastIndexOf(' ', charsMax - 1);
        return space > charsMax / 2 ? label[..space].TrimEnd() + "…" : Cut(label, charsMax);
    }

    private static string Cut(string line, int charsMax)
    {
        if (line.Length <= charsMax)
        {
            return line;
        }

        var end = charsMax - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }

    private static string CodeLine(string text) => $"```{WhatsAppMarkup.Line(text).Replace('`', '\u02CB')}```";

    // It stands in a header between quotes, and Meta knows the file by its ending.
    private static string FileName(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        safe = safe.Length > FileNameCharsMax ? safe[^FileNameCharsMax..] : safe;
        return safe.EndsWith(".txt", StringComparison.Ordinal) ? safe : safe + ".txt";
    }

    private sealed record Option(string Action, string Label);

    /// <summary>What the buttons of a reply come to.</summary>
    private sealed class Parts
    {
        /// <summary>Things to choose; no two do the same.</summary>
        public List<Option> Options { get; } = [];

        public IReadOnlyList<string> Actions => [.. Options.Select(o => o.Action)];

        /// <summary>Links and texts to copy that the text does not show, ready to stand under it.</summary>
        public List<string> Lines { get; private init; } = [];

        /// <summary>The one link that can be a button; null where there is none, or several.</summary>
        public CloudLink? OnlyLink { get; private set; }

        /// <summary>For where that link is a button.</summary>
        public IReadOnlyList<string> LinesWithoutOnlyLink { get; private set; } = [];

        public static Parts Of(IReadOnlyList<IReadOnlyList<Button>> rows, WhatsAppMarkup text)
        {
            var parts = new Parts();
            var links = new List<(CloudLink Link, string Line)>();
            foreach (var button in rows.SelectMany(row => row))
            {
                var label = Label(button.Label);
                if (button.Action is { Length: > 0 } action)
                {
                    parts.Choose(action, label);
                }
                else if (button.Url is { } url && IsLink(url))
                {
                    links.Add((new CloudLink(label, url), text.Shows(url) ? "" : $"{WhatsAppMarkup.Escape(label)}: {url}"));
                }
                else if (!string.IsNullOrWhiteSpace(button.Url))
                {
                    parts.Lines.Add($"{WhatsAppMarkup.Escape(label)}: {WhatsAppMarkup.Escape(button.Url)}");
                }
                else if (button.Copy is { } copy && !ChatText.IsBlank(copy) && !text.Shows(copy))
                {
                    parts.Lines.Add($"{WhatsAppMarkup.Escape(label)}:\n{CodeLine(copy)}");
                }
            }

            parts.OnlyLink = links is [var only] ? only.Link : null;
            parts.LinesWithoutOnlyLink = [.. parts.Lines];
            parts.Lines.InsertRange(0, links.Where(l => l.Line.Length > 0).Select(l => l.Line));
            return parts;
        }

        private void Choose(string action, string label)
        {
            // It comes from us; anything else would not come back as it went.
            if (action.Length <= IdCharsMax && !action.Any(char.IsControl) && ChatText.Clean(action) == action && action.Trim() == action
                && Options.Count < OptionsMax && Options.TrueForAll(o => o.Action != action))
            {
                Options.Add(new Option(action, label));
            }
        }

        private static string Label(string label)
        {
            var line = WhatsAppMarkup.Line(label);
            return ChatText.IsBlank(line) ? "•" : Cut(line, LabelCharsMax);
        }

        private static bool IsLink(string url) =>
            url.Length <= UrlCharsMax && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c))
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0;
    }
}
