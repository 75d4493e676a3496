namespace Digipanel.Bot.Ops;

/// <summary>How the outside reaches us (section <c>Server</c>).</summary>
public sealed class ServerOptions
{
    /// <summary>The public base address, for example <c>https://bot.example.com</c>; needed where a provider must call us.</summary>
    public string? PublicUrl { get; set; }

    internal void Validate(List<string> problems)
    {
        if (!string.IsNullOrWhiteSpace(PublicUrl) && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0 && uri.Fragment.Length == 0))
        {
            problems.Add($"Server:PublicUrl is '{PublicUrl}'; give an absolute address such as https://bot.example.com");
        }
    }
}
