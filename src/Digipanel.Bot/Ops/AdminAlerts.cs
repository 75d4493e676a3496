using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops;

/// <summary>Tells the admins that something needs them: once, not every minute, and again when it is over.</summary>
/// <param name="admins">Their chats.</param>
public sealed class AdminAlerts(AdminOptions admins)
{
    /// <summary>The admins' chats.</summary>
    internal IReadOnlyList<ChatAddress> Addresses => admins.Addresses;

    /// <summary>Tells every admin, unless this alert stands already.</summary>
    /// <param name="tx">The transaction that found it out.</param>
    /// <param name="alert">A stable name, for example <c>lane:main:unauthorised</c>.</param>
    /// <param name="text">What to say, in the admin's language.</param>
    public void Raise(Tx tx, string alert, Func<ITexts, Html> text)
    {
        if (tx.Execute("INSERT INTO alerts (alert, raised_at) VALUES (@alert, @at) ON CONFLICT DO NOTHING", new { alert, at = tx.NowMs }) == 1)
        {
            Tell(tx, text);
        }
    }

    /// <summary>Takes the alert back and says so, if it stood.</summary>
    public void Clear(Tx tx, string alert, Func<ITexts, Html> allClear)
    {
        if (tx.Execute("DELETE FROM alerts WHERE alert = @alert", new { alert }) == 1)
        {
            Tell(tx, allClear);
        }
    }

    /// <summary>Which alerts of a family stand.</summary>
    internal static IReadOnlyList<string> Standing(SqliteConnection connection, string family) =>
        connection.Query<string>("SELECT alert FROM alerts WHERE alert >= @family AND alert < @family || char(0x10FFFF)", new { family }).AsList();

    /// <summary>Keeps a family of alerts in step with what is wrong now: one message where something has joined, one all-clear where nothing is left.</summary>
    /// <param name="tx">The transaction that found it out.</param>
    /// <param name="family">What all their names begin with.</param>
    /// <param name="wrong">The names of those that stand now.</param>
    /// <param name="text">What to say, of all of them.</param>
    /// <param name="allClear">What to say when none is left.</param>
    internal void Follow(Tx tx, string family, IReadOnlyCollection<string> wrong, Func<ITexts, Html> text, Func<ITexts, Html> allClear)
    {
        var over = Standing(tx.Connection, family).Except(wrong, StringComparer.Ordinal)
            .Sum(alert => tx.Execute("DELETE FROM alerts WHERE alert = @alert", new { alert }));
        var joined = wrong.Sum(alert => tx.Execute("INSERT INTO alerts (alert, raised_at) VALUES (@alert, @at) ON CONFLICT DO NOTHING", new { alert, at = tx.NowMs }));
        if (joined > 0)
        {
            Tell(tx, text);
        }
        else if (over > 0 && wrong.Count == 0)
        {
            Tell(tx, allClear);
        }
    }

    private void Tell(Tx tx, Func<ITexts, Html> text)
    {
        foreach (var address in admins.Addresses)
        {
            var language = tx.QuerySingleOrDefault<string>(
                "SELECT language FROM customers WHERE channel = @Channel AND user_id = @ChatId", new { address.Channel, address.ChatId });
            Outbox.Enqueue(tx, address, new Reply(text(TextsOf.Language(language ?? "id"))));
        }
    }
}
