using System.Buffers;
using Digipanel.Bot.Chat;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>What the page of a top-up has to say.</summary>
internal enum PayStage
{
    /// <summary>Doitpay has not answered yet.</summary>
    Preparing,

    /// <summary>That takes longer than usual.</summary>
    Delayed,

    /// <summary>It can be paid.</summary>
    Open,

    /// <summary>Its time is over, and a last answer about its payment is awaited.</summary>
    TimeOver,

    /// <summary>Credited.</summary>
    Paid,

    /// <summary>Nobody paid in time.</summary>
    Expired,

    /// <summary>The customer cancelled it.</summary>
    Cancelled,

    /// <summary>Another top-up of the same invoice has taken its place.</summary>
    Replaced,

    /// <summary>It could not be made.</summary>
    GivenUp,

    /// <summary>A payment was reported that does not match: an admin looks into it.</summary>
    LookedInto,

    /// <summary>An admin has credited what was paid.</summary>
    Settled,
}

/// <summary>A top-up as its page shows it at one moment.</summary>
/// <param name="Stage">What there is to say.</param>
/// <param name="Topup">The row.</param>
/// <param name="Customer">Who asked for it.</param>
/// <param name="Successor">The one that took its place, where there is one.</param>
internal sealed record PayView(PayStage Stage, Topup Topup, Customer Customer, Topup? Successor)
{
    private const int PageLettersMin = 26;
    private const int PageLettersMax = 32;

    // Never the name of a page: it has no random bit, and the migration's names are longer.
    private const string Nobody = "00000000000000000000000000";

    private static readonly SearchValues<char> PageLetters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Looks a page up; what cannot be a page's name costs the same look.</summary>
    /// <returns>Null where there is no such page.</returns>
    public static PayView? Find(SqliteConnection connection, string name, DateTimeOffset now)
    {
        var isName = name.Length is >= PageLettersMin and <= PageLettersMax && !name.AsSpan().ContainsAnyExcept(PageLetters);
        return TopupTable.FindByPage(connection, isName ? name : Nobody) is { } topup && Customers.Find(connection, topup.AskerId) is { } customer
            ? Of(connection, topup, customer, now)
            : null;
    }

    /// <summary>Whether there is something to pay with on the page.</summary>
    public bool IsOpen => Stage is PayStage.Open;

    private static PayView Of(SqliteConnection connection, Topup topup, Customer customer, DateTimeOffset now)
    {
        var successor = topup.State is TopupState.Cancelled ? SuccessorOf(connection, topup) : null;
        var stage = topup.State switch
        {
            TopupState.Paid => PayStage.Paid,
            _ when successor is not null => PayStage.Replaced,
            _ when topup.IsLookedInto => PayStage.LookedInto,
            _ when topup.IsCreditedByHand => PayStage.Settled,
            TopupState.Requested => topup.ToldDelay ? PayStage.Delayed : PayStage.Preparing,
            TopupState.Issued => now < topup.Expiry ? PayStage.Open : PayStage.TimeOver,
            TopupState.Expired => PayStage.Expired,
            _ => topup.GivenUp ? PayStage.GivenUp : PayStage.Cancelled,
        };
        return new PayView(stage, topup, customer, successor);
    }

    // The one that its invoice shows in the chat: what is open, else what was paid.
    private static Topup? SuccessorOf(SqliteConnection connection, Topup topup)
    {
        var later = TopupTable.OfCard(connection, topup.Card ?? topup.Id).SkipWhile(t => t.Id != topup.Id).Skip(1).ToList();
        return later.LastOrDefault(t => t.IsOpen) ?? later.LastOrDefault(t => t.State is TopupState.Paid);
    }
}
