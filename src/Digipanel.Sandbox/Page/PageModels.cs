using System.Text.Json.Serialization;

namespace Digipanel.Sandbox.Page;

/// <summary>A person at a phone. The id is Telegram's, of the user and of the private chat alike.</summary>
public sealed record CustomerView(long Id, string Name, string Language);

/// <summary>A chat as the customer's phone shows it.</summary>
public sealed record ChatView(long Customer, IReadOnlyList<MessageView> Messages);

/// <summary>One bubble. <paramref name="Text"/> of the bot is Telegram's HTML, of the customer plain text.</summary>
public sealed record MessageView(long Id, string From, string Text, string? Photo, bool Edited, DateTimeOffset At, IReadOnlyList<IReadOnlyList<ButtonView>> Buttons);

/// <summary>An inline button: exactly one of the three is set.</summary>
public sealed record ButtonView(string Label, string? Action, string? Url, string? Copy);

/// <summary>The bot's health and what can be done to the world.</summary>
public sealed record BotView(string State, string Text, IReadOnlyList<ControlView> Controls);

/// <summary>A control. <paramref name="Armed"/>: it waits for its moment; null where it acts at once.</summary>
public sealed record ControlView(string Key, string Label, string Title, bool? Armed);

/// <summary>What the bot's database says.</summary>
public sealed record WorldView(
    IReadOnlyList<WalletView> Wallets,
    long Sales,
    long? DigipanelBalance,
    IReadOnlyList<OrderView> Orders,
    IReadOnlyList<TopupView> Topups,
    IReadOnlyList<LedgerView> Ledger)
{
    /// <summary>Before the bot has made its tables.</summary>
    public static WorldView Empty { get; } = new([], 0, null, [], [], []);
}

/// <summary>A customer's money in whole rupiah.</summary>
public sealed record WalletView(long Customer, long Balance, long Held);

/// <summary>One link on its way.</summary>
public sealed record OrderView(long Key, string Customer, long CustomerId, string State, string Title, string Url, long Price, string? Note, string? DriveUrl, DateTimeOffset At);

/// <summary>A top-up. Payable: the checkout of the sandbox's Doitpay still takes money for it.</summary>
public sealed record TopupView(string Key, string Reference, string Customer, long CustomerId, string State, string? Method, long Amount, bool Payable, DateTimeOffset At);

/// <summary>One transfer of the ledger; the balance is the customer's after it, null where it did not touch the wallet.</summary>
public sealed record LedgerView(long Key, string Kind, string Customer, long CustomerId, long Amount, long? Balance, string TransferKey, DateTimeOffset At);

/// <summary>One line of traffic.</summary>
public sealed record TrafficView(long Key, string Source, string Kind, string Text, DateTimeOffset At);

/// <summary>What the page posts to say something.</summary>
internal sealed record SendRequest(long Customer, string? Text);

/// <summary>What the page posts to press an inline button.</summary>
internal sealed record PressRequest(long Customer, long Message, string? Data);

/// <summary>What the page posts to let somebody new in.</summary>
internal sealed record NewCustomerRequest(string? Name, string? Language);

/// <summary>What the page posts to use a control; the reference is for the payment only.</summary>
internal sealed record ControlRequest(string? Reference);

/// <summary>What the page is told: in words, or nothing.</summary>
internal sealed record PageAnswer(string? Text);

/// <summary>The page's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<CustomerView>))]
[JsonSerializable(typeof(ChatView))]
[JsonSerializable(typeof(BotView))]
[JsonSerializable(typeof(WorldView))]
[JsonSerializable(typeof(IReadOnlyList<TrafficView>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(PressRequest))]
[JsonSerializable(typeof(NewCustomerRequest))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(PageAnswer))]
internal sealed partial class PageJson : JsonSerializerContext;
