using System.Globalization;

namespace Digipanel.Bot.Chat;

/// <summary>Reads the numbers in a pressed button's payload. It comes from outside: anybody can send any.</summary>
internal static class ButtonNumbers
{
    /// <summary>"17:3:500" as its numbers; what is none is -1, which no number of ours is.</summary>
    public static long[] Read(string payload) =>
        [.. payload.Split(':').Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
}
