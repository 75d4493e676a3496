namespace Digipanel.Sandbox.Scenarios;

/// <summary>Who comes when many come.</summary>
internal static class Crowd
{
    /// <summary>The first of their Telegram ids.</summary>
    public const long FirstId = 500_000_101;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Andi", "Bayu", "Citra", "Dian", "Eka", "Fajar", "Gita", "Hendra", "Indah", "Joko", "Kartika", "Lukman", "Maya", "Nanda", "Oki", "Putri", "Qori", "Rizky",
        "Sari", "Tono", "Umi", "Vina", "Wawan", "Yanti", "Zaki", "Agus", "Bella", "Cahyo", "Desi", "Erwin", "Farah", "Galih", "Hana", "Ilham", "Jihan", "Krisna", "Lestari",
    ];
}
