using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>What is wrong where a check of the audit finds something.</summary>
    /// <param name="check">Its name.</param>
    string AuditProblem(string check);

    /// <summary>To admins: the books are wrong.</summary>
    Html AlertAudit(IReadOnlyList<AuditFinding> violations);

    /// <summary>To admins: they are right again.</summary>
    Html AlertAuditClean { get; }
}
