using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>One statement as it ran, with its parameters.</summary>
/// <param name="Sql">Its text, with names for parameters.</param>
/// <param name="Values">The parameters, in the order of their first appearance.</param>
internal sealed record RecordedStatement(string Sql, object?[] Values);

/// <summary>
/// Listens to the statements that a connection runs. So the bare loop runs exactly what the real path runs, whatever features are added to that, and
/// nobody has to keep a copy of its SQL.
/// </summary>
internal sealed class RecordedStatements : IDisposable
{
    private static readonly string[] Framing = ["SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "--", "PRAGMA"];

    private readonly sqlite3 _handle;
    private readonly List<RecordedStatement> _statements = [];

    public RecordedStatements(SqliteConnection connection)
    {
        _handle = connection.Handle!;
        raw.sqlite3_trace(_handle, (strdelegate_trace)((_, expanded) => Add(expanded)), null);
    }

    /// <summary>What ran since the last call.</summary>
    public List<RecordedStatement> Take()
    {
        var taken = _statements.ToList();
        _statements.Clear();
        return taken;
    }

    public void Dispose() => raw.sqlite3_trace(_handle, (strdelegate_trace)null!, null);

    private void Add(string expanded)
    {
        if (Framing.Any(word => expanded.StartsWith(word, StringComparison.Ordinal)))
        {
            return;
        }

        // The wrapper's own enumeration must be switched on before the first statement is prepared, which is the bot's to do.
        for (var statement = NextStatement(_handle.DangerousGetHandle(), 0); statement != 0; statement = NextStatement(_handle.DangerousGetHandle(), statement))
        {
            var template = Marshal.PtrToStringUTF8(SqlOf(statement))!;
            if (Values(template, expanded) is { } values)
            {
                _statements.Add(new RecordedStatement(template, values));
                return;
            }
        }

        throw new InvalidOperationException($"A statement ran that the connection does not have: {expanded}");
    }

    /// <summary>What stands where the template has its parameters; null where the two are different statements.</summary>
    internal static object?[]? Values(string template, string expanded)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var (t, e) = (0, 0);
        while (t < template.Length)
        {
            if (template[t] is '@' or '$' or '?')
            {
                var end = t + 1;
                while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
                {
                    end++;
                }

                if (!TryReadLiteral(expanded, ref e, out var value))
                {
                    return null;
                }

                values[template[t..end]] = value;
                t = end;
            }
            else if (e >= expanded.Length || template[t++] != expanded[e++])
            {
                return null;
            }
        }

        return e == expanded.Length ? [.. values.Values] : null;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_next_stmt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint NextStatement(nint database, nint statement);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sql")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SqlOf(nint statement);

    private static bool TryReadLiteral(string text, ref int at, out object? value)
    {
        value = null;
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] == '\'')
        {
            var read = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] == '\'' && (++at >= text.Length || text[at] != '\''))
                {
                    value = read.ToString();
                    return true;
                }

                read.Append(text[at]);
            }

            value = read.ToString();
            at = text.Length;
            return true;
        }

        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '.'))
        {
            at++;
        }

        var word = text[start..at];
        if (word == "NULL")
        {
            return true;
        }

        var isNumber = long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber;
    }
}
