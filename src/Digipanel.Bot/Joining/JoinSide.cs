using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.WhatsApp;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Joining;

/// <summary>The other account, as its would-be partner recognises it: where, what it calls itself, and something that it cannot choose freely.</summary>
public sealed record JoinSide
{
    private const int NameCharsMax = 40;
    private const int DigitsShown = 4;

    /// <summary><c>telegram</c> or <c>whatsapp</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>As it calls itself; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>@username, or the last digits of its number or id.</summary>
    public required string Handle { get; init; }

    /// <summary>The channel's name as people write it.</summary>
    public string ChannelName => NameOf(Channel);

    /// <summary>The channel's name as people write it.</summary>
    public static string NameOf(string channel) => channel switch { UpdateMapper.Channel => "Telegram", WhatsAppChannel.ChannelName => "WhatsApp", _ => channel };

    /// <summary>The one channel that this one can be joined with.</summary>
    public static string OtherThan(string channel) => NameOf(channel == UpdateMapper.Channel ? WhatsAppChannel.ChannelName : UpdateMapper.Channel);

    internal static JoinSide Of(SqliteConnection database, Customer account)
    {
        var username = database.QuerySingleOrDefault<string>("SELECT username FROM customers WHERE id = @AccountId", new { account.AccountId });
        var tail = account.UserId.Length > DigitsShown ? account.UserId[^DigitsShown..] : account.UserId;
        return new JoinSide
        {
            Channel = account.Channel,
            Name = account.Name.Length > NameCharsMax ? account.Name[..NameCharsMax] + "…" : account.Name,
            Handle = string.IsNullOrEmpty(username) ? "…" + tail : "@" + username,
        };
    }
}
