using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storage;

/// <summary>
/// The file itself. Deep only: it reads every page and every index, which on a large file takes long and throws the working set
/// out of the memory that customers' requests live on.
/// </summary>
internal static class StorageAudit
{
    public static AuditBook Book { get; } = new(
        [
            new AuditPass("SELECT 0, integrity_check, NULL FROM pragma_integrity_check WHERE integrity_check <> 'ok'", new AuditCheck("file:pages")) { Deep = true },
            new AuditPass("SELECT 0, \"table\" || ' ' || coalesce(rowid, ''), NULL FROM pragma_foreign_key_check", new AuditCheck("file:references")) { Deep = true },
        ]);
}
