using System.Security.Cryptography;
using System.Text;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>
/// The page's style and script. Both stand in the page itself, so that one answer on a bad network is the whole page, and the Content-Security-Policy
/// names them by their hashes: nothing else runs there, whatever gets into the page.
/// </summary>
internal static class PayAssets
{
    public static string Style { get; } = Load("pay.css");

    public static string Script { get; } = Load("pay.js");

    /// <summary>Own style and script, pictures that stand in the page, questions to this server; no frame, no form, nothing from elsewhere.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A parser reads CR LF as LF before it hashes, and a checkout may have made the one of the other.
    private static string Load(string name)
    {
        using var reader = new StreamReader(typeof(PayAssets).Assembly.GetManifestResourceStream($"Digipanel.Bot.Topups.PayPage.{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
