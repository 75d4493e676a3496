using Digipanel.Bot.Admin.People;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Button: writes to the customer.</summary>
    string MessageButton { get; }

    /// <summary>Button: shuts the customer out.</summary>
    string BlockButton { get; }

    /// <summary>How /blokir is written.</summary>
    Html BlockUsage { get; }

    /// <summary>Admins are not blocked.</summary>
    Html BlockAdmin { get; }

    /// <summary>Done.</summary>
    Html Blocked(string name);

    /// <summary>Was blocked before.</summary>
    Html BlockedBefore(string name);

    /// <summary>Was not blocked.</summary>
    Html NotBlocked(string name);

    /// <summary>To whoever is blocked: one sentence. Contact: how the shop is reached; may be empty.</summary>
    Html YouAreBlocked(string contact);

    /// <summary>One of the two is blocked by the shop.</summary>
    Html JoinBlocked(string other);

    /// <summary>Asks for words to a customer.</summary>
    Html MessageAsk(string name);

    /// <summary>What was sent has no text.</summary>
    Html MessageTextOnly { get; }

    /// <summary>Too long.</summary>
    Html MessageTooLong(int chars);

    /// <summary>No address leads to the person.</summary>
    Html MessageNobody(string name);

    /// <summary>It is on its way.</summary>
    Html MessageSent(string name, string channel);

    /// <summary>It waits for the 24 hours to open.</summary>
    Html MessageWaits(string name, string channel);

    /// <summary>The person has blocked the bot.</summary>
    Html MessageUnreachable(string name, string channel);

    /// <summary>An admin's words to a customer.</summary>
    Html FromShop(string words);

    /// <summary>Asks for a note.</summary>
    Html NoteAsk(string name);

    /// <summary>Done.</summary>
    Html NoteWritten(string name);

    /// <summary>In the place of a case's message that is at the bottom of the chat now.</summary>
    Html CaseMovedDown { get; }

    /// <summary>No case is open.</summary>
    Html CasesNone { get; }

    /// <summary>Over the list.</summary>
    Html CasesTitle(int cases);

    /// <summary>A case in the list.</summary>
    internal Html CaseListLine(OpenCase one);

    /// <summary>Why the shop has blocked somebody.</summary>
    Html CustomerBlocked(string reason, DateTimeOffset at);
}
