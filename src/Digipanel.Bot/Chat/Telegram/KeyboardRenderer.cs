using System.Text;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>The buttons of a message, and what could not be one: those become lines of text, so that no link is lost.</summary>
/// <param name="Markup">Null where there is no button.</param>
/// <param name="Lines">HTML lines to put under the text.</param>
internal sealed record RenderedKeyboard(InlineKeyboardMarkup? Markup, IReadOnlyList<string> Lines);

/// <summary>Buttons as an inline keyboard, within Telegram's limits.</summary>
internal static class KeyboardRenderer
{
    /// <summary>callback_data, in bytes.</summary>
    internal const int CallbackBytesMax = 64;

    /// <summary>copy_text, in characters.</summary>
    internal const int CopyCharsMax = 256;

    /// <summary>Buttons of one message.</summary>
    internal const int ButtonsMax = 100;

    /// <summary>More in a row cannot be read on a phone; the clients show eight.</summary>
    internal const int RowMax = 8;

    /// <summary>No limit is written down for labels; longer ones are cut off by the apps anyway.</summary>
    internal const int LabelCharsMax = 64;

    /// <summary>Telegram refuses a whole keyboard of more than about 10 kB; counted before JSON's own characters.</summary>
    internal const int KeyboardBytesMax = 6 * 1024;

    private const int UrlBytesMax = 2048;

    internal static RenderedKeyboard Render(IReadOnlyList<IReadOnlyList<Button>> rows)
    {
        var lines = new List<string>();
        var keyboard = new List<IReadOnlyList<InlineKeyboardButton>>();
        var count = 0;
        var bytes = 0;
        foreach (var row in rows)
        {
            var buttons = new List<InlineKeyboardButton>();
            foreach (var button in row)
            {
                var rendered = Render(button);
                var size = rendered is null ? 0 : SizeOf(rendered);
                if (rendered is null || count == ButtonsMax || bytes + size > KeyboardBytesMax)
                {
                    AddLine(lines, button);
                    continue;
                }

                buttons.Add(rendered);
                count++;
                bytes += size;
            }

            keyboard.AddRange(buttons.Chunk(RowMax));
        }

        return new RenderedKeyboard(keyboard.Count == 0 ? null : new InlineKeyboardMarkup(keyboard), lines);
    }

    /// <summary>No buttons at all: every link and every text to copy as a line.</summary>
    internal static List<string> AsLines(IReadOnlyList<IReadOnlyList<Button>> rows)
    {
        var lines = new List<string>();
        foreach (var button in rows.SelectMany(row => row))
        {
            AddLine(lines, button);
        }

        return lines;
    }

    private static InlineKeyboardButton? Render(Button button)
    {
        var label = Label(button);
        return button switch
        {
            { Action: { Length: > 0 } action } => Encoding.UTF8.GetByteCount(action) <= CallbackBytesMax && ChatText.Clean(action) == action
                ? new InlineKeyboardButton(label, CallbackData: action)
                : null,
            { Url: { } url } => IsButtonUrl(url) ? new InlineKeyboardButton(label, Url: url) : null,
            { Copy: { } copy } => ChatText.Clean(copy) is { Length: <= CopyCharsMax } clean && !ChatText.IsBlank(clean)
                ? new InlineKeyboardButton(label, CopyText: new CopyTextButton(clean))
                : null,
            _ => null,
        };
    }

    private static string Label(Button button)
    {
        var label = ChatText.Clean(button.Label).ReplaceLineEndings(" ").Trim();
        if (ChatText.IsBlank(label))
        {
            return "•";
        }

        var end = LabelCharsMax - 1;
        return label.Length <= LabelCharsMax ? label : label[..(char.IsHighSurrogate(label[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>
    /// Telegram refuses the whole message for a button whose URL has a host without a dot ("Wrong HTTP URL"), such as the
    /// localhost of a shop that is being tried out.
    /// </summary>
    private static bool IsButtonUrl(string url) =>
        Encoding.UTF8.GetByteCount(url) <= UrlBytesMax
        && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c))
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || IsPublicHost(uri.Host.Split('.')));

    private static bool IsPublicHost(string[] labels) =>
        labels.Length > 1
        && Array.TrueForAll(labels, label =>
            label.Length > 0 && char.IsAsciiLetterOrDigit(label[0]) && char.IsAsciiLetterOrDigit(label[^1])
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        && labels[^1].Length > 1 && char.IsAsciiLetter(labels[^1][0]);

    private static void AddLine(List<string> lines, Button button)
    {
        if (button is { Action: null, Url.Length: > 0 })
        {
            lines.Add($"{ChatText.Escape(Label(button))}: {ChatText.Escape(button.Url)}");
        }
        else if (button is { Action: null, Url: null, Copy.Length: > 0 })
        {
            lines.Add($"{ChatText.Escape(Label(button))}: <code>{ChatText.Escape(button.Copy)}</code>");
        }
    }

    private static int SizeOf(InlineKeyboardButton button) =>
        Encoding.UTF8.GetByteCount(button.Text)
        + Encoding.UTF8.GetByteCount(button.CallbackData ?? button.Url ?? button.CopyText?.Text ?? "");
}
