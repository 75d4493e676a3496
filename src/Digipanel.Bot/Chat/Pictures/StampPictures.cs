using System.Collections.Frozen;

namespace Digipanel.Bot.Chat.Pictures;

/// <summary>The program's own pictures, embedded in it: Stamps/paid.png and so on.</summary>
internal static class StampPictures
{
    private static readonly FrozenDictionary<Stamp, byte[]> Pictures = Enum.GetValues<Stamp>().ToFrozenDictionary(stamp => stamp, Load);

    /// <summary>The stamp as a PNG.</summary>
    internal static byte[] Png(Stamp stamp) => Pictures[stamp];

    private static byte[] Load(Stamp stamp)
    {
        var name = $"Digipanel.Bot.Chat.Pictures.Stamps.{stamp.ToString().ToLowerInvariant()}.png";
        using var stream = typeof(StampPictures).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The picture {name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
