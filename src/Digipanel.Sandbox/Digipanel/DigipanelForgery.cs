namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>What of a webhook to change, to forge one or to send an odd one.</summary>
public sealed record DigipanelForgery
{
    /// <summary>Another download_id.</summary>
    public string? DownloadId { get; init; }

    /// <summary>Another event.</summary>
    public string? Event { get; init; }

    /// <summary>Another status.</summary>
    public string? Status { get; init; }

    /// <summary>Another title.</summary>
    public string? Title { get; init; }

    /// <summary>Another Drive link.</summary>
    public string? DriveLink { get; init; }

    /// <summary>Another secret to sign with.</summary>
    public string? Secret { get; init; }

    /// <summary>This header value instead of a signature; empty: no header.</summary>
    public string? Signature { get; init; }

    /// <summary>These bytes instead of the body, signed as they are unless <see cref="Signature"/> says otherwise.</summary>
    public byte[]? RawBody { get; init; }
}
