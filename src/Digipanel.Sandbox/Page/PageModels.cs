using System.Text.Json.Serialization;
using Digipanel.Sandbox.Money;
using Digipanel.Sandbox.Scenarios;
using Digipanel.Sandbox.World;

namespace Digipanel.Sandbox.Page;

/// <summary>A person at a phone, on one channel. The id is Telegram's, of the user and of the private chat alike, or the phone number on WhatsApp.</summary>
public sealed record PersonView(long Id, string Name, string Language, bool Admin, string Channel);

/// <summary>A chat as the person's phone shows it; <paramref name="Action"/> is what the bot is doing, such as typing.</summary>
public sealed record ChatView(long Customer, string? Action, IReadOnlyList<MessageView> Messages);

/// <summary>One bubble. <paramref name="Text"/> of the bot is HTML as Telegram has it, of the customer plain text.</summary>
public sealed record MessageView(
    long Id, string From, string Text, PictureView? Photo, FileView? Document, bool Edited, DateTimeOffset At, IReadOnlyList<IReadOnlyList<ButtonView>> Buttons)
{
    /// <summary>Of a customer's on WhatsApp: sent, delivered or read.</summary>
    public string? Ticks { get; init; }

    /// <summary>The beginning of the message that it answers.</summary>
    public string? Quote { get; init; }

    /// <summary>A line above the text.</summary>
    public string? Header { get; init; }

    /// <summary>A small line below it.</summary>
    public string? Footer { get; init; }

    /// <summary>WhatsApp's list behind a button.</summary>
    public ListView? List { get; init; }
}

/// <summary>A list that a button opens.</summary>
public sealed record ListView(string Label, IReadOnlyList<RowView> Rows);

/// <summary>A row of it.</summary>
public sealed record RowView(string Action, string Title, string? Description, string? Section);

/// <summary>A picture. Its address changes with its content, so that an edited message shows the new one.</summary>
public sealed record PictureView(string Url, int Width, int Height);

/// <summary>A file to open.</summary>
public sealed record FileView(string Url, string Name, int Bytes);

/// <summary>An inline button: exactly one of action, url and copy is set.</summary>
public sealed record ButtonView(string Label, string? Action, string? Url, string? Copy, string? Style);

/// <summary>The bot's health.</summary>
public sealed record BotView(string State, string Text);

/// <summary>One line of traffic.</summary>
public sealed record TrafficView(long Key, string Source, string Kind, string Text, DateTimeOffset At);

/// <summary>What the page posts to say something.</summary>
internal sealed record SendRequest(long Customer, string? Text, int? ReplyTo = null);

/// <summary>What the page posts to press an inline button.</summary>
internal sealed record PressRequest(long Customer, long Message, string? Data);

/// <summary>What the page posts to let somebody new in.</summary>
internal sealed record NewCustomerRequest(string? Name, string? Language, string? Channel);

/// <summary>What the page posts to use a control; the reference is the payment's, the customer the one in view.</summary>
internal sealed record ControlRequest(string? Reference, long? Customer);

/// <summary>What the page is told: in words, or nothing.</summary>
internal sealed record PageAnswer(string? Text);

/// <summary>The page's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<PersonView>))]
[JsonSerializable(typeof(ChatView))]
[JsonSerializable(typeof(BotView))]
[JsonSerializable(typeof(MoneyView))]
[JsonSerializable(typeof(ShopView))]
[JsonSerializable(typeof(SceneView))]
[JsonSerializable(typeof(IReadOnlyList<ControlView>))]
[JsonSerializable(typeof(IReadOnlyList<TrafficView>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(PressRequest))]
[JsonSerializable(typeof(NewCustomerRequest))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(PageAnswer))]
internal sealed partial class PageJson : JsonSerializerContext;
