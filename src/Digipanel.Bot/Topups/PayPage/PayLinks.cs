using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>Where a top-up's own page is, as the outside reaches it.</summary>
internal sealed class PayLinks(ServerOptions server)
{
    public const string Prefix = "/pay";

    private readonly string? _base = UsableBase(server.PublicUrl);

    /// <summary>Its address; null where Server:PublicUrl is none that a customer's phone should open.</summary>
    public string? Of(Topup topup) => _base is null || topup.Page is null ? null : $"{_base}{Prefix}/{topup.Page}";

    // https; plain http only on this machine, where the sandbox lives: on its way through a network anyone could put another QR into the page.
    private static string? UsableBase(string? publicUrl) =>
        Uri.TryCreate(publicUrl, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? publicUrl.TrimEnd('/')
            : null;
}
