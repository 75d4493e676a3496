using Digipanel.Bot.Admin.Queue;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>What admins can say; one file a command.</summary>
internal static class AdminFeature
{
    /// <summary>Before the features whose messages it goes before: what an admin was asked for may hold a link and is no paste.</summary>
    public static void AddAdmin(this BotSetup shop)
    {
        shop.Services.AddSingleton<IMessageHandler, AdminQuestions>();
        shop.Services.AddSingleton<IButtonHandler, QuestionButtons>();
        shop.Services.AddSingleton<IChatCommand, UpstreamCommand>();
        shop.Services.AddSingleton<IChatCommand, QueueCommand>();
        shop.Services.AddSingleton<IButtonHandler, OrderButtons>();
        shop.Services.AddSingleton<IChatCommand, LogCommand>();
    }
}
