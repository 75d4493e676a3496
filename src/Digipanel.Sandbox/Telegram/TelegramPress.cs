namespace Digipanel.Sandbox.Telegram;

/// <summary>A button that a customer pressed: one callback query.</summary>
public sealed record TelegramPress
{
    /// <summary>The callback query's id.</summary>
    public required string QueryId { get; init; }

    /// <summary>The update that told the bot; null where the bot asked not to get such updates.</summary>
    public int? UpdateId { get; init; }

    /// <summary>Who pressed.</summary>
    public required long UserId { get; init; }

    /// <summary>The message that carries the button.</summary>
    public required int MessageId { get; init; }

    /// <summary>The button's data.</summary>
    public required string Data { get; init; }

    /// <summary>When it was pressed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the bot answered; until then the button spins.</summary>
    public bool Answered { get; init; }

    /// <summary>The notice the answer showed, or null.</summary>
    public string? AnswerText { get; init; }

    /// <summary>Whether the notice was a dialogue rather than a passing line.</summary>
    public bool ShowedAlert { get; init; }
}

/// <summary>One call of the bot to the Bot API, without its token.</summary>
/// <param name="Method">The Bot API method as it was called.</param>
/// <param name="ChatId">The chat it was about, if any.</param>
/// <param name="Status">The HTTP status; 0 when the connection was dropped on purpose.</param>
/// <param name="Description">Why it was refused, or null.</param>
/// <param name="At">When it arrived, by the sandbox's clock.</param>
public sealed record TelegramCall(string Method, string? ChatId, int Status, string? Description, DateTimeOffset At)
{
    /// <summary>The path, with the token left out.</summary>
    public string Path => $"/bot***/{Method}";
}

/// <summary>A command of the bot's menu.</summary>
/// <param name="Command">Without the slash.</param>
/// <param name="Description">What the menu says about it.</param>
public sealed record TelegramCommand(string Command, string Description);
