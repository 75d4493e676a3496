using System.Globalization;
using System.Text;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>Files that a customer has, sent once more: one as a message, several as a list, many as a text file.</summary>
internal static class SentAgain
{
    /// <summary>More than this are a file.</summary>
    public const int ListedMax = 10;

    private const int ButtonsPerRow = 2;

    /// <summary>The message.</summary>
    /// <param name="texts">The customer's language.</param>
    /// <param name="orders">At least one.</param>
    /// <param name="price">What buying one anew costs.</param>
    /// <param name="isAsked">The customer asked for just this; else a link was pasted again.</param>
    public static Reply Of(ITexts texts, IReadOnlyList<ReceivedOrder> orders, Rupiah price, bool isAsked) => orders.Count switch
    {
        1 => One(texts, orders[0], price, isAsked),
        <= ListedMax => new Reply(Html.Lines([texts.SentAgainHeading(orders.Count, isAsked), Html.Empty, .. orders.Select(o => Line(texts, o))]))
        {
            Buttons = [.. orders.Select(o => new Button(texts.ButtonBuyAgainOf(o.Number, price)) { Action = BuyAgain(o, price) }).Chunk(ButtonsPerRow)],
        },
        _ => new Reply(Html.Lines(texts.SentAgainHeading(orders.Count, isAsked), texts.SentAgainAsFile)) { Document = new TextDocument("link-download.txt", File(texts, orders)) },
    };

    private static string BuyAgain(ReceivedOrder order, Rupiah price) => string.Create(CultureInfo.InvariantCulture, $"{BuyAgainButton.ButtonPrefix}:{order.Number}:{price.Value}");

    private static Reply One(ITexts texts, ReceivedOrder order, Rupiah price, bool isAsked)
    {
        return new Reply(texts.SentAgainOne(order.Number, order.Title, DateTimeOffset.FromUnixTimeMilliseconds(order.EndedAt), order.DriveLink, order.LicenceLink, isAsked))
        {
            Buttons =
            [
                FileButtons.Row(texts, order.DriveLink, order.LicenceLink),
                [new Button(texts.ButtonBuyAgain(price)) { Action = BuyAgain(order, price) }],
            ],
        };
    }

    private static Html Line(ITexts texts, ReceivedOrder order)
    {
        var licence = order.LicenceLink is { } link ? Html.Of($" · <a href=\"{link}\">{texts.WordLicence}</a>") : Html.Empty;
        return Html.Of($"• <b>#{order.Number}</b> {PurchaseLines.Short(order.Title)}\n   <a href=\"{order.DriveLink}\">Google Drive</a>{licence}");
    }

    private static string File(ITexts texts, IReadOnlyList<ReceivedOrder> orders)
    {
        var file = new StringBuilder();
        foreach (var order in orders)
        {
            file.Append(CultureInfo.InvariantCulture, $"#{order.Number} {order.Title}\r\n{order.Link}\r\nGoogle Drive: {order.DriveLink}\r\n");
            if (order.LicenceLink is { } licence)
            {
                file.Append(CultureInfo.InvariantCulture, $"{texts.WordLicence}: {licence}\r\n");
            }

            file.Append("\r\n");
        }

        return file.ToString();
    }
}
