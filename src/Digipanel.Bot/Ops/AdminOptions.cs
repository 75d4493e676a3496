using System.Globalization;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Ops;

/// <summary>Who runs the shop (list <c>Admins</c>): <c>telegram:123456789</c>, <c>whatsapp:6281…</c>.</summary>
public sealed class AdminOptions
{
    private static readonly string[] Channels = ["telegram", "whatsapp"];

    // Asked of every message: who writes may be an admin.
    private IReadOnlyList<ChatAddress>? _addresses;

    /// <summary>The entries as configured.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>The admins' chats: in a private chat the person's id is the chat's.</summary>
    public IReadOnlyList<ChatAddress> Addresses => _addresses ??= [.. Admins.Select(Parse).OfType<ChatAddress>()];

    /// <summary>Whether this person runs the shop.</summary>
    public bool Include(Customer person) => Addresses.Contains(new ChatAddress(person.Channel, person.UserId));

    internal void Validate(List<string> problems)
    {
        foreach (var admin in Admins.Where(a => Parse(a) is null))
        {
            problems.Add($"Admins holds '{admin}'; write telegram:123456789 or whatsapp:6281234567890.");
        }
    }

    private static ChatAddress? Parse(string admin)
    {
        var parts = admin.Split(':', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Channels.Contains(parts[0], StringComparer.Ordinal) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new ChatAddress(parts[0], parts[1])
            : null;
    }
}
