using System.Net;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Doctor;

/// <summary>What is the machine's: how the outside reaches it, and the database's file. Looks only.</summary>
internal static class SurroundingsCheck
{
    /// <summary>Whether Server:PublicUrl looks like an address that providers and customers can use.</summary>
    public static Finding PublicUrl(string? publicUrl)
    {
        const string What = "Server:PublicUrl";
        if (string.IsNullOrWhiteSpace(publicUrl) || !Uri.TryCreate(publicUrl, UriKind.Absolute, out var url))
        {
            return Finding.Notable(What, "not set", "Without it invoices have no payment page, and Telegram:Mode Webhook does not start. Set it to the shop's https address.");
        }

        var seen = url.GetLeftPart(UriPartial.Path);
        if (url.IsLoopback)
        {
            return Finding.Notable(What, $"{seen} is this machine", "Right for the sandbox. A shop's address is https and reachable from outside: deploy/ has a proxy with a certificate.");
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return Finding.Wrong(What, $"{seen} is not https", "Put a proxy with a certificate in front (deploy/Caddyfile) and write https: without it invoices have no payment page.");
        }

        if (("." + url.Host).EndsWith(".example.com", StringComparison.OrdinalIgnoreCase))
        {
            return Finding.Wrong(What, $"{seen} is the example's", "Set it to the shop's own address.");
        }

        if (!IsPublic(url))
        {
            return Finding.Wrong(What, $"{url.Host} is a name or address of an inner network", "Give the name by which phones and providers reach the shop.");
        }

        return url.AbsolutePath == "/"
            ? Finding.Fine(What, $"{seen}; tell Digipanel {seen.TrimEnd('/')}{DigipanelWebhook.Path} and Doitpay {seen.TrimEnd('/')} (it calls /v1.0/…)")
            : Finding.Notable(What, $"{seen} has a path", "The proxy in front must take that path off again: the bot itself listens at /webhooks, /v1.0 and /pay.");
    }

    /// <summary>
    /// Whether the database can be opened by this program. Its file is neither made, changed nor migrated; nor is a -wal or -shm beside it, unless
    /// there is a -wal already: then the bot runs or did not end well, and SQLite makes the -shm that it reads the -wal with where that is missing.
    /// </summary>
    public static Finding DatabaseFile(StorageOptions options)
    {
        const string What = "Database";
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        try
        {
            if (!File.Exists(path))
            {
                var folder = Path.GetDirectoryName(path)!;
                return Finding.Notable(What, $"{path} is not there", $"The bot makes it at its first start{(Directory.Exists(folder) ? "" : $", and the folder {folder} too")}. If the shop has run before, Storage:ConnectionString points to the wrong place.");
            }

            // Opened for reading it says nothing of writing.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            using var connection = File.Exists(path + "-wal") ? Database.OpenReadOnly(options.ConnectionString) : Database.OpenImmutable(path);
            return Migrator.FindDifference(connection) switch
            {
                null => Finding.Fine(What, $"{path}, {new FileInfo(path).Length / 1024.0 / 1024.0:0.0} MiB, readable and writable, of this version"),
                var older when older.StartsWith("the database is older", StringComparison.Ordinal) => Finding.Notable(What, $"{path} is of an older version", "The bot migrates it when it starts. Make a copy before."),
                var difference => Finding.Wrong(What, difference, "Start the version that this database belongs to, or name another file in Storage:ConnectionString."),
            };
        }
        catch (SqliteException e)
        {
            return Finding.Wrong(What, $"{path} cannot be opened: {e.Message}", Database.Advice(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Wrong(What, $"{path} cannot be opened for writing ({e.GetType().Name})", "Look at the owner and the permissions of file and folder: the user that runs the bot needs both.");
        }
    }

    private static bool IsPublic(Uri url) => IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
        ? !(address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..] or [100, >= 64 and <= 127, ..] or [0, ..])
        : url.Host.Contains('.', StringComparison.Ordinal) && !url.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) && !url.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
}
