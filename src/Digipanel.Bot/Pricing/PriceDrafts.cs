using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Pricing;

/// <summary>A change of prices that an admin was asked about.</summary>
/// <param name="Id">As its buttons name it.</param>
/// <param name="Scope">Empty: everybody; else a group.</param>
/// <param name="Tariff">What is to be in force.</param>
/// <param name="AfterId">The scope's change in force when it was asked; zero: none.</param>
/// <param name="At">When.</param>
internal sealed record PriceDraft(long Id, string Scope, Tariff Tariff, long AfterId, long At);

/// <summary>The tables <c>price_drafts</c> and <c>price_changes</c>: asked, and once answered with yes in force from that moment on.</summary>
internal static class PriceDrafts
{
    /// <summary>How long a question waits for its yes.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeptMax = TimeSpan.FromDays(1);

    public static PriceDraft Ask(Tx tx, string scope, Tariff tariff)
    {
        tx.Execute("DELETE FROM price_drafts WHERE at < @before", new { before = (tx.Now - KeptMax).ToUnixTimeMilliseconds() });
        var after = InForce(tx, scope);
        var id = tx.Scalar<long>(
            "INSERT INTO price_drafts (scope, base, steps, after_id, at) VALUES (@scope, @price, @StepsText, @after, @NowMs) RETURNING id",
            new { scope, price = tariff.Base?.Value, tariff.StepsText, after, tx.NowMs });
        return new PriceDraft(id, scope, tariff, after, tx.NowMs);
    }

    public static PriceDraft? Find(Tx tx, long id) =>
        tx.QuerySingleOrDefault<(long Id, string Scope, long? Price, string Steps, long AfterId, long At)?>("SELECT id, scope, base, steps, after_id, at FROM price_drafts WHERE id = @id", new { id })
            is { } found ? new PriceDraft(found.Id, found.Scope, Tariff.Read(found.Price, found.Steps), found.AfterId, found.At) : null;

    public static void Drop(Tx tx, PriceDraft draft) => tx.Execute("DELETE FROM price_drafts WHERE id = @Id", new { draft.Id });

    /// <summary>Whether its yes was said before.</summary>
    public static bool WasAccepted(Tx tx, long id) => tx.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM price_changes WHERE draft = @id)", new { id });

    /// <summary>The scope's newest change; zero: there was none yet.</summary>
    public static long InForce(Tx tx, string scope) => tx.Scalar<long>("SELECT coalesce(max(id), 0) FROM price_changes WHERE scope = @scope", new { scope });

    /// <summary>In force from now on.</summary>
    public static void Accept(Tx tx, PriceDraft draft, string admin) => tx.Execute(
        "INSERT INTO price_changes (scope, base, steps, draft, admin, at) VALUES (@Scope, @price, @StepsText, @Id, @admin, @NowMs)",
        new { draft.Scope, price = draft.Tariff.Base?.Value, draft.Tariff.StepsText, draft.Id, admin, tx.NowMs });

    /// <summary>When, and by whom, a scope was changed last.</summary>
    public static (string Admin, long At)? LastChange(Tx tx, string scope) =>
        tx.QuerySingleOrDefault<(string, long)?>("SELECT admin, at FROM price_changes WHERE scope = @scope ORDER BY id DESC LIMIT 1", new { scope });
}
