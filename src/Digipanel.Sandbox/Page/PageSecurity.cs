namespace Digipanel.Sandbox.Page;

/// <summary>
/// The page listens on loopback only, but any web site open in the same browser can reach loopback too: by a name of its own that
/// it points at 127.0.0.1 (DNS rebinding), or by simply posting a form. So the Host must be ours, and whoever posts must be our page.
/// </summary>
internal static class PageSecurity
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "[::1]"];

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Cache-Control"] = "no-store",
    };

    /// <summary>Refuses what is not from our own page, and sets the headers of what is.</summary>
    public static void UsePageSecurity(this WebApplication app) => app.Use((http, next) =>
    {
        foreach (var (name, value) in Headers)
        {
            http.Response.Headers[name] = value;
        }
        if (IsOurs(http.Request))
        {
            return next(http);
        }
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("Open this page by the address that the sandbox printed.");
    });

    /// <summary>Whether a request was made to our address and, where it may change something, by our page.</summary>
    public static bool IsOurs(HttpRequest request)
    {
        if (!LoopbackNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase) || request.Host.Port != request.HttpContext.Connection.LocalPort)
        {
            return false;
        }
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }
        // Browsers send Origin with every POST; a JSON body cannot come from a plain form either.
        return HttpMethods.IsPost(request.Method)
            && string.Equals(request.Headers.Origin.ToString(), $"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            && request.HasJsonContentType();
    }
}
