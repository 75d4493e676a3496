namespace Digipanel.Bot.CrashTests.World;

/// <summary>Something went on to another thread: the same decisions would not give the same run again.</summary>
internal sealed class NotRepeatableException(string what) : Exception($"{what} went on to another thread: this run cannot be repeated exactly.");
