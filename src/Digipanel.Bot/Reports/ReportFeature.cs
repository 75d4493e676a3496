using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Reports;

/// <summary>What the shop sold, earned and owes, in chat and as files.</summary>
internal static class ReportFeature
{
    public static void AddReports(this BotSetup shop)
    {
        shop.Services.AddSingleton<IChatCommand, ReportCommand>();
        shop.Services.AddSingleton<IButtonHandler, ReportButtons>();
        shop.Services.AddSingleton<ILateReply, ReportMessage>();
        shop.Services.AddSingleton<ILateReply, CsvMessage>();
    }
}
