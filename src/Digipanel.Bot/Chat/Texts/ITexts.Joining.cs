using Digipanel.Bot.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

// One wallet over both channels. "other" is the other channel's name: Telegram, WhatsApp.
public partial interface ITexts
{
    /// <summary>The help's line about it.</summary>
    Html JoinHelp { get; }

    /// <summary>A one-time code, as it is to be typed on the other channel.</summary>
    Html JoinCodeMade(string command, string other, int minutes);

    /// <summary>Copies what is to be typed.</summary>
    string JoinCopyButton { get; }

    /// <summary>Five codes an hour.</summary>
    Html JoinTooManyCodes { get; }

    /// <summary>This account is joined already.</summary>
    Html JoinAlready(string other);

    /// <summary>One of the two runs the shop.</summary>
    Html JoinAdmin { get; }

    /// <summary>What was typed can be no code.</summary>
    Html JoinUnreadable(string other);

    /// <summary>Nobody was given this code.</summary>
    Html JoinWrong { get; }

    /// <summary>Five wrong ones an hour.</summary>
    Html JoinTooManyGuesses { get; }

    /// <summary>Ten minutes are over.</summary>
    Html JoinExpired(string other);

    /// <summary>It was entered before.</summary>
    Html JoinUsed(string other);

    /// <summary>Typed in the chat that it was given in.</summary>
    Html JoinOwnCode(string other);

    /// <summary>Another account of the same channel made it.</summary>
    Html JoinSameChannel(string own, string other);

    /// <summary>Whoever made it is joined already.</summary>
    Html JoinOwnerJoined(string other);

    /// <summary>Whoever made it cannot be told.</summary>
    Html JoinOwnerAway(string other);

    /// <summary>Whether to join; names the account that will have the money, and how much moves.</summary>
    Html JoinAsk(JoinSide owner, string own, Rupiah moving);

    /// <summary>Yes.</summary>
    string JoinYesButton { get; }

    /// <summary>No.</summary>
    string JoinNoButton { get; }

    /// <summary>The answer was no.</summary>
    Html JoinNot { get; }

    /// <summary>Done, to who entered the code.</summary>
    Html JoinDone(JoinSide owner, Rupiah moved, Rupiah balance);

    /// <summary>Done, to who made the code; how to undo it, should it not have been them.</summary>
    Html JoinNotice(JoinSide joined, Rupiah moved, Rupiah balance);

    /// <summary>There is nothing to part.</summary>
    Html PartNothing(string other);

    /// <summary>/putuskan, where the account that has the wallet is nobody's any more and its money would be out of everybody's reach.</summary>
    /// <param name="other">That account's channel.</param>
    /// <param name="balance">What the wallet holds.</param>
    Html PartOwnerGone(string other, Rupiah balance);

    /// <summary>Whether to part; says with whom the money stays.</summary>
    Html PartAsk(JoinSide other, bool isOwner, Rupiah balance);

    /// <summary>Yes.</summary>
    string PartYesButton { get; }

    /// <summary>No.</summary>
    string PartNoButton { get; }

    /// <summary>The answer was no.</summary>
    Html PartNot { get; }

    /// <summary>Parted, to who keeps the money.</summary>
    Html PartDoneOwner(JoinSide other, Rupiah balance);

    /// <summary>Parted, to who leaves; how many of its open invoices were closed.</summary>
    Html PartDoneJoined(JoinSide other, int closed);

    /// <summary>An order failed, and the wallet that it was paid from is not this chat's any more.</summary>
    Html FailedForOther(long number, string title, string reason);
}
