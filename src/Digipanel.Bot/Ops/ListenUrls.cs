using Microsoft.AspNetCore.Http;

namespace Digipanel.Bot.Ops;

/// <summary>Checks <c>Urls</c> with the other settings: Kestrel reads it only after the pumps have begun, and answers with a stack.</summary>
internal static class ListenUrls
{
    private const int PortMax = 65_535;

    /// <summary>The addresses, separated by semicolons, without white space around them.</summary>
    public static IReadOnlyList<string> Read(string urls, List<string> problems)
    {
        string[] all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        problems.AddRange(all.Select(Problem).OfType<string>());
        return all;
    }

    private static string? Problem(string url)
    {
        const string Mend = "give an address such as http://127.0.0.1:8080, or http://*:8080 for every network";
        try
        {
            var address = BindingAddress.Parse(url);
            if (string.Equals(address.Scheme, "https", StringComparison.OrdinalIgnoreCase))
            {
                return $"Urls holds '{url}'; TLS is the reverse proxy's (deploy/ has one): {Mend}.";
            }

            var isFit = string.Equals(address.Scheme, "http", StringComparison.OrdinalIgnoreCase) && address.PathBase.Length == 0
                && (address.IsUnixPipe || (address.Port is >= 0 and <= PortMax && !address.Host.Contains(':', StringComparison.Ordinal) == !address.Host.StartsWith('[')));
            return isFit ? null : $"Urls holds '{url}'; {Mend}.";
        }
        catch (FormatException)
        {
            return $"Urls holds '{url}'; {Mend}.";
        }
    }
}
