namespace Digipanel.Bot.Tests.Support;

/// <summary>The checked-out tree that the tests were built from.</summary>
public static class SourceTree
{
    /// <summary>Its root, where the solution lies.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Digipanel.Bot.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
