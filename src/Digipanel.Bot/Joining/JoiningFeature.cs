using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Joining;

/// <summary>One wallet over both channels: /hubungkan and /putuskan.</summary>
internal static class JoiningFeature
{
    /// <summary>After the channels: in a shop that has one alone there is nothing to join.</summary>
    public static void AddJoining(this BotSetup shop)
    {
        shop.Services.AddSingleton<JoinCheck>();
        shop.Services.AddSingleton<IButtonHandler, JoinButtons>();
        shop.Services.AddSingleton<IButtonHandler, PartButtons>();
        var isOffered = shop.Services.Count(s => s.ServiceType == typeof(IChatChannel)) != 1;
        shop.Services.AddSingleton<IChatCommand>(new PartCommand(isOffered));
        if (isOffered)
        {
            shop.Services.AddSingleton<IChatCommand, JoinCommand>();
        }
    }
}
