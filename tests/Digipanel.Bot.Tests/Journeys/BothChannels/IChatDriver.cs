namespace Digipanel.Bot.Tests.Journeys.BothChannels;

/// <summary>A customer at a phone, whichever the app: what they do, and what they see.</summary>
public interface IChatDriver
{
    /// <summary>How the shop's database names the person.</summary>
    string UserId { get; }

    /// <summary>What the bot has said, oldest first, as it stands now.</summary>
    IReadOnlyList<Seen> Screen { get; }

    /// <summary>Writes these words.</summary>
    Task SayAsync(string text);

    /// <summary>Gives a command as people on this channel do: with a slash or without.</summary>
    Task CommandAsync(string words);

    /// <summary>Chooses an option of a message, and waits until the choice is taken.</summary>
    Task PressAsync(Seen message, Choice choice);

    /// <summary>The channel delivers what the customer did last once more.</summary>
    void RepeatLast();

    /// <summary>Waits until what the customer did last is handled and everything the bot owes them by now is on the screen.</summary>
    Task AnsweredAsync();

    /// <summary>Waits until a condition on the screen comes true.</summary>
    Task UntilAsync(Func<bool> condition);

    /// <summary>The chat as lines of text, for a failing test's message.</summary>
    string Transcript { get; }
}

/// <summary>A message of the bot as a person sees it.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="Text">Without markup.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Links">Where it leads.</param>
public sealed record Seen(string Id, string Text, IReadOnlyList<Choice> Choices, IReadOnlyList<string> Links)
{
    /// <summary>A QR code, or its stamp.</summary>
    public bool HasPicture { get; init; }

    /// <summary>The choice whose action or label has these words; null: there is none.</summary>
    public Choice? Choice(string words) =>
        Choices.FirstOrDefault(c => c.Label.Contains(words, StringComparison.Ordinal) || c.Action.Contains(words, StringComparison.Ordinal));

    public bool Says(string words) => Text.Contains(words, StringComparison.Ordinal);

    public string? Link(string words) => Links.FirstOrDefault(l => l.Contains(words, StringComparison.Ordinal));
}

/// <summary>Something to choose.</summary>
/// <param name="Action">What the bot hears.</param>
/// <param name="Label">What the person reads.</param>
public sealed record Choice(string Action, string Label);

/// <summary>What the journeys are told with.</summary>
public static class ChatDriverExtensions
{
    /// <summary>The first message, there or to come, that fulfils a condition.</summary>
    public static async Task<Seen> WaitAsync(this IChatDriver chat, Func<Seen, bool> condition)
    {
        Seen? found = null;
        await chat.UntilAsync(() => (found = chat.Screen.FirstOrDefault(condition)) is not null);
        return found!;
    }

    public static Task<Seen> WaitAsync(this IChatDriver chat, string words) => chat.WaitAsync(m => m.Says(words));

    /// <summary>Gives a command, and waits for the next message.</summary>
    public static Task<Seen> AskAsync(this IChatDriver chat, string command) => chat.NextAsync(() => chat.CommandAsync(command));

    /// <summary>Writes, and waits for the next message.</summary>
    public static Task<Seen> TellAsync(this IChatDriver chat, string text) => chat.NextAsync(() => chat.SayAsync(text));

    /// <summary>
    /// Waits for a choice, and makes it at the latest message that has it. As a person does: once the bot has finished answering what was done before,
    /// lest the choice be made at an older message because the new one is still on its way.
    /// </summary>
    public static Task PressAsync(this IChatDriver chat, string words) => chat.PressAsync(m => m.Choice(words));

    /// <inheritdoc cref="PressAsync(IChatDriver, string)"/>
    public static async Task PressAsync(this IChatDriver chat, Func<Seen, Choice?> pick)
    {
        await chat.AnsweredAsync();
        await chat.WaitAsync(m => pick(m) is not null);
        var message = chat.Screen.Last(m => pick(m) is not null);
        await chat.PressAsync(message, pick(message)!);
    }

    private static async Task<Seen> NextAsync(this IChatDriver chat, Func<Task> act)
    {
        var before = chat.Screen.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        await act();
        return await chat.WaitAsync(m => !before.Contains(m.Id));
    }
}
