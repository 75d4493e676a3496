using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Joining;

/// <summary>Why two accounts are not joined.</summary>
internal enum JoinRefusal
{
    /// <summary>What was typed can be no code.</summary>
    Unreadable,

    /// <summary>Nobody was given this code.</summary>
    Wrong,

    /// <summary>Too many wrong ones: not now, right or wrong.</summary>
    TooManyGuesses,

    /// <summary>Its time is over, or that of the question.</summary>
    Expired,

    /// <summary>It was entered before.</summary>
    Used,

    /// <summary>Whoever made it entered it.</summary>
    OwnCode,

    /// <summary>Another account of the same channel made it.</summary>
    SameChannel,

    /// <summary>Whoever enters it is joined already.</summary>
    Joined,

    /// <summary>Whoever made it is joined already.</summary>
    OwnerJoined,

    /// <summary>Whoever made it has blocked the bot since: nobody could tell them.</summary>
    OwnerAway,

    /// <summary>An admin has shut whoever made it out.</summary>
    Blocked,

    /// <summary>One of them runs the shop.</summary>
    Admin,
}

/// <summary>What may be joined. Asked when the code is entered, and again at the yes: much can happen in ten minutes.</summary>
internal sealed class JoinCheck(AdminOptions admins)
{
    /// <summary>What keeps an account from being joined at all; null: nothing.</summary>
    public JoinRefusal? OfAccount(Customer account) => account.JoinedId != 0 ? JoinRefusal.Joined : admins.Include(account) ? JoinRefusal.Admin : null;

    /// <summary>What keeps a typed code from being entered by an account; null: nothing. A wrong one is counted.</summary>
    public JoinRefusal? OfTyped(Tx tx, string typed, Customer account, out JoinCodeRow? code)
    {
        code = null;
        if (OfAccount(account) is { } no)
        {
            return no;
        }

        if (JoinCode.Read(typed) is not { } read)
        {
            return JoinRefusal.Unreadable;
        }

        if (JoinCodes.HasGuessedTooOften(tx, account))
        {
            return JoinRefusal.TooManyGuesses;
        }

        code = JoinCodes.Find(tx, read);
        if (code is null)
        {
            JoinCodes.Guessed(tx, account);
            return JoinRefusal.Wrong;
        }

        return code.OwnerId == account.AccountId ? JoinRefusal.OwnCode
            : code.EndedAt is not null || (code.EnteredBy is { } other && other != account.AccountId) ? JoinRefusal.Used
            : tx.NowMs >= code.ExpiresAt ? JoinRefusal.Expired
            : OfPair(Customers.Find(tx.Connection, code.OwnerId), account);
    }

    /// <summary>What keeps an entered code from joining the two now; null: nothing.</summary>
    public JoinRefusal? OfEntered(Tx tx, JoinCodeRow code, Customer account) =>
        OfAccount(account)
        ?? (code.EndedAt is not null || code.EnteredBy != account.AccountId ? JoinRefusal.Used
            : tx.NowMs >= code.EnteredAt + (long)JoinCodes.AnswerMax.TotalMilliseconds ? JoinRefusal.Expired
            : OfPair(Customers.Find(tx.Connection, code.OwnerId), account));

    private JoinRefusal? OfPair(Customer? owner, Customer account) =>
        owner is null ? JoinRefusal.Expired
        : owner.Channel == account.Channel ? JoinRefusal.SameChannel
        : owner.JoinedId != 0 ? JoinRefusal.OwnerJoined
        : owner.IsBlocked || account.IsBlocked ? JoinRefusal.Blocked
        : !owner.Reachable ? JoinRefusal.OwnerAway
        : admins.Include(owner) ? JoinRefusal.Admin : null;
}
