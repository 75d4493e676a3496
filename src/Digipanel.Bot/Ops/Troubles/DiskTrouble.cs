using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>The disk with the database is nearly full. Once it is full nothing is lost, but nothing goes on either: admins are told while there is time.</summary>
/// <param name="free">How many bytes are free where a file is; null where nobody can tell.</param>
internal sealed class DiskTrouble(Func<string, long?> free) : ITrouble
{
    /// <summary>Less than this is told. A busy shop writes some 100 MB a day.</summary>
    public const long FreeMin = 500L << 20;

    // Not over at the very byte at which it began.
    private const long FreeAgain = 2 * FreeMin;

    private long _freeMegabytes;

    public string Family => "disk:";

    public IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now)
    {
        if (free(database.DataSource) is not { } bytes)
        {
            return standing;
        }

        _freeMegabytes = bytes >> 20;
        return bytes < (standing.Count > 0 ? FreeAgain : FreeMin) ? [Family + "low"] : [];
    }

    public Html Alarm(ITexts texts, string alert) => texts.AlertDisk(_freeMegabytes);

    public Html AllClear(ITexts texts, string alert) => texts.AlertDiskOver(_freeMegabytes);

    /// <summary>What the system says of the drive that a file is on.</summary>
    public static long? FreeOf(string file)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/").AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
