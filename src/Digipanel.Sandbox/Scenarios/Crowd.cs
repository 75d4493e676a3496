using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>Who comes when many come.</summary>
internal static class Crowd
{
    /// <summary>The first of their Telegram ids.</summary>
    public const long FirstId = 500_000_101;

    /// <summary>So many of them; after the last name they come again, with a number.</summary>
    public static IEnumerable<TelegramUser> People(int count) => Enumerable.Range(0, count).Select(i => new TelegramUser(
        FirstId + i, i < Names.Count ? Names[i] : $"{Names[i % Names.Count]} {(i / Names.Count) + 1}", null, "id"));

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Andi", "Bayu", "Citra", "Dian", "Eka", "Fajar", "Gita", "Hendra", "Indah", "Joko", "Kartika", "Lukman", "Maya", "Nanda", "Oki", "Putri", "Qori", "Rizky",
        "Sari", "Tono", "Umi", "Vina", "Wawan", "Yanti", "Zaki", "Agus", "Bella", "Cahyo", "Desi", "Erwin", "Farah", "Galih", "Hana", "Ilham", "Jihan", "Krisna", "Lestari",
    ];
}
