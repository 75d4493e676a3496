using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Heading of everything that is under way.</summary>
    Html StatusTitle { get; }

    /// <summary>Nothing is.</summary>
    Html StatusNothing { get; }

    /// <summary>What follows /status is no number.</summary>
    Html StatusUnreadable { get; }

    /// <summary>No such order of this customer's.</summary>
    Html OrderNotFound(long number);

    /// <summary>Links that wait for saldo.</summary>
    Html StatusKept(long links, Rupiah total, Rupiah balance);

    /// <summary>A top-up that waits to be paid.</summary>
    Html StatusTopup(Rupiah amount, string method, string reference, DateTimeOffset? expiry);

    /// <summary>When an order was placed.</summary>
    string WordPlaced { get; }

    /// <summary>When it went to the server.</summary>
    string WordBegun { get; }

    /// <summary>Why an order failed, in a sentence.</summary>
    string ReasonWords(string reason);

    /// <summary>Button: look again.</summary>
    string ButtonRefresh { get; }

    /// <summary>Button: the file as a message once more.</summary>
    string ButtonSendAgain { get; }

    /// <summary>Toast: this is how it stands now.</summary>
    Html ToastLatest { get; }

    /// <summary>A list of /riwayat by its name in the buttons' data.</summary>
    string HistoryFilter(string kind);

    /// <summary>A filtered list is empty.</summary>
    Html NoOrdersHere { get; }

    /// <summary>Button: the orders as a text file.</summary>
    string ButtonAsFile { get; }

    /// <summary>The file's caption.</summary>
    Html HistoryFile(int orders);

    /// <summary>Toast: the file comes.</summary>
    Html ToastFile { get; }
}
