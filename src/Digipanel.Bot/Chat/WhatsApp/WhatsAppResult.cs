namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>What became of one call of the Cloud API. No text in it ever holds the token.</summary>
internal abstract record WhatsAppResult
{
    private WhatsAppResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Id">Of the message or the upload.</param>
    internal sealed record Ok(string Id) : WhatsAppResult;

    /// <summary>Meta says no.</summary>
    /// <param name="Code">Meta's number; see <see cref="WhatsAppErrors"/>.</param>
    /// <param name="Description">In Meta's words, for the log.</param>
    internal sealed record Failed(int Code, string Description) : WhatsAppResult;

    /// <summary>5xx, a broken connection, a timeout or no Cloud API at the other end. Whether it was done is unknown.</summary>
    internal sealed record Unreachable(string Reason) : WhatsAppResult
    {
        /// <summary>False: it was surely not done, because nobody was reached or it was refused.</summary>
        public bool MayBeDone { get; init; } = true;
    }
}
