using System.Collections.Frozen;

namespace Digipanel.Sandbox.Page;

/// <summary>The page's own files, out of the assembly: a fixed list, so no path of a request ever reaches the disk.</summary>
internal static class PageFiles
{
    private const string Folder = "wwwroot/";

    private static readonly FrozenDictionary<string, byte[]> Files = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..], Read, StringComparer.Ordinal);

    /// <summary>GET / and each file.</summary>
    public static void MapPageFiles(this WebApplication app)
    {
        app.MapGet("/", () => Serve("index.html"));
        app.MapGet("/{file}", (string file) => Serve(file));
        // Browsers ask for it whatever the page says; an error in the console would look like ours.
        app.MapGet("/favicon.ico", () => Serve("icon.svg"));
    }

    /// <summary>One of them.</summary>
    public static byte[] Bytes(string file) => Files[file];

    private static IResult Serve(string file) =>
        Files.TryGetValue(file, out var bytes) ? Results.Bytes(bytes, TypeOf(file)) : Results.NotFound();

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
