using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Ops;

/// <summary>Tells the admins that something needs them: once, not every minute, and again when it is over.</summary>
/// <param name="admins">Their chats.</param>
public sealed class AdminAlerts(AdminOptions admins)
{
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
