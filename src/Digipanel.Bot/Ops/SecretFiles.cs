namespace Digipanel.Bot.Ops;

/// <summary>
/// Secrets in files, as Docker and systemd hand them over: <c>Telegram__BotToken_FILE=/run/secrets/token</c> sets
/// <c>Telegram:BotToken</c> to the file's content.
/// </summary>
internal static class SecretFiles
{
    public const string Suffix = "_FILE";
    private const int FileBytesMax = 64 * 1024;

    // No problem repeats the value: who mixes KEY and KEY_FILE up has put the secret itself there.
    public static IReadOnlyList<string> Apply(ConfigurationManager configuration, string? section = null)
    {
        var problems = new List<string>();
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, path) in configuration.AsEnumerable())
        {
            if (path is null || !key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || !key.Contains(':', StringComparison.Ordinal)
                || (section is not null && !key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            try
            {
                if (new FileInfo(path).Length > FileBytesMax)
                {
                    problems.Add($"{key} names a file of over {FileBytesMax} bytes: not a secret.");
                    continue;
                }

                read[key[..^Suffix.Length]] = File.ReadAllText(path).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                problems.Add($"{key} names a file that cannot be read ({e.GetType().Name}). Give the path of a readable file, not the secret itself.");
            }
        }

        configuration.AddInMemoryCollection(read);
        return problems;
    }
}
