namespace Digipanel.Bot.CrashTests.World;

/// <summary>A message that asks for money.</summary>
internal static class Bill
{
    /// <summary>The reference of a bill that can be paid; null where the message is none.</summary>
    public static string? ReferenceIn(string text) =>
        text.Contains("Berlaku sampai", StringComparison.Ordinal) && text.IndexOf("Ref: ", StringComparison.Ordinal) is >= 0 and var at
            ? text[(at + 5)..].Split(' ', '\n')[0]
            : null;
}
